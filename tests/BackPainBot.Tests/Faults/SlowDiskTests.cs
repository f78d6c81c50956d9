using BackPainBot.BotFramework.Activities;
using BackPainBot.Tests.BotFramework;
using BackPainBot.Tests.Operations;

namespace BackPainBot.Tests.Faults;

/// <summary>The database file takes no write for seconds, because another program holds it: turns are slow or without memory, and nobody gets an error.</summary>
public sealed class SlowDiskTests
{
    private static readonly string[] Words = ["why do discs wear out", "source", "contact"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writes_that_take_2_seconds_make_turns_slow_and_lose_nothing()
    {
        const int Conversations = 50;
        var slow = TimeSpan.FromSeconds(2);
        await using var bot = new WatchedBot();
        var chat = await bot.StartChatAsync();
        await using var other = await SqliteFile.OpenAsync(bot.Folder);
        var times = new List<TimeSpan>();
        foreach (var (number, words) in Words.Index())
        {
            other.Execute("BEGIN IMMEDIATE");
            var round = Task.WhenAll(
            [
                TimedAsync(() => bot.SayAsync(chat, new() { Type = ActivityTypes.Message, Text = words })),
                .. Enumerable.Range(0, Conversations).Select(conversation => TimedAsync(async () => Assert.Single(await bot.AskAsync(Message($"c{conversation}", number, words))))),
            ]);
            await Task.Delay(slow, Cancellation);
            Assert.False(round.IsCompleted);
            other.Execute("ROLLBACK");
            times.AddRange(await round);
        }

        Assert.InRange(times.Max(), slow, TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(bot.Log.Lines, line => line.Id is 206 or 210 or 301);
        Assert.Equal($"{Conversations}", await SqliteFile.ScalarAsync(bot.Folder, $"SELECT COUNT(*) FROM conversation WHERE key LIKE 'emulator/%' AND version = {Words.Length}"));
        Assert.Equal(
            Words.SelectMany(words => new[] { words, "the answer" }),
            (await bot.HistoryAsync(chat)).Skip(1).Select(activity => activity.ReplyToId is null ? activity.Text : "the answer"));
        Length.Report($"{times.Count} turns, each write held up for {slow.TotalSeconds} s: all answered and saved, the slowest after {times.Max().TotalSeconds:N1} s");
    }

    [Fact]
    public async Task While_the_file_takes_no_write_at_all_every_notice_still_comes_before_a_turn_is_given_up()
    {
        await using var bot = new WatchedBot();
        await bot.AskAsync(Message("before", 0, "contact"));
        await using var other = await SqliteFile.OpenAsync(bot.Folder);
        other.Execute("BEGIN IMMEDIATE");
        var asking = new List<Task<TimeSpan>>();
        using (var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(500)))
        {
            for (var person = 0; person < 16; person++)
            {
                var message = Message($"person-{person}", 0, "I cannot feel anything when I wipe");
                asking.Add(TimedAsync(async () => Assert.Contains("Call **911**", Assert.Single(await bot.AskAsync(message)).Text, StringComparison.Ordinal)));
                await pace.WaitForNextTickAsync(Cancellation);
            }
        }

        var times = await Task.WhenAll(asking);
        other.Execute("ROLLBACK");
        // A turn that is given up brings the apology instead of the notice.
        Assert.InRange(times.Max(), TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1));
        Assert.Contains(bot.Log.Lines, line => line.Id == 301);
        Assert.Single(await bot.AskAsync(Message("before", 1, "why do discs wear out")));
        Assert.Equal("2", await SqliteFile.ScalarAsync(bot.Folder, "SELECT version FROM conversation WHERE key = 'emulator/before'"));
        Length.Report($"{times.Length} emergencies while the file was held for good: all notices came, the slowest after {times.Max().TotalSeconds:N1} s");
    }

    private static Activity Message(string conversation, int number, string words) =>
        BotHost.Message(words) with { Id = $"{number}", Conversation = new() { Id = conversation }, Locale = "en-US" };

    private static async Task<TimeSpan> TimedAsync(Func<Task> act)
    {
        var began = TimeProvider.System.GetTimestamp();
        await act();
        return TimeProvider.System.GetElapsedTime(began);
    }
}
