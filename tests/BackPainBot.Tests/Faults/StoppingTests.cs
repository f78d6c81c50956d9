using System.Net;
using System.Text;
using BackPainBot.BotFramework.Activities;
using BackPainBot.Tests.BotFramework;
using BackPainBot.Tests.SeveralNodes;

namespace BackPainBot.Tests.Faults;

/// <summary>SIGTERM to the real process while replies are on their way.</summary>
public sealed class StoppingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Told_to_stop_in_the_middle_of_turns_the_process_delivers_them_all_and_ends_well()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        const int Turns = 40;
        var folder = Directory.CreateTempSubdirectory("backpainbot-tests-");
        using var arrived = new CountdownEvent(Turns);
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var channel = await ConnectorServer.StartAsync(async (context, _) =>
        {
            arrived.Signal();
            await released.Task;
            await ConnectorServer.CreatedAsync(context);
        });
        using (var bot = await NodeProcess.StartAsync(("Storage:Folder", folder.FullName)))
        {
            using var http = new HttpClient { BaseAddress = new(bot.Origin) };
            var running = Enumerable.Range(0, Turns).Select(number => PostAsync(http, Message($"c{number}", channel.Url))).ToArray();
            Assert.True(await Task.Run(() => arrived.Wait(TimeSpan.FromMinutes(1), Cancellation), Cancellation));

            bot.AskToStop();
            var began = TimeProvider.System.GetTimestamp();
            await RefusedAsync(http);
            Assert.All(running, turn => Assert.False(turn.IsCompleted));
            released.SetResult();

            Assert.All(await Task.WhenAll(running), status => Assert.Equal(HttpStatusCode.OK, status));
            Assert.Equal(0, await bot.ExitCodeAsync());
            Length.Report($"{Turns} turns in flight at SIGTERM: all delivered and saved, ended with code 0 after {TimeProvider.System.GetElapsedTime(began).TotalSeconds:N1} s");
        }

        Assert.Equal(Turns, channel.Calls.Select(call => call.Reply.Conversation!.Id).Distinct().Count());
        Assert.Equal(Turns, channel.Calls.Count);
        Assert.Equal($"{Turns}", await SqliteFile.ScalarAsync(folder.FullName, "SELECT COUNT(*) FROM turn"));
        Assert.Equal("ok", await SqliteFile.ScalarAsync(folder.FullName, "PRAGMA integrity_check"));
        folder.Delete(recursive: true);
    }

    /// <summary>Waits until nothing new is taken any more.</summary>
    private static async Task RefusedAsync(HttpClient http)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var left = 2_000; ; left--)
        {
            Assert.NotEqual(0, left);
            try
            {
                if (await PostAsync(http, BotHost.ExpectingReplies("late") with { Type = ActivityTypes.Typing }) == HttpStatusCode.ServiceUnavailable)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                return; // It does not listen any more.
            }

            await looks.WaitForNextTickAsync(Cancellation);
        }
    }

    private static Activity Message(string conversation, string serviceUrl) => BotHost.Message("why do discs wear out", serviceUrl) with { Conversation = new() { Id = conversation } };

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, Activity activity)
    {
        using var content = new StringContent(ActivityJson.Write(activity), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync("/api/messages", content, Cancellation);
        return response.StatusCode;
    }
}
