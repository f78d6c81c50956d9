using System.Net;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.DirectLine;
using BackPainBot.Storage;
using BackPainBot.Tests.BotFramework;
using BackPainBot.Tests.BotFramework.DirectLine;
using BackPainBot.Tests.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace BackPainBot.Tests.Faults;

/// <summary>The machine's clock is put back an hour, or forth a day, in the middle of a conversation.</summary>
public sealed class ClockTests
{
    private static readonly TimeSpan[] Jumps = [TimeSpan.Zero, TimeSpan.FromHours(-1), TimeSpan.FromHours(22.9), TimeSpan.FromMinutes(-1)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chat_goes_on_in_order_with_its_token_and_its_socket()
    {
        await using var bot = new WatchedBot(("DirectLine:TokenLifetime", "1.00:00:00"));
        var chat = await bot.StartChatAsync();
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        await socket.ConnectAsync(new Uri(chat.StreamUrl!), Cancellation);
        var said = new List<string>();
        foreach (var jump in Jumps)
        {
            bot.Time.Ahead = jump;
            said.Add((await bot.SayAsync(chat, Message("why do discs wear out"))).Id!);
            said.Add((await bot.SayAsync(chat, Message("source"))).Id!);
        }

        var history = await bot.HistoryAsync(chat);
        Assert.Equal(said.SelectMany(id => new[] { id, id }), history.Skip(1).Select(activity => activity.From!.Role == "user" ? activity.Id : activity.ReplyToId));
        // The dialog did not lose its thread: "source" is about the same passages each time.
        Assert.Single(history.Where(activity => activity.ReplyToId is not null).Index().Where(reply => reply.Index % 2 == 1).Select(reply => reply.Item.Text).Distinct());
        var (seen, _) = await DirectLineClient.ReceiveAsync(socket, history.Count);
        Assert.Equal(history.Select(activity => activity.Id), seen.Select(activity => activity.Id));
        AssertShownInThisOrder(history);
        AssertShownInThisOrder(seen);
    }

    [Fact]
    public async Task Typing_from_before_the_clock_was_put_back_is_no_news()
    {
        await using var bot = new WatchedBot();
        var chat = await bot.StartChatAsync();
        await bot.SayAsync(chat, new() { Type = ActivityTypes.Typing });
        await bot.SayAsync(chat, Message("contact"));
        bot.Time.Ahead = TimeSpan.FromHours(-1);
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        await socket.ConnectAsync(new Uri(chat.StreamUrl!), Cancellation);
        var (seen, _) = await DirectLineClient.ReceiveAsync(socket, 3);
        Assert.DoesNotContain(seen, activity => activity.Type == ActivityTypes.Typing);
    }

    [Fact]
    public async Task A_token_ends_by_the_clock_and_a_new_chat_begins()
    {
        await using var bot = new WatchedBot();
        var chat = await bot.StartChatAsync();
        bot.Time.Ahead = TimeSpan.FromHours(-1);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(bot, chat));
        bot.Time.Ahead = TimeSpan.FromDays(1) - TimeSpan.FromMinutes(1);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(bot, chat));
        var next = await bot.StartChatAsync();
        await bot.SayAsync(next, Message("why do discs wear out"));
        Assert.Equal(3, (await bot.HistoryAsync(next)).Count);
        // Back at the right time both are there: the jump was shorter than what is kept.
        bot.Time.Ahead = TimeSpan.Zero;
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [await StatusAsync(bot, chat), await StatusAsync(bot, next)]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(24)]
    public async Task Limits_neither_open_nor_stay_shut(int hours)
    {
        await using var bot = new WatchedBot(("BotFramework:ActivitiesPerMinute", "2"));
        var talkative = BotHost.Message("contact");
        await bot.AskAsync(talkative with { Id = "1" });
        await bot.AskAsync(talkative with { Id = "2" });
        bot.Time.Ahead = TimeSpan.FromHours(hours);
        using (var third = await bot.Http.PostAsync("/api/messages", new StringContent(ActivityJson.Write(BotHost.ExpectingReplies("contact"))), Cancellation))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
            Assert.InRange(third.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        }

        Assert.Single(await bot.AskAsync(talkative with { Conversation = new() { Id = "another" } }));
    }

    [Fact]
    public async Task What_is_kept_for_30_days_outlives_the_jumps_and_a_redelivery_runs_no_dialog()
    {
        await using var bot = new WatchedBot();
        var store = bot.Services.GetRequiredService<IConversationStore>();
        var question = BotHost.Message("why do discs wear out");
        var answer = await bot.AskAsync(question);
        foreach (var jump in Jumps)
        {
            bot.Time.Ahead = jump;
            if (jump < TimeSpan.FromHours(1))
            {
                Assert.Equal(answer.Select(ActivityJson.Write), (await bot.AskAsync(question)).Select(ActivityJson.Write));
            }

            await bot.AskAsync(BotHost.Message("source"));
            Assert.Equal(0, await store.SweepAsync(bot.Time.GetUtcNow() - new StorageOptions().Retention, Cancellation));
            // A sweep a day ahead forgets replies that are an hour old by its clock; the question is put anew so that the next jump finds some.
            question = question with { Id = $"{question.Id}+" };
            answer = await bot.AskAsync(question);
        }

        Assert.Equal($"{1 + (2 * Jumps.Length)}", await SqliteFile.ScalarAsync(bot.Folder, "SELECT version FROM conversation"));
    }

    /// <summary>Web Chat sorts by this number and, where there is none, by timestamps, which a clock that is put back would mix.</summary>
    private static void AssertShownInThisOrder(IReadOnlyList<Activity> activities)
    {
        var numbers = activities.Select(activity => activity.ChannelData!.Value.GetProperty("webchat:sequence-id").GetInt64()).ToList();
        Assert.Equal(numbers.Distinct().Order(), numbers);
    }

    private static Activity Message(string text) => new() { Type = ActivityTypes.Message, Text = text };

    private static async Task<HttpStatusCode> StatusAsync(WatchedBot bot, ConversationGrant chat)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v3/directline/conversations/{chat.ConversationId}/activities") { Headers = { { "Authorization", $"Bearer {chat.Token}" } } };
        using var response = await bot.Http.SendAsync(request, Cancellation);
        return response.StatusCode;
    }
}
