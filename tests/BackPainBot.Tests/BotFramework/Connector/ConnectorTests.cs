using System.Net;
using System.Text.Json;
using BackPainBot.BotFramework;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.Connector;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BackPainBot.Tests.BotFramework.Connector;

public sealed class ConnectorTests
{
    private static async Task<HttpStatusCode> PostAsync(BotHost bot, Activity activity)
    {
        using var response = await bot.PostAsync(activity);
        return response.StatusCode;
    }

    private static Func<HttpContext, int, Task> Status(params int[] statuses) => (context, number) =>
    {
        context.Response.StatusCode = statuses[Math.Min(number, statuses.Length) - 1];
        return Task.CompletedTask;
    };

    [Theory, Trait("Item", "31"), Trait("Item", "32")]
    [InlineData("", "c", "a", "/v3/conversations/c/activities/a")]
    [InlineData("", "c", null, "/v3/conversations/c/activities")]
    [InlineData("amer/", "c", "a", "/amer/v3/conversations/c/activities/a")]
    [InlineData("_connector", "c", "a", "/_connector/v3/conversations/c/activities/a")]
    [InlineData("amer/?tenant=1#part", "c", "a", "/amer/v3/conversations/c/activities/a?tenant=1")]
    [InlineData("", "19:abc@thread.tacv2;messageid=1", "f:1|2", "/v3/conversations/19%3Aabc%40thread.tacv2%3Bmessageid%3D1/activities/f%3A1%7C2")]
    [InlineData("", "1|livechat", "a/../b?c#d", "/v3/conversations/1%7Clivechat/activities/a%2F..%2Fb%3Fc%23d")]
    [InlineData("", "100%25", "ü", "/v3/conversations/100%2525/activities/%C3%BC")]
    public async Task A_reply_goes_to_its_conversation_below_the_serviceUrls_own_path(string path, string conversation, string? id, string expected)
    {
        await using var channel = await ConnectorServer.StartAsync();
        await using var bot = await BotHost.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(bot, BotHost.Message("hello", channel.Url + path) with { Conversation = new() { Id = conversation }, Id = id }));
        Assert.Equal(expected, Assert.Single(channel.Calls).Target);
    }

    [Fact, Trait("Item", "32")]
    public async Task A_reply_to_a_dot_is_sent_nowhere()
    {
        await using var channel = await ConnectorServer.StartAsync();
        await using var bot = await BotHost.StartAsync(BotHost.Answering(incoming => [incoming.CreateReply("x") with { ReplyToId = ".." }]));
        Assert.Equal(HttpStatusCode.BadGateway, await PostAsync(bot, BotHost.Message("hello", channel.Url)));
        Assert.Empty(channel.Calls);
    }

    [Theory, Trait("Item", "33")]
    [InlineData(200, "")]
    [InlineData(201, """{"id":"1"}""")]
    [InlineData(202, "{}")]
    [InlineData(200, "not json")]
    public async Task Any_success_will_do_with_or_without_a_body(int status, string body)
    {
        await using var channel = await ConnectorServer.StartAsync((context, _) =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        });
        await using var bot = await BotHost.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(bot, BotHost.Message("hello", channel.Url)));
    }

    [Theory, Trait("Item", "34")]
    [InlineData(429)]
    [InlineData(412)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_busy_channel_is_tried_three_times(int status)
    {
        await using var channel = await ConnectorServer.StartAsync(Status(status, status, 200));
        await using var bot = await BotHost.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(bot, BotHost.Message("hello", channel.Url)));
        Assert.Equal([status, status, 200], channel.Calls.Select(call => call.Status));
        Assert.Single(channel.Calls.Select(call => call.Body).Distinct());
    }

    [Fact, Trait("Item", "34")]
    public async Task After_three_tries_it_is_given_up()
    {
        await using var channel = await ConnectorServer.StartAsync(Status(503));
        await using var bot = await BotHost.StartAsync();
        Assert.Equal(HttpStatusCode.BadGateway, await PostAsync(bot, BotHost.Message("hello", channel.Url)));
        Assert.Equal(3, channel.Calls.Count);
    }

    [Theory, Trait("Item", "34")]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(413)]
    [InlineData(500)]
    public async Task Any_other_failure_is_not_tried_again(int status)
    {
        await using var channel = await ConnectorServer.StartAsync(Status(status));
        await using var bot = await BotHost.StartAsync();
        Assert.Equal(HttpStatusCode.BadGateway, await PostAsync(bot, BotHost.Message("hello", channel.Url)));
        Assert.Single(channel.Calls);
    }

    [Fact, Trait("Item", "34")]
    public async Task Retry_After_is_honoured()
    {
        var times = new List<long>();
        await using var channel = await ConnectorServer.StartAsync((context, number) =>
        {
            times.Add(TimeProvider.System.GetTimestamp());
            context.Response.StatusCode = number == 1 ? 429 : 200;
            context.Response.Headers.RetryAfter = "2";
            return Task.CompletedTask;
        });
        await using var bot = await BotHost.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(bot, BotHost.Message("hello", channel.Url)));
        Assert.InRange(TimeProvider.System.GetElapsedTime(times[0], times[1]), TimeSpan.FromSeconds(1.9), TimeSpan.FromMinutes(1));
    }

    [Fact, Trait("Item", "34")]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await ConnectorServer.StartAsync();
        await using var channel = await ConnectorServer.StartAsync((context, _) =>
        {
            context.Response.Redirect(elsewhere.Url, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        await using var bot = await BotHost.StartAsync();
        Assert.Equal(HttpStatusCode.BadGateway, await PostAsync(bot, BotHost.Message("hello", channel.Url)));
        Assert.Empty(elsewhere.Calls);
    }

    [Fact, Trait("Item", "34")]
    public async Task A_slow_answer_is_waited_for_once_and_not_sent_twice()
    {
        var calls = 0;
        await using var channel = await ConnectorServer.StartAsync(async (context, number) =>
        {
            calls = number;
            await ConnectorServer.HangAsync(context);
        });
        await using var bot = await BotHost.StartAsync();
        Assert.Equal(HttpStatusCode.BadGateway, await PostAsync(bot, BotHost.Message("hello", channel.Url)));
        Assert.Equal(1, calls);
    }

    [Fact, Trait("Item", "35")]
    public async Task Replies_keep_their_order_over_retries_and_turns()
    {
        await using var channel = await ConnectorServer.StartAsync(Status(503, 200, 429, 502, 200));
        var turn = 0;
        await using var bot = await BotHost.StartAsync((incoming, _) =>
        {
            var number = ++turn;
            return Task.FromResult<IReadOnlyList<Activity>>([incoming.CreateReply($"{number}a"), incoming.CreateReply($"{number}b")]);
        });
        var statuses = await Task.WhenAll(PostAsync(bot, BotHost.Message("hello", channel.Url)), PostAsync(bot, BotHost.Message("again", channel.Url)));
        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(["1a", "1b", "2a", "2b"], channel.Texts);
    }

    [Fact, Trait("Item", "35")]
    public async Task After_a_reply_that_failed_no_later_one_is_sent()
    {
        await using var channel = await ConnectorServer.StartAsync(Status(200, 400, 200));
        await using var bot = await BotHost.StartAsync(BotHost.Saying("one", "two", "three"));
        Assert.Equal(HttpStatusCode.BadGateway, await PostAsync(bot, BotHost.Message("hello", channel.Url)));
        Assert.Equal(["one", "two"], channel.Calls.Select(call => call.Reply.Text));
    }

    [Fact, Trait("Item", "36")]
    public async Task Without_a_token_there_is_no_Authorization_header()
    {
        await using var channel = await ConnectorServer.StartAsync(Status(401));
        await using var bot = await BotHost.StartAsync();
        Assert.Equal(HttpStatusCode.BadGateway, await PostAsync(bot, BotHost.Message("hello", channel.Url)));
        Assert.Equal("", Assert.Single(channel.Calls).Authorization);
    }

    [Fact, Trait("Item", "36")]
    public async Task After_a_401_the_token_is_refreshed_once_and_the_reply_sent_once_more()
    {
        await using var channel = await ConnectorServer.StartAsync((context, _) =>
        {
            context.Response.StatusCode = context.Request.Headers.Authorization == "Bearer fresh" ? 200 : 401;
            return Task.CompletedTask;
        });
        ConnectorToken token = (forceRefresh, _) => new(forceRefresh ? "fresh" : "stale");
        await using var bot = await BotHost.StartAsync(null, services => services.AddSingleton(token));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(bot, BotHost.Message("hello", channel.Url)));
        Assert.Equal(["Bearer stale", "Bearer fresh"], channel.Calls.Select(call => call.Authorization));
    }

    [Fact, Trait("Item", "36")]
    public async Task A_second_401_is_final()
    {
        await using var channel = await ConnectorServer.StartAsync(Status(401));
        ConnectorToken token = (_, _) => new("refused");
        await using var bot = await BotHost.StartAsync(null, services => services.AddSingleton(token));
        Assert.Equal(HttpStatusCode.BadGateway, await PostAsync(bot, BotHost.Message("hello", channel.Url)));
        Assert.Equal(2, channel.Calls.Count);
    }

    [Fact, Trait("Item", "36")]
    public async Task A_token_that_cannot_be_had_fails_the_delivery_and_nothing_else()
    {
        await using var channel = await ConnectorServer.StartAsync();
        ConnectorToken token = (_, _) => throw new InvalidOperationException("secret detail");
        await using var bot = await BotHost.StartAsync(null, services => services.AddSingleton(token));
        Assert.Equal(HttpStatusCode.BadGateway, await PostAsync(bot, BotHost.Message("hello", channel.Url)));
        Assert.Empty(channel.Calls);
        Assert.DoesNotContain("secret detail", bot.Log.Everything, StringComparison.Ordinal);
    }

    [Theory, Trait("Item", "37")]
    [InlineData("""{"error":{"code":"BotNotInConversationRoster","message":"said: my private pain"}}""", "BotNotInConversationRoster")]
    [InlineData("""{"error":{"code":"my private pain","message":""}}""", "none")]
    [InlineData("""{"error":"private"}""", "none")]
    [InlineData("private", "none")]
    [InlineData("", "none")]
    public async Task Of_an_error_the_log_has_the_code_and_neither_words_nor_token(string body, string code)
    {
        await using var channel = await ConnectorServer.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 403;
            return context.Response.WriteAsync(body);
        });
        ConnectorToken token = (_, _) => new("very-secret-token");
        await using var bot = await BotHost.StartAsync(null, services => services.AddSingleton(token));
        Assert.Equal(HttpStatusCode.BadGateway, await PostAsync(bot, BotHost.Message("my private pain", channel.Url)));
        Assert.Contains(bot.Log.Warnings, line => line.Contains($"HTTP 403, code {code}", StringComparison.Ordinal));
        Assert.DoesNotContain("private", bot.Log.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret-token", bot.Log.Everything, StringComparison.Ordinal);
    }

    [Fact, Trait("Item", "38")]
    public async Task A_reply_is_addressed_to_the_sender_and_has_neither_id_nor_timestamp()
    {
        await using var channel = await ConnectorServer.StartAsync();
        await using var bot = await BotHost.StartAsync();
        var message = BotHost.Message("hello", channel.Url);
        await PostAsync(bot, message with { Timestamp = DateTimeOffset.UtcNow });
        using var sent = JsonDocument.Parse(Assert.Single(channel.Calls).Body);
        Assert.Equal(
            ["channelId", "conversation", "from", "locale", "recipient", "replyToId", "serviceUrl", "text", "type"],
            sent.RootElement.EnumerateObject().Select(property => property.Name).Order());
        var reply = channel.Calls[0].Reply;
        Assert.Equal(("bot", "user", "conversation"), (reply.From!.Id, reply.Recipient!.Id, reply.Conversation!.Id));
        Assert.Equal((message.Id, Channels.Emulator, channel.Url, "en-GB"), (reply.ReplyToId, reply.ChannelId, reply.ServiceUrl, reply.Locale));
    }

    [Fact, Trait("Item", "38")]
    public async Task A_stored_reply_goes_where_this_delivery_came_from()
    {
        await using var channel = await ConnectorServer.StartAsync();
        await using var bot = await BotHost.StartAsync((_, _) => Task.FromResult<IReadOnlyList<Activity>>(
            [new() { Type = ActivityTypes.Message, Text = "stored", Id = "old", Timestamp = DateTimeOffset.UnixEpoch, ServiceUrl = "https://example.org/", ChannelId = "old" }]));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(bot, BotHost.Message("hello", channel.Url)));
        var reply = Assert.Single(channel.Calls).Reply;
        Assert.Equal((channel.Url, Channels.Emulator, null, null), (reply.ServiceUrl, reply.ChannelId, reply.Id, reply.Timestamp));
        Assert.Equal(("bot", "user"), (reply.From!.Id, reply.Recipient!.Id));
    }

    [Theory, Trait("Item", "39")]
    [InlineData(Channels.Emulator, 2)]
    [InlineData(Channels.Msteams, 1)]
    public async Task A_trace_goes_to_the_Emulator_only(string channelId, int expected)
    {
        await using var channel = await ConnectorServer.StartAsync();
        await using var bot = await BotHost.StartAsync((incoming, _) => Task.FromResult<IReadOnlyList<Activity>>(
            [incoming.CreateReply("seen"), incoming.CreateReply() with { Type = ActivityTypes.Trace, Name = "trace" }]));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(bot, BotHost.Message("hello", channel.Url) with { ChannelId = channelId }));
        Assert.Equal(expected, channel.Calls.Count);
        Assert.Equal(expected, (await bot.AskAsync(BotHost.Message("hello") with { ChannelId = channelId })).Count);
    }
}
