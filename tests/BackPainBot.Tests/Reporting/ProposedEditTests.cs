namespace BackPainBot.Tests.Reporting;

[Collection(nameof(RecordedWeek))]
public sealed class ProposedEditTests(RecordedWeek week)
{
    private async Task<string> TryAsync(TriedKnowledge tried) => Change(await week.ReportAsync(new(Days: 7, Try: tried.Folder)));

    private static string Change(string report) => report[report.IndexOf("What the proposed edit would change", StringComparison.Ordinal)..];

    [Fact]
    public async Task An_edit_that_answers_a_group_is_told_before_and_after()
    {
        var told = Change(await week.ProposalAsync());
        var change = told[told.IndexOf("mattress", StringComparison.Ordinal)..];
        Assert.Contains("     not in the articles", change, StringComparison.Ordinal);
        Assert.Contains("  -> answer", change, StringComparison.Ordinal);
        Assert.Contains("A mattress that is neither soft nor hard", change, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_folder_changes_nothing()
    {
        using var tried = new TriedKnowledge();
        Assert.Contains("every answer stays as it is.", await TryAsync(tried), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_decision_is_tried_as_well()
    {
        using var tried = new TriedKnowledge().Replace("decision.yaml", "answerFrom: 0.", "answerFrom: 1.");
        var told = await TryAsync(tried);
        Assert.Contains("     answer", told, StringComparison.Ordinal);
        Assert.Contains("  -> closest", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named()
    {
        var refusal = await Assert.ThrowsAsync<UsageException>(() => week.ReportAsync(new(Days: 7, Try: Path.Combine(week.Folder, "nowhere"))));
        Assert.EndsWith("nowhere does not exist; name a copy of the knowledge folder with the edit in it.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_with_an_error_is_named_instead_of_being_left_out()
    {
        using var tried = new TriedKnowledge().Replace("articles/how-acupuncture-relieves-back-pain.md", "source: http://", "source: ");
        var refusal = await Assert.ThrowsAsync<UsageException>(() => TryAsync(tried));
        Assert.StartsWith($"--try {tried.Folder} cannot be tried: articles/how-acupuncture-relieves-back-pain.md:", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("script.yaml")]
    [InlineData("red-flags.yaml")]
    public async Task A_folder_without_the_bot_s_files_is_named(string file)
    {
        using var tried = new TriedKnowledge().Delete(file);
        var refusal = await Assert.ThrowsAsync<UsageException>(() => TryAsync(tried));
        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith("--try ", refusal.Message, StringComparison.Ordinal);
    }
}
