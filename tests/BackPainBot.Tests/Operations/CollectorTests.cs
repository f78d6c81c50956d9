using System.Collections.Concurrent;
using System.Net;
using System.Text;
using BackPainBot.BotFramework.Activities;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BackPainBot.Tests.Operations;

/// <summary>With a real exporter and a collector that takes what it sends.</summary>
public sealed class CollectorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_collector_gets_are_turns_and_their_spans_and_no_words_and_no_ids()
    {
        var received = new ConcurrentQueue<(string Path, string Body)>();
        await using var collector = await StartAsync(received);
        var data = Directory.CreateTempSubdirectory("backpainbot-tests-");
        await using (var bot = StoppableBot.Build(
            ("Storage:Folder", data.FullName), ("Operations:OtlpEndpoint", collector.Urls.Single()), ("Operations:OtlpProtocol", "HttpProtobuf")))
        {
            await bot.StartAsync(Cancellation);
            using var http = new HttpClient { BaseAddress = new(bot.Urls.Single()) };
            foreach (var words in new[] { "my name is Quillon, why do discs wear out", "I cannot feel anything when I wipe" })
            {
                using var response = await http.PostAsync("/api/messages", Message(words), Cancellation);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }

            await bot.StopAsync(Cancellation);
        }

        data.Delete(recursive: true);
        // A stopping bot sends what it has not sent yet.
        var (metrics, traces, log) = (All("/v1/metrics"), All("/v1/traces"), All("/v1/logs"));
        Assert.All(["backpainbot.turns", "backpainbot.turn.duration", "botframework.turns.at_once", "http.server.request.duration"], name => Assert.Contains(name, metrics, StringComparison.Ordinal));
        Assert.All(["turn", "think", "answer", "safety", "emulator"], name => Assert.Contains(name, traces, StringComparison.Ordinal));
        Assert.Contains("passages", log, StringComparison.Ordinal);
        Assert.All(["Quillon", "discs", "wipe", "a-conversation", "an-activity", "a-person"], planted => Assert.DoesNotContain(planted, metrics + traces + log, StringComparison.OrdinalIgnoreCase));

        string All(string path) => string.Concat(received.Where(one => one.Path == path).Select(one => one.Body));
    }

    private static StringContent Message(string words) => new(ActivityJson.Write(new()
    {
        Type = ActivityTypes.Message,
        Id = "an-activity",
        Text = words,
        ChannelId = Channels.Emulator,
        DeliveryMode = DeliveryModes.ExpectReplies,
        Conversation = new() { Id = $"a-conversation-{words.Length}" },
        From = new() { Id = "a-person", Name = "Quillon" },
        Recipient = new() { Id = "bot" },
    }));

    private static async Task<WebApplication> StartAsync(ConcurrentQueue<(string Path, string Body)> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var collector = builder.Build();
        collector.MapPost("/{**path}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            received.Enqueue((request.Path, Encoding.Latin1.GetString(body.ToArray())));
        });
        await collector.StartAsync(Cancellation);
        return collector;
    }
}
