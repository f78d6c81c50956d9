using BackPainBot.Commands;
using BackPainBot.Storage;
using BackPainBot.Tests.Storage;

namespace BackPainBot.Tests.Reporting;

[Collection(nameof(RecordedWeek))]
public sealed class ReportTests(RecordedWeek week, SharedRedis shared)
{
    [Fact]
    public async Task The_days_and_their_sums_are_those_of_the_week()
    {
        var rows = Table(await week.ReportAsync());
        Assert.Equal(["Mon 2 Mar", "Tue 3 Mar", "Wed 4 Mar", "Thu 5 Mar", "Fri 6 Mar", "Sat 7 Mar", "Sun 8 Mar", "Together"], rows.Keys);
        Assert.All(rows.Values, row => Assert.Equal(row[0], row[1] + row[2] + row[3]));
        Assert.Equal(rows["Together"][0], rows.Where(row => row.Key != "Together").Sum(row => row.Value[0]));
        Assert.InRange(rows["Together"][0]!.Value, 250, 1_000);
    }

    [Fact]
    public async Task Too_few_safety_notices_on_a_day_are_no_number_but_the_week_s_sum_is()
    {
        var rows = Table(await week.ReportAsync());
        Assert.All(rows.Where(row => row.Key != "Together"), row => Assert.Null(row.Value[5]));
        Assert.True(rows["Together"][5] >= 5);
    }

