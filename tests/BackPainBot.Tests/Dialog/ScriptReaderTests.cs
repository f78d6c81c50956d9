using BackPainBot.Dialog;
using BackPainBot.Knowledge;

namespace BackPainBot.Tests.Dialog;

public sealed class ScriptReaderTests : IDisposable
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "script.yaml");
    private readonly string _good = File.ReadAllText(Path.Combine(KnowledgeFolder.Find(null), "script.yaml"));

    [Fact]
    public void The_greeting_has_at_most_60_words_and_names_the_emergency_number()
    {
        var script = ScriptReader.Read(Path.Combine(KnowledgeFolder.Find(null), "script.yaml"));
        Assert.InRange(script.Greeting.Split(' ').Length, 20, 60);
        Assert.Contains("{emergency}", script.Greeting, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named_with_its_remedy() => Assert.Contains("knowledge folder", Problems(null).Single().Remedy, StringComparison.Ordinal);

    [Fact]
    public void An_empty_file_is_a_problem() => Assert.Equal("The script is empty.", Problems("").Single().Message);

    [Fact]
    public void A_missing_entry_is_named_with_a_line()
    {
        var problem = Problems(_good.Replace("apology:", "apologie:", StringComparison.Ordinal)).Single();
        Assert.Contains("apologie", problem.Message, StringComparison.Ordinal);
        Assert.Equal(Line("apology:"), problem.Line);
    }

    [Fact]
    public void An_entry_left_out_is_named()
    {
        var without = string.Join('\n', _good.Split('\n').Where(line => !line.StartsWith("title:", StringComparison.Ordinal)));
        Assert.Contains("title", Problems(without).Single().Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_sentence_where_a_list_belongs_is_named_with_its_line()
    {
        var problem = Problems(_good.Replace("topicsText:\n", "topicsText: hello\nstray:\n", StringComparison.Ordinal)).Single();
        Assert.Equal(Line("topicsText:"), problem.Line);
    }

    [Fact]
    public void A_colon_without_quotes_is_named_with_the_cause()
    {
        var problem = Problems(_good.Replace("  - Let us begin again.", "  - Let us: begin again.", StringComparison.Ordinal)).Single();
        Assert.Equal(Line("  - Let us begin again."), problem.Line);
        Assert.Contains("needs quotes", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_placeholder_that_nothing_fills_in_is_named_with_its_line()
    {
        var problem = Problems(_good.Replace("{missing}", "{mising}", StringComparison.Ordinal))[0];
        Assert.Equal("Nothing fills in {mising}.", problem.Message);
        Assert.Equal(Line("{missing}"), problem.Line);
    }

    [Fact]
    public void A_long_greeting_and_two_topics_of_one_label_are_both_reported()
    {
        var problems = Problems(_good.Replace("  Hello! I find", $"  {string.Concat(Enumerable.Repeat("so ", 60))}Hello! I find", StringComparison.Ordinal)
            .Replace("label: Slipped discs", "label: Causes of back pain", StringComparison.Ordinal));
        Assert.Equal([Line("greeting:"), Line("  - label: How acupuncture")], problems.Select(problem => problem.Line));
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    private IReadOnlyList<KnowledgeProblem> Problems(string? yaml)
    {
        if (yaml is not null)
        {
            File.WriteAllText(_path, yaml);
        }

        return Assert.Throws<ScriptException>(() => ScriptReader.Read(_path)).Problems;
    }

    private int Line(string text) => _good[.._good.IndexOf(text, StringComparison.Ordinal)].Count(c => c == '\n') + 1;
}
