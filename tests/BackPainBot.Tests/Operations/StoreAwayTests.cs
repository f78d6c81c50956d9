using System.Net;
using System.Text;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.DirectLine;
using BackPainBot.Tests.Storage;
using Microsoft.Data.Sqlite;

namespace BackPainBot.Tests.Operations;

/// <summary>What a visitor's browser gets while the store cannot be used: "come again", and nothing of what is inside.</summary>
public sealed class StoreAwayTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_Redis_is_down_the_chat_is_told_to_come_again_and_then_goes_on()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var bot = new WatchedBot(("Storage:Redis", redis.ConnectionString()));
        var chat = await bot.StartChatAsync();
        await redis.KillAsync();
        await ShouldBeToldToComeAgainAsync(bot, chat, HttpMethod.Post, "/activities");
        await ShouldBeToldToComeAgainAsync(bot, chat, HttpMethod.Get, "/activities");
        await ShouldBeToldToComeAgainAsync(bot, chat, HttpMethod.Get, "");
        await ShouldBeToldToComeAgainAsync(bot, chat, HttpMethod.Delete, "");
        await ShouldBeToldToComeAgainAsync(bot, chat, HttpMethod.Get, $"/stream?{new Uri(chat.StreamUrl!).Query[1..]}");

        await redis.StartAgainAsync();
        using var tries = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var left = 100; await StatusAsync(bot, chat) != HttpStatusCode.OK; left--)
        {
            Assert.NotEqual(0, left);
            await tries.WaitForNextTickAsync(Cancellation);
        }
    }

    [Fact]
    public async Task While_another_program_locks_the_file_messages_are_refused_and_what_was_said_is_still_read()
    {
        await using var bot = new WatchedBot();
        var chat = await bot.StartChatAsync();
        await using (var other = new SqliteConnection($"Data Source={Path.Combine(bot.Folder, "backpainbot.db")};Pooling=False"))
        {
            await other.OpenAsync(Cancellation);
            await using var locking = other.CreateCommand();
            locking.CommandText = "BEGIN IMMEDIATE";
            await locking.ExecuteNonQueryAsync(Cancellation);
            await ShouldBeToldToComeAgainAsync(bot, chat, HttpMethod.Post, "/activities");
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(bot, chat));
        }

        await bot.SayAsync(chat, Message);
    }

    [Fact]
    public async Task With_a_damaged_file_the_chat_is_told_to_come_again()
    {
        await using var bot = new WatchedBot();
        var chat = await bot.StartChatAsync();
        SqliteConnection.ClearAllPools();
        await using (var file = new FileStream(Path.Combine(bot.Folder, "backpainbot.db"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes(new string('x', 100_000)), Cancellation);
        }

        await using (var log = new FileStream(Path.Combine(bot.Folder, "backpainbot.db-wal"), FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
        }

        await ShouldBeToldToComeAgainAsync(bot, chat, HttpMethod.Post, "/activities");
        await ShouldBeToldToComeAgainAsync(bot, chat, HttpMethod.Get, "/activities");
        Assert.Contains(bot.Log.Lines, line => line.Id == 210 && line.Line.Contains("is damaged or no database of this bot; move it away", StringComparison.Ordinal));
    }

    private static Activity Message => new() { Type = ActivityTypes.Message, Text = "why do discs wear out" };

    private static async Task ShouldBeToldToComeAgainAsync(WatchedBot bot, ConversationGrant chat, HttpMethod method, string path)
    {
        using var response = await SendAsync(bot, chat, method, path);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter?.Delta);
        Assert.Equal("""{"error":{"code":"Unavailable","message":"The conversation cannot be reached now; see Retry-After."}}""", await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Contains(bot.Log.Lines, line => line.Id == 210);
        Assert.DoesNotContain(bot.Log.Lines, line => line.Line.Contains("   at ", StringComparison.Ordinal));
    }

    private static async Task<HttpStatusCode> StatusAsync(WatchedBot bot, ConversationGrant chat)
    {
        using var response = await SendAsync(bot, chat, HttpMethod.Get, "/activities");
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(WatchedBot bot, ConversationGrant chat, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, $"/v3/directline/conversations/{chat.ConversationId}{path}") { Headers = { { "Authorization", $"Bearer {chat.Token}" } } };
        request.Content = method == HttpMethod.Post ? new StringContent(ActivityJson.Write(Message), Encoding.UTF8, "application/json") : null;
        return await bot.Http.SendAsync(request, Cancellation);
    }
}
