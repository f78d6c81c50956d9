using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using BackPainBot.BotFramework;
using BackPainBot.BotFramework.Activities;
using BackPainBot.Operations;
using BackPainBot.Tests.BotFramework;
using BackPainBot.Tests.BotFramework.DirectLine;
using Microsoft.Extensions.DependencyInjection;
using Activity = BackPainBot.BotFramework.Activities.Activity;

namespace BackPainBot.Tests.Operations;

public sealed class TelemetryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_turn_is_counted_and_timed_by_channel_outcome_and_level()
    {
        await using var bot = new WatchedBot();
        using var heard = new Heard(bot.Services);
        foreach (var words in new[] { "why do discs wear out", "what is the capital of France", "hello", "help", "I cannot feel anything when I wipe" })
        {
            await bot.AskAsync(From(Channels.Emulator, words));
        }

        await bot.AskAsync(From("a channel of the future", "hello"));
        var again = From(Channels.Emulator, "why do discs wear out");
        await bot.AskAsync(again);
        await bot.AskAsync(again);

        string[] expected =
        [
            "emulator answer none", "emulator miss none", "emulator smallTalk none", "emulator command none", "emulator safety emergency",
            "other smallTalk none", "emulator answer none", "emulator redelivered none",
        ];
        Assert.Equal(expected.Order(), heard.All("backpainbot.turns").Select(turn => turn.Labels).Order());
        Assert.Equal(expected.Order(), heard.All("backpainbot.turn.duration").Select(turn => turn.Labels).Order());
        Assert.All(heard.All("backpainbot.turn.duration"), turn => Assert.InRange(turn.Value, 0.000001, 60));
    }

    [Fact]
    public async Task Open_sockets_and_waiting_turns_and_refusals_are_counted()
    {
        using var held = new HeldTurns();
        await using var bot = await BotHost.StartAsync(held.TakeAsync, null, ("BotFramework:ActivitiesPerMinute", "2"));
        using var heard = new Heard(bot.Services);
        var chat = await DirectLineClient.StartAsync(bot);
        using (var socket = await chat.OpenAsync())
        {
            await chat.SayAsync("hello");
            await DirectLineClient.ReceiveAsync(socket, 2);
            Assert.Equal(1, heard.Sum("botframework.sockets"));
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);
        }

        await Heard.UntilAsync(() => heard.Sum("botframework.sockets") == 0);
        var first = bot.PostAsync(BotHost.ExpectingReplies("hold"));
        await held.Begun;
        var second = bot.PostAsync(BotHost.ExpectingReplies("wait"));
        await Heard.UntilAsync(() => heard.Last("botframework.turns.waiting") == 1);
        Assert.Equal(2, heard.Last("botframework.turns.at_once"));
        (await bot.PostAsync(BotHost.ExpectingReplies("too fast"))).Dispose();
        Assert.Equal("conversation", Assert.Single(heard.All("botframework.refusals")).Labels);

        held.Release();
        (await first).Dispose();
        (await second).Dispose();
        await Heard.UntilAsync(() => heard.Last("botframework.turns.at_once") == 0 && heard.Last("botframework.turns.waiting") == 0);
    }

    [Fact]
    public async Task No_label_and_no_span_holds_words_names_or_ids()
    {
        var spans = new ConcurrentQueue<System.Diagnostics.Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TurnTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var bot = new WatchedBot();
        using var heard = new Heard(bot.Services);
        string[] planted = ["Quillon", "0187", "conversation-7731", "activity-7732", "person-7733", "discs", "wipe"];
        foreach (var words in new[] { "my name is Quillon, 555-0187, why do discs wear out", "I cannot feel anything when I wipe" })
        {
            await bot.AskAsync(From(Channels.Emulator, words) with
            {
                Id = $"activity-7732-{words.Length}",
                Conversation = new() { Id = "conversation-7731" },
                From = new() { Id = "person-7733", Name = "Quillon" },
            });
        }

        Assert.Superset(new HashSet<string> { "turn", "load", "think", "save" }, spans.Select(span => span.OperationName).ToHashSet());
        Assert.All(spans, span => Assert.Equal(0, span.Events.Count() + span.Links.Count() + span.Baggage.Count()));
        var said = spans.Select(span => $"{span.DisplayName} {string.Join(' ', span.TagObjects)}").Concat(heard.Everything).ToList();
        Assert.Contains(said, tag => tag.Contains("emergency", StringComparison.Ordinal));
        Assert.All(planted, word => Assert.DoesNotContain(said, tag => tag.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    private static Activity From(string channel, string words) => new()
    {
        Type = ActivityTypes.Message,
        Id = Guid.NewGuid().ToString("N"),
        Text = words,
        ChannelId = channel,
        Conversation = new() { Id = Guid.NewGuid().ToString("N") },
        From = new() { Id = "person" },
        Recipient = new() { Id = "bot" },
    };
}
