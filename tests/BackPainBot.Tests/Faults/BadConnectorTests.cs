using System.Net;
using System.Net.Sockets;
using System.Text;
using BackPainBot.BotFramework.Activities;
using BackPainBot.Tests.BotFramework;
using BackPainBot.Tests.Operations;
using Microsoft.AspNetCore.Http;

namespace BackPainBot.Tests.Faults;

/// <summary>A channel's connector that is busy, broken, talks rubbish or says nothing: tries are bounded, the dialog runs once, and nobody else notices.</summary>
public sealed class BadConnectorTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What the connector does, and how often it may be called for one delivery. Where it may have taken the reply, it is not called again.</summary>
    public static TheoryData<string, int> Faults => new() { { "429", 3 }, { "429 for an hour", 1 }, { "502", 3 }, { "garbage", 1 }, { "never", 1 }, { "hangs up", 1 } };

    [Theory, MemberData(nameof(Faults))]
    public async Task A_reply_that_cannot_be_delivered_is_tried_a_few_times_and_comes_when_the_channel_brings_the_message_again(string fault, int tries)
    {
        var (isBroken, calls) = (true, 0);
        await using var channel = await ConnectorServer.StartAsync((context, number) =>
        {
            calls = number;
            return isBroken ? AnswerAsync(context, fault) : ConnectorServer.CreatedAsync(context);
        });
        await using var bot = new WatchedBot(("BotFramework:DeliveryTimeout", Patience.ToString()));
        await bot.AskAsync(BotHost.Message("contact") with { Conversation = new() { Id = "another" } });
        var message = Message("conversation", channel.Url);

        var began = TimeProvider.System.GetTimestamp();
        Assert.Equal(HttpStatusCode.BadGateway, await PostAsync(bot, message));
        var took = TimeProvider.System.GetElapsedTime(began);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromMinutes(1)); // not the hour that is asked for, and not for ever
        Assert.Equal(tries, calls);
        Assert.Contains(bot.Log.Lines, line => line.Id == 207);

        isBroken = false;
        Assert.Equal(HttpStatusCode.OK, await PostAsync(bot, message));
        Assert.Equal(tries + 1, calls);
        Assert.Single(channel.Calls.Select(call => call.Body).Distinct());
        // A question is counted each time that it is thought.
        Assert.Equal("1", await SqliteFile.ScalarAsync(bot.Folder, "SELECT COUNT(*) FROM asked"));
        Length.Report($"{fault}: called {tries} times, 502 to the channel after {took.TotalSeconds:N1} s");
    }

    [Fact]
    public async Task A_connector_that_talks_no_HTTP_is_called_once()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var calls = 0;
        var talking = Task.Run(
            async () =>
            {
                while (true)
                {
                    using var caller = await listener.AcceptSocketAsync(Cancellation);
                    calls++;
                    await caller.ReceiveAsync(new byte[64 * 1024], Cancellation);
                    await caller.SendAsync(Encoding.ASCII.GetBytes("\0\x01 +++ what?\r\n\r\n"), Cancellation);
                }
            },
            Cancellation);
        await using var bot = new WatchedBot();
        Assert.Equal(HttpStatusCode.BadGateway, await PostAsync(bot, Message("conversation", $"http://{listener.LocalEndpoint}/")));
        Assert.Equal(1, calls);
        Assert.False(talking.IsCompleted);
    }

    [Fact]
    public async Task Conversations_of_other_channels_do_not_notice()
    {
        const int Hanging = 100, Turns = 50;
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var never = await ConnectorServer.StartAsync(async (context, _) =>
        {
            await released.Task;
            await AnswerAsync(context, "garbage");
        });
        await using var broken = await ConnectorServer.StartAsync((context, _) => AnswerAsync(context, "502"));
        await using var good = await ConnectorServer.StartAsync();
        await using var bot = new WatchedBot(("BotFramework:DeliveryTimeout", "00:05:00"));
        var alone = await TalkAsync(bot, good, "alone", Turns);
        var stuck = Enumerable.Range(0, Hanging).Select(number => PostAsync(bot, Message($"stuck-{number}", number % 2 == 0 ? never.Url : broken.Url))).ToArray();
        var beside = await TalkAsync(bot, good, "beside", Turns).WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        Assert.All(stuck.Where((_, number) => number % 2 == 0), delivery => Assert.False(delivery.IsCompleted));
        released.SetResult();

        Assert.All(await Task.WhenAll(stuck), status => Assert.Equal(HttpStatusCode.BadGateway, status));
        Assert.Equal(2 * Turns, good.Calls.Count);
        Assert.Equal($"{Hanging}", await SqliteFile.ScalarAsync(bot.Folder, "SELECT COUNT(*) FROM conversation WHERE key LIKE 'emulator/stuck-%' AND version = 1"));
        Length.Report($"{Turns} turns alone: median {alone[Turns / 2].TotalMilliseconds:N0} ms, slowest {alone[^1].TotalMilliseconds:N0} ms; beside {Hanging} deliveries that hang or fail: {beside[Turns / 2].TotalMilliseconds:N0} and {beside[^1].TotalMilliseconds:N0} ms");
    }

    private static async Task AnswerAsync(HttpContext context, string fault)
    {
        switch (fault)
        {
            case "429" or "429 for an hour":
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                context.Response.Headers.RetryAfter = fault == "429" ? "1" : "3600";
                break;
            case "502":
                context.Response.StatusCode = StatusCodes.Status502BadGateway;
                break;
            case "garbage":
                context.Response.StatusCode = 599;
                await context.Response.Body.WriteAsync(new byte[1_000]);
                break;
            case "never":
                await ConnectorServer.HangAsync(context);
                break;
            case "hangs up":
                context.Abort();
                break;
        }
    }

    /// <summary>The times of its turns, shortest first.</summary>
    private static async Task<TimeSpan[]> TalkAsync(WatchedBot bot, ConnectorServer channel, string conversation, int turns)
    {
        var times = new TimeSpan[turns];
        for (var turn = 0; turn < turns; turn++)
        {
            var began = TimeProvider.System.GetTimestamp();
            Assert.Equal(HttpStatusCode.OK, await PostAsync(bot, Message(conversation, channel.Url)));
            times[turn] = TimeProvider.System.GetElapsedTime(began);
        }

        return [.. times.Order()];
    }

    private static Activity Message(string conversation, string serviceUrl) => BotHost.Message("why do discs wear out", serviceUrl) with { Conversation = new() { Id = conversation } };

    private static async Task<HttpStatusCode> PostAsync(WatchedBot bot, Activity activity)
    {
        using var content = new StringContent(ActivityJson.Write(activity), Encoding.UTF8, "application/json");
        using var response = await bot.Http.PostAsync("/api/messages", content, Cancellation);
        return response.StatusCode;
    }
}
