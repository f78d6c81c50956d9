namespace BackPainBot.Tests.Reporting;

public sealed class ReportTests(RecordedWeek week) : IClassFixture<RecordedWeek>
{
    [Fact]
    public async Task Dump()
    {
        var log = new List<string>();
        var start = DateTime.Now;
        void Lap(string n) { log.Add(n + " " + (DateTime.Now - start)); start = DateTime.Now; }
        var conf = new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build();
        using var r = BackPainBot.Reporting.Replay.Open(KnowledgeFolder.Find(null), conf);
        Lap("open");
        await using var db = BackPainBot.Storage.SqliteDatabase.Open(week.Folder);
        var rec = BackPainBot.Storage.RecordedTurns.Read(db, new DateOnly(2026, 3, 2));
        Lap("read");
        var rep = r.Ask(rec.Questions);
        Lap("ask");
        BackPainBot.Reporting.Similar.Group(rep, 5);
        Lap("group");
        BackPainBot.Reporting.OpenQuestions.Of(BackPainBot.Dialog.ReplyOutcome.Miss, rep, 5);
        Lap("open q");
        await File.WriteAllLinesAsync("/tmp/laps", log, TestContext.Current.CancellationToken);
        await week.ReportAsync();
        
        await File.WriteAllTextAsync("/tmp/took", (DateTime.Now-start).ToString(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync("/tmp/report.txt", await week.ReportAsync(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync("/tmp/report.html", await week.PageAsync(), TestContext.Current.CancellationToken);
        Assert.True(true);
    }
}