    [Fact]
    public async Task Misses_that_ask_alike_are_one_group_with_wordings_and_what_is_lacking()
    {
        var report = await week.ReportAsync();
        Assert.Contains("mattress, back pain - 8 questions", report, StringComparison.Ordinal);
        Assert.Contains("\"best mattress for back pain\"", report, StringComparison.Ordinal);
        Assert.Contains("No passage covers this: the articles do not mention \"mattress\".", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closest_answers_that_lack_the_same_subject_are_a_group_of_their_own()
    {
        var report = await week.ReportAsync();
        var closest = report[report.IndexOf("Only the closest passage found", StringComparison.Ordinal)..];
        Assert.Contains("\"does acupuncture help slipped discs in a horse\"", closest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_groups_and_what_is_left_out_come_to_the_total_of_the_days()
    {
        var report = await week.ReportAsync();
        var missed = report[report.IndexOf("Not found in the articles", StringComparison.Ordinal)..report.IndexOf("Only the closest", StringComparison.Ordinal)];
        var told = missed.Split('\n').Where(line => line.EndsWith(" questions", StringComparison.Ordinal)).Select(line => line.Split(' ')[^2]);
        var leftOut = missed.Split('\n').Single(line => line.Contains("further questions are left out", StringComparison.Ordinal)).Split(' ')[0];
        Assert.Equal(Table(report)["Together"][3], told.Append(leftOut).Sum(int.Parse));
    }

    [Fact]
    public async Task No_word_that_fewer_than_five_people_said_is_told()
    {
        var report = await week.ReportAsync() + await week.PageAsync();
        Assert.All(RecordedWeek.Secrets.Concat(["Smith", "0161"]), secret => Assert.DoesNotContain(secret, report, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_smaller_smallest_group_tells_more()
    {
        var report = await week.ReportAsync(new(Days: 7), ("Report:SmallestGroup", "3"));
        Assert.Contains("trampoline", report, StringComparison.Ordinal);
        Assert.DoesNotContain("zebra", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passages_that_were_never_shown_are_listed_with_file_and_line()
    {
        using var knowledge = new TriedKnowledge().Append("Nobody has asked for this paragraph yet.");
        var report = await week.ReportAsync(new(Days: 7, Knowledge: knowledge.Folder));
        var never = report[report.IndexOf("Passages never shown", StringComparison.Ordinal)..];
        Assert.Matches(@"articles/how-acupuncture-relieves-back-pain\.md:\d+  Nobody has asked", never);
        Assert.Contains("+  Acupuncture can treat back pain very effectively.", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wording_that_is_pasted_as_advised_mends_the_group()
    {
        const string Passage = "A mattress that is neither soft nor hard suits most backs with pain.";
        using (var without = new TriedKnowledge().Append(Passage))
        {
            var advised = await week.ReportAsync(new(Days: 7, Knowledge: without.Folder));
            Assert.Contains("<!-- ask: mattress for a sore back | best mattress for back pain |", advised, StringComparison.Ordinal);
        }

        using var with = new TriedKnowledge().Append($"{Passage}\n<!-- ask: best mattress for back pain | which mattress is best for a bad back | mattress for a sore back -->");
        Assert.Contains("Mended by now", await week.ReportAsync(new(Days: 7, Knowledge: with.Folder)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_fits_a_terminal_of_100_columns()
    {
        Assert.All((await week.ProposalAsync()).Split('\n'), line => Assert.InRange(line.TrimEnd('\r').Length, 0, 100));
    }

    [Fact]
    public async Task Over_Redis_the_report_is_the_same_to_the_letter()
    {
        var (server, number) = await shared.NewDatabaseAsync();
        await using (var redis = SharedRedis.Open(server, number))
        {
            await week.RecordAgainAsync(redis);
        }

        Assert.Equal(await week.ReportAsync(), await week.ReportAsync(new(Days: 7), ("Storage:Redis", server.ConnectionString(number))));
    }

    [Fact]
    public async Task An_empty_database_has_nothing_recorded_yet()
    {
        var folder = Directory.CreateTempSubdirectory("backpainbot-tests-");
        await SqliteDatabase.Open(folder.FullName).DisposeAsync();
        Assert.Equal("Nothing recorded yet since 2 March 2026.", (await week.ReportAsync(new(Days: 7, Data: folder.FullName))).Trim());
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("3651")]
    [InlineData("1.5")]
    [InlineData("a week")]
    [InlineData("")]
    public void A_wrong_number_of_days_is_named(string days)
    {
        var refusal = Assert.Throws<UsageException>(() => ReportCommand.Days(days));
        Assert.Equal($"--days \"{days}\" is no number of days; give a whole number from 1 to 3650.", refusal.Message);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("101")]
    [InlineData("five")]
    public async Task A_wrong_smallest_group_is_named(string value)
    {
        var refusal = await Assert.ThrowsAsync<UsageException>(() => week.ReportAsync(new(Days: 7), ("Report:SmallestGroup", value)));
        Assert.Equal("Report:SmallestGroup must be a whole number between 3 and 100.", refusal.Message);
    }

    [Fact]
    public async Task A_page_that_cannot_be_written_and_a_missing_database_are_named()
    {
        var folder = Directory.CreateTempSubdirectory("backpainbot-tests-");
        await SqliteDatabase.Open(folder.FullName).DisposeAsync();
        var page = await Assert.ThrowsAsync<UsageException>(() => week.ReportAsync(new(Days: 7, Page: Path.Combine(folder.FullName, "no", "such", "folder.html"), Data: folder.FullName)));
        folder.Delete(recursive: true);
        Assert.EndsWith("cannot be written; name a file in a folder that exists and is writable.", page.Message, StringComparison.Ordinal);
        var data = await Assert.ThrowsAsync<UsageException>(() => week.ReportAsync(new(Days: 7, Data: Path.Combine(week.Folder, "nowhere"))));
        Assert.EndsWith("name the folder of the bot's database with --data.", data.Message, StringComparison.Ordinal);
    }

    /// <summary>The numbers by day; null for a dash.</summary>
    private static Dictionary<string, int?[]> Table(string report) => report.Split('\n')
        .Select(line => line.TrimEnd('\r'))
        .SkipWhile(line => !line.StartsWith("Day (UTC)", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.Length > 0)
        .ToDictionary(
            line => line[..12].Trim(),
            line => line[12..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(cell => cell == "-" ? (int?)null : int.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToArray());
}
