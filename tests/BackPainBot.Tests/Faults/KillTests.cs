using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.Bodies;
using BackPainBot.Tests.BotFramework;
using BackPainBot.Tests.SeveralNodes;

namespace BackPainBot.Tests.Faults;

/// <summary>kill -9 in the middle of turns, with a file as the store: what was acknowledged is there once, and no step of a dialog ran twice.</summary>
public sealed class KillTests : IDisposable
{
    private const int Callers = 16;

    /// <summary>One conversation. What "more" and "source" bring depends on every step before, so a step that is lost or taken twice shows in the replies.</summary>
    private static readonly string[] Words =
    [
        "why do discs wear out", "more", "source", "what causes back pain", "more", "more", "how does acupuncture help a slipped disc", "source", "thanks", "contact",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backpainbot-tests-");
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = Callers }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly ConcurrentBag<TimeSpan> _restarts = [];
    private TaskCompletionSource<NodeProcess> _alive = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _acknowledged;
    private int _sentAgain;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_again_and_again_in_the_middle_of_turns_it_loses_nothing_and_does_nothing_twice()
    {
        var conversations = Length.Of(inSuite: 30, full: 1_000);
        var kills = Length.Of(inSuite: 2, full: 10);
        var turns = conversations * Words.Length;
        await StartAsync();
        var expected = await TalkAsync("unharmed");

        var began = TimeProvider.System.GetTimestamp();
        var waiting = new ConcurrentQueue<string>(Enumerable.Range(0, conversations).Select(number => $"conversation-{number}"));
        var heard = new ConcurrentDictionary<string, string[]>();
        var talking = Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(
            async () =>
            {
                while (waiting.TryDequeue(out var conversation))
                {
                    heard[conversation] = await TalkAsync(conversation);
                }
            },
            Cancellation)));
        for (var kill = 1; kill <= kills; kill++)
        {
            await ReachedAsync(Words.Length + (turns * kill / (kills + 1)), talking);
            await KillAndStartAgainAsync();
        }

        await talking;
        var took = TimeProvider.System.GetElapsedTime(began);
        var last = await _alive.Task;
        last.Kill();
        await last.ExitCodeAsync();

        Assert.Equal(conversations, heard.Count);
        Assert.All(heard.Values, replies => Assert.Equal(expected, replies));
        Assert.NotEqual(0, _sentAgain);
        Assert.Equal("ok", await ScalarAsync("PRAGMA integrity_check"));
        Assert.Equal($"{conversations + 1}", await ScalarAsync($"SELECT COUNT(*) FROM conversation WHERE version = {Words.Length}"));
        Assert.Equal($"{conversations + 1}", await ScalarAsync("SELECT COUNT(*) FROM conversation"));
        Assert.Equal($"{turns + Words.Length}", await ScalarAsync("SELECT COUNT(*) FROM turn"));
        // A question adds a row and a count each time that it is thought, so a second time would show.
        var asked = await ScalarAsync("SELECT COUNT(*) FROM asked WHERE key = 'emulator/unharmed'");
        Assert.NotEqual("0", asked);
        Assert.Equal("0", await ScalarAsync($"SELECT COUNT(*) FROM (SELECT key FROM asked GROUP BY key HAVING COUNT(*) <> {asked})"));
        Assert.Equal("0", await ScalarAsync($"SELECT COUNT(*) FROM (SELECT SUM(times) AS times FROM shown GROUP BY passage) WHERE times % {conversations + 1} <> 0"));
        Length.Report($"{turns:N0} turns by {Callers} callers, killed {kills} times, in {took.TotalSeconds:N1} s: all acknowledged, {_sentAgain} sent again; start after a kill {_restarts.Average(one => one.TotalSeconds):N1} s on average");
    }

    public void Dispose()
    {
        if (_alive.Task.IsCompletedSuccessfully)
        {
            _alive.Task.Result.Dispose();
        }

        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task ReachedAsync(int turns, Task talking)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (Volatile.Read(ref _acknowledged) < turns)
        {
            Assert.False(talking.IsCompleted, "The callers ended before the bot was killed.");
            await looks.WaitForNextTickAsync(Cancellation);
        }
    }

    private async Task StartAsync() => _alive.SetResult(await NodeProcess.StartAsync(("Storage:Folder", _folder.FullName)));

    private async Task KillAndStartAgainAsync()
    {
        var doomed = await _alive.Task;
        doomed.Kill();
        _alive = new(TaskCreationOptions.RunContinuationsAsynchronously);
        doomed.Dispose();
        var began = TimeProvider.System.GetTimestamp();
        await StartAsync();
        _restarts.Add(TimeProvider.System.GetElapsedTime(began));
    }

    private async Task<string[]> TalkAsync(string conversation)
    {
        var heard = new string[Words.Length];
        foreach (var (number, words) in Words.Index())
        {
            heard[number] = await AskAsync(BotHost.ExpectingReplies(words) with { Id = $"{conversation}/{number}", Conversation = new() { Id = conversation } });
        }

        return heard;
    }

    /// <summary>As a channel does: the same activity again, until it is acknowledged.</summary>
    private async Task<string> AskAsync(Activity activity)
    {
        while (true)
        {
            var bot = await Volatile.Read(ref _alive).Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
            try
            {
                using var content = new StringContent(ActivityJson.Write(activity), Encoding.UTF8, "application/json");
                using var response = await _http.PostAsync($"{bot.Origin}/api/messages", content, Cancellation);
                response.EnsureSuccessStatusCode();
                var replies = (await response.Content.ReadFromJsonAsync<ActivitySet>(ActivityJson.Options, Cancellation))!.Activities;
                Interlocked.Increment(ref _acknowledged);
                return string.Join('\n', replies.Select(reply => reply.Text));
            }
            catch (Exception fault) when (fault is HttpRequestException { StatusCode: null } or IOException)
            {
                Interlocked.Increment(ref _sentAgain);
                await Task.Delay(20, Cancellation);
            }
        }
    }

    private Task<string> ScalarAsync(string sql) => SqliteFile.ScalarAsync(_folder.FullName, sql);
}
