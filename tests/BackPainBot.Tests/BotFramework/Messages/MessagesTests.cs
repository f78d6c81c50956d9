using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using BackPainBot.BotFramework;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.Turns;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BackPainBot.Tests.BotFramework.Messages;

public sealed class MessagesTests
{
    /// <summary>Only what hangs takes so long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<(HttpStatusCode Status, string Body)> ReadAsync(Task<HttpResponseMessage> sending)
    {
        using var response = await sending;
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact, Trait("Item", "21")]
    public async Task A_message_is_answered_through_the_connector_and_the_request_with_an_empty_200()
    {
        await using var channel = await ConnectorServer.StartAsync();
        await using var bot = await BotHost.StartAsync(BotHost.Saying("one", "two", "three"));
        Assert.Equal((HttpStatusCode.OK, ""), await ReadAsync(bot.PostAsync(BotHost.Message("hello", channel.Url))));
        Assert.Equal(["one", "two", "three"], channel.Texts);
    }

    [Theory, Trait("Item", "21"), Trait("Item", "26"), Trait("Item", "72")]
    [InlineData("event")]
    [InlineData("conversationUpdate")]
    [InlineData("contactRelationUpdate")]
    [InlineData("installationUpdate")]
    [InlineData("typing")]
    [InlineData("ping")]
    [InlineData("deleteUserData")]
    [InlineData("messageReaction")]
    [InlineData("messageUpdate")]
    [InlineData("messageDelete")]
    [InlineData("endOfConversation")]
    [InlineData("somethingNew")]
    public async Task Every_other_type_gets_200(string type)
    {
        await using var bot = await BotHost.StartAsync();
        Assert.Equal((HttpStatusCode.OK, ""), await ReadAsync(bot.PostAsync(BotHost.Message("x", "http://localhost:1/") with { Type = type })));
        Assert.Equal((HttpStatusCode.OK, ""), await ReadAsync(bot.PostAsync($$"""{"type":"{{type}}"}""")));
    }

    [Theory, Trait("Item", "22")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"message\"")]
    [InlineData("1")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"type":null}""")]
    [InlineData("""{"type":""}""")]
    [InlineData("""{"type":"  "}""")]
    [InlineData("""{"text":"no type"}""")]
    [InlineData("""{"type":"message"} trailing""")]
    [InlineData("<xml/>")]
    public async Task A_body_that_is_no_activity_gets_400_with_one_line(string body)
    {
        await using var bot = await BotHost.StartAsync();
        var (status, reason) = await ReadAsync(bot.PostAsync(body));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotEmpty(reason);
        Assert.DoesNotContain('\n', reason);
    }

    [Theory, Trait("Item", "22")]
    [InlineData("text/plain")]
    [InlineData("application/vnd.microsoft.activity")]
    [InlineData(null)]
    public async Task The_content_type_does_not_matter(string? contentType)
    {
        await using var bot = await BotHost.StartAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(ActivityJson.Write(BotHost.ExpectingReplies("hello"))));
        content.Headers.ContentType = contentType is null ? null : new MediaTypeHeaderValue(contentType);
        using var response = await bot.Http.PostAsync("/api/messages", content, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory, Trait("Item", "23")]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    [InlineData("NONSENSE")]
    public async Task Other_methods_get_405_and_hear_which_are_allowed(string method)
    {
        await using var bot = await BotHost.StartAsync();
        using var response = await bot.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/api/messages"), Cancellation);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Contains("POST", response.Content.Headers.Allow);
    }

    [Fact, Trait("Item", "23")]
    public async Task A_probe_with_HEAD_finds_the_bot()
    {
        await using var bot = await BotHost.StartAsync();
        using var response = await bot.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/api/messages"), Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact, Trait("Item", "24")]
    public async Task An_invoke_gets_status_and_body_of_the_handler()
    {
        await using var bot = await BotHost.StartAsync(BotHost.Answering(_ => [ActivityReplies.InvokeResponse(409, new { StatusCode = 1 })]));
        using var response = await bot.PostAsync(BotHost.Message("", "http://localhost:1/") with { Type = ActivityTypes.Invoke, Name = "any" });
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("""{"statusCode":1}""", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact, Trait("Item", "24"), Trait("Item", "54")]
    public async Task An_invoke_can_be_answered_with_an_empty_body()
    {
        await using var bot = await BotHost.StartAsync(BotHost.Answering(_ => [ActivityReplies.InvokeResponse(200)]));
        var feedback = BotHost.Message("", "http://localhost:1/") with { Type = ActivityTypes.Invoke, Name = "message/submitAction" };
        Assert.Equal((HttpStatusCode.OK, ""), await ReadAsync(bot.PostAsync(feedback)));
    }

    [Fact, Trait("Item", "24")]
    public async Task An_invoke_that_the_bot_does_not_know_gets_501()
    {
        await using var bot = await BotHost.StartAsync();
        var (status, _) = await ReadAsync(bot.PostAsync(BotHost.Message("", "http://localhost:1/") with { Type = ActivityTypes.Invoke, Name = "unknown" }));
        Assert.Equal(HttpStatusCode.NotImplemented, status);
    }

    [Fact, Trait("Item", "24")]
    public async Task Messages_said_in_an_invoke_go_through_the_connector()
    {
        await using var channel = await ConnectorServer.StartAsync();
        await using var bot = await BotHost.StartAsync(BotHost.Answering(incoming => [ActivityReplies.InvokeResponse(200), incoming.CreateReply("thanks")]));
        Assert.Equal((HttpStatusCode.OK, ""), await ReadAsync(bot.PostAsync(BotHost.Message("", channel.Url) with { Type = ActivityTypes.Invoke, Name = "any" })));
        Assert.Equal(["thanks"], channel.Texts);
    }

    [Fact, Trait("Item", "25")]
    public async Task Expected_replies_come_in_the_response_and_nowhere_else()
    {
        await using var channel = await ConnectorServer.StartAsync();
        await using var bot = await BotHost.StartAsync(BotHost.Saying("one", "two"));
        var replies = await bot.AskAsync(BotHost.Message("hello", channel.Url));
        Assert.Equal(["one", "two"], replies.Select(reply => reply.Text));
        Assert.Empty(channel.Calls);
    }

    [Fact, Trait("Item", "25")]
    public async Task Expected_replies_without_any_are_an_empty_list()
    {
        await using var bot = await BotHost.StartAsync(BotHost.Saying());
        Assert.Equal((HttpStatusCode.OK, """{"activities":[]}"""), await ReadAsync(bot.PostAsync(BotHost.ExpectingReplies("hello"))));
    }

    [Fact, Trait("Item", "25")]
    public async Task Expected_replies_win_over_the_answer_to_an_invoke()
    {
        await using var bot = await BotHost.StartAsync(BotHost.Answering(incoming => [ActivityReplies.InvokeResponse(409), incoming.CreateReply("hi")]));
        var replies = await bot.AskAsync(BotHost.Message("") with { Type = ActivityTypes.Invoke, Name = "any" });
        Assert.Equal(["hi"], replies.Select(reply => reply.Text));
    }

    [Fact, Trait("Item", "26")]
    public async Task Miscased_names_are_read_and_unknown_fields_reach_the_bot()
    {
        Activity? seen = null;
        await using var bot = await BotHost.StartAsync((incoming, _) => { seen = incoming; return Task.FromResult<IReadOnlyList<Activity>>([]); });
        var (status, _) = await ReadAsync(bot.PostAsync("""
            {"Type":"message","TEXT":"hi","Conversation":{"ID":"c","new":[1]},"serviceurl":"http://localhost:1/","extra":{"a":1}}
            """));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("hi", "c"), (seen!.Text, seen.Conversation!.Id));
        Assert.Equal("""{"a":1}""", seen.Properties!["extra"].GetRawText());
        Assert.Equal("[1]", seen.Conversation.Properties!["new"].GetRawText());
    }

    [Theory, Trait("Item", "26")]
    [InlineData("""{"type":5}""")]
    [InlineData("""{"type":"message","text":5}""")]
    [InlineData("""{"type":"message","text":{"a":1}}""")]
    [InlineData("""{"type":"message","from":"me"}""")]
    [InlineData("""{"type":"message","conversation":[]}""")]
    [InlineData("""{"type":"message","entities":{}}""")]
    [InlineData("""{"type":"message","entities":[null]}""")]
    [InlineData("""{"type":"message","attachments":["x"]}""")]
    [InlineData("""{"type":"conversationUpdate","membersAdded":[null]}""")]
    [InlineData("""{"type":"message","timestamp":"yesterday"}""")]
    [InlineData("""{"type":"message","timestamp":20260101}""")]
    [InlineData("""{"type":"message","conversation":{"id":"c","isGroup":"yes"}}""")]
    [InlineData("""{"type":"message","text":"half \ud83d"}""")]
    [InlineData("""{"type":"message","value":{"half \udc00":1}}""")]
    [InlineData("""{"type":"message","serviceUrl":"http://localhost:1/"}""")]
    [InlineData("""{"type":"message","serviceUrl":"http://localhost:1/","conversation":{"id":""}}""")]
    [InlineData("""{"type":"message","serviceUrl":"http://localhost:1/","conversation":{"id":".."}}""")]
    [InlineData("""{"type":"message","conversation":{"id":"c"}}""")]
    public async Task Fields_of_the_wrong_type_or_that_cannot_be_answered_get_400(string body)
    {
        await using var bot = await BotHost.StartAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await ReadAsync(bot.PostAsync(body))).Status);
    }

    [Fact, Trait("Item", "26")]
    public async Task Bytes_that_are_not_UTF8_get_400()
    {
        await using var bot = await BotHost.StartAsync();
        using var content = new ByteArrayContent([.. """{"type":"message","value":" """u8, 0xFF, .. "\"}"u8]);
        using var response = await bot.Http.PostAsync("/api/messages", content, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact, Trait("Item", "20")]
    public async Task A_caller_id_from_the_wire_is_discarded()
    {
        Activity? seen = null;
        await using var bot = await BotHost.StartAsync((incoming, _) => { seen = incoming; return Task.FromResult<IReadOnlyList<Activity>>([]); });
        await bot.AskAsync(BotHost.Message("hello") with { CallerId = "urn:botframework:azure" });
        Assert.Null(seen!.CallerId);
    }

    [Fact, Trait("Item", "27")]
    public async Task A_failing_bot_apologises_and_the_log_has_the_id_but_not_the_words()
    {
        await using var channel = await ConnectorServer.StartAsync();
        TurnHandler failing = (incoming, _) => throw new InvalidOperationException("cannot parse " + incoming.Text);
        await using var bot = await BotHost.StartAsync(failing, null, ("BotFramework:Apology", "Sorry! ({id})"));
        var (status, _) = await ReadAsync(bot.PostAsync(BotHost.Message("my private pain", channel.Url)));
        Assert.Equal(HttpStatusCode.OK, status);
        var apology = Assert.Single(channel.Texts)!;
        Assert.StartsWith("Sorry! (", apology, StringComparison.Ordinal);
        Assert.Contains(apology[8..^1], bot.Log.Everything, StringComparison.Ordinal);
        Assert.Contains(nameof(InvalidOperationException), bot.Log.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("private", bot.Log.Everything, StringComparison.Ordinal);
    }

    [Fact, Trait("Item", "27")]
    public async Task A_failing_bot_apologises_inline_too()
    {
        await using var bot = await BotHost.StartAsync((_, _) => throw new InvalidOperationException(), null, ("BotFramework:Apology", "Sorry!"));
        Assert.Equal("Sorry!", Assert.Single(await bot.AskAsync(BotHost.Message("hello"))).Text);
    }

    [Fact, Trait("Item", "27")]
    public async Task A_failing_invoke_gets_500_with_the_apology()
    {
        await using var channel = await ConnectorServer.StartAsync();
        await using var bot = await BotHost.StartAsync((_, _) => throw new InvalidOperationException(), null, ("BotFramework:Apology", "Sorry!"));
        var (status, body) = await ReadAsync(bot.PostAsync(BotHost.Message("", channel.Url) with { Type = ActivityTypes.Invoke, Name = "any" }));
        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Equal("""{"error":{"code":"BotError","message":"Sorry!"}}""", body);
        Assert.Empty(channel.Calls);
    }

    [Fact, Trait("Item", "27")]
    public async Task When_nothing_can_be_delivered_the_channel_is_asked_to_come_again()
    {
        await using var channel = await ConnectorServer.StartAsync((context, _) => { context.Response.StatusCode = 400; return Task.CompletedTask; });
        await using var bot = await BotHost.StartAsync();
        Assert.Equal(HttpStatusCode.BadGateway, (await ReadAsync(bot.PostAsync(BotHost.Message("hello", channel.Url)))).Status);
        await using var broken = await BotHost.StartAsync((_, _) => throw new InvalidOperationException());
        Assert.Equal(HttpStatusCode.BadGateway, (await ReadAsync(broken.PostAsync(BotHost.Message("hello", channel.Url)))).Status);
    }

    [Fact, Trait("Item", "27")]
    public async Task A_bot_that_thinks_too_long_apologises()
    {
        await using var bot = await BotHost.StartAsync(async (_, cancellation) => { await Task.Delay(Timeout.Infinite, cancellation); return []; },
            null, ("BotFramework:TurnTimeout", "00:00:01"), ("BotFramework:Apology", "Sorry!"));
        Assert.Equal("Sorry!", Assert.Single(await bot.AskAsync(BotHost.Message("hello"))).Text);
    }

    [Fact, Trait("Item", "27"), Trait("Item", "28")]
    public async Task Who_waits_too_long_for_an_earlier_turn_gets_the_apology()
    {
        var (earlier, begun) = (new TaskCompletionSource<IReadOnlyList<Activity>>(), new TaskCompletionSource());
        Task<IReadOnlyList<Activity>> Think(Activity activity, CancellationToken cancellation)
        {
            begun.TrySetResult();
            return earlier.Task;
        }

        await using var bot = await BotHost.StartAsync(Think, null, ("BotFramework:TurnTimeout", "00:00:01"), ("BotFramework:Apology", "Sorry!"));
        var first = bot.AskAsync(BotHost.Message("first"));
        await begun.Task;
        Assert.Equal("Sorry!", Assert.Single(await bot.AskAsync(BotHost.Message("second"))).Text);
        earlier.SetResult([]);
        Assert.Empty(await first);
    }

    [Fact, Trait("Item", "28")]
    public async Task An_error_that_never_ends_does_not_hang_the_request()
    {
        await using var channel = await ConnectorServer.StartAsync(async (context, _) =>
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            await ConnectorServer.HangAsync(context);
        });
        await using var bot = await BotHost.StartAsync(null, null, ("BotFramework:DeliveryTimeout", "00:00:01"));
        Assert.Equal(HttpStatusCode.BadGateway, (await ReadAsync(bot.PostAsync(BotHost.Message("hello", channel.Url)))).Status);
    }

    [Fact, Trait("Item", "28")]
    public async Task A_serviceUrl_that_hangs_does_not_hang_the_request()
    {
        var (time, calls, called) = (new FakeTimeProvider(DateTimeOffset.UtcNow), 0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var channel = await ConnectorServer.StartAsync((context, number) =>
        {
            calls = number;
            called.TrySetResult();
            return ConnectorServer.HangAsync(context);
        });
        await using var bot = await BotHost.StartAsync(BotHost.Saying("one", "two"), services => services.AddSingleton<TimeProvider>(time), ("BotFramework:DeliveryTimeout", "00:00:02"));
        var delivering = ReadAsync(bot.PostAsync(BotHost.Message("hello", channel.Url)));
        await called.Task.WaitAsync(Patience, Cancellation);
        time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(delivering.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(HttpStatusCode.BadGateway, (await delivering.WaitAsync(Patience, Cancellation)).Status);
        Assert.Equal(1, calls);
    }

    [Fact, Trait("Item", "28")]
    public async Task A_serviceUrl_where_nobody_listens_gets_502_soon()
    {
        using var closed = new Socket(SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var nobody = $"http://127.0.0.1:{((IPEndPoint)closed.LocalEndPoint!).Port}/";
        // It is given up because nobody listens, not because the time is over.
        await using var bot = await BotHost.StartAsync(null, null, ("BotFramework:DeliveryTimeout", "00:05:00"));
        Assert.Equal(HttpStatusCode.BadGateway, (await ReadAsync(bot.PostAsync(BotHost.Message("hello", nobody))).WaitAsync(Patience, Cancellation)).Status);
    }

    [Fact, Trait("Item", "29")]
    public async Task A_redelivery_delivers_what_the_bot_returns_again()
    {
        // The bot knows the duplicate; the library's part is that both deliveries reach it one after the other and go out.
        var saved = new Dictionary<string, IReadOnlyList<Activity>>();
        var runs = 0;
        await using var channel = await ConnectorServer.StartAsync();
        await using var bot = await BotHost.StartAsync(async (incoming, _) =>
        {
            await Task.Yield();
            if (!saved.TryGetValue(incoming.Id!, out var replies))
                saved.Add(incoming.Id!, replies = [incoming.CreateReply($"run {++runs}")]);
            return replies;
        });
        var message = BotHost.Message("hello", channel.Url);
        var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => (await ReadAsync(bot.PostAsync(message))).Status));
        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(Enumerable.Repeat("run 1", 8), channel.Texts);
    }

    [Fact, Trait("Item", "29"), Trait("Item", "35")]
    public async Task Turns_of_one_conversation_never_overlap_and_leave_nothing_behind()
    {
        var (inside, most) = (0, 0);
        await using var bot = await BotHost.StartAsync(async (incoming, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
            return [incoming.CreateReply(incoming.Text)];
        });
        var texts = await Task.WhenAll(Enumerable.Range(0, 50).Select(async number => (await bot.AskAsync(BotHost.Message(number.ToString())))[0].Text));
        Assert.Equal(50, texts.Distinct().Count());
        Assert.Equal(1, most);
        Assert.Equal(0, bot.Services.GetRequiredService<ConversationLocks>().Count);
    }

    [Fact, Trait("Item", "35")]
    public async Task Turns_of_different_conversations_run_side_by_side()
    {
        using var both = new CountdownEvent(2);
        await using var bot = await BotHost.StartAsync(async (incoming, cancellation) =>
        {
            both.Signal();
            await Task.Run(() => both.Wait(cancellation), cancellation);
            return [incoming.CreateReply("met")];
        });
        var replies = await Task.WhenAll(
            bot.AskAsync(BotHost.Message("a")),
            bot.AskAsync(BotHost.Message("b") with { Conversation = new() { Id = "other" } }));
        Assert.All(replies, reply => Assert.Equal("met", reply[0].Text));
    }

    [Theory, Trait("Item", "30")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_256_KiB_gets_413(bool chunked)
    {
        await using var bot = await BotHost.StartAsync();
        var body = ActivityJson.Write(BotHost.ExpectingReplies(new string('x', 256 * 1024)));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(body) };
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await bot.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact, Trait("Item", "30")]
    public async Task A_body_just_below_the_limit_is_taken()
    {
        await using var bot = await BotHost.StartAsync();
        Assert.Single(await bot.AskAsync(BotHost.Message(new string('x', 255 * 1024))));
    }

    [Theory, Trait("Item", "30")]
    [InlineData(31, HttpStatusCode.OK)]
    [InlineData(33, HttpStatusCode.BadRequest)]
    [InlineData(100_000, HttpStatusCode.BadRequest)]
    public async Task Deep_nesting_is_refused(int depth, HttpStatusCode expected)
    {
        await using var bot = await BotHost.StartAsync();
        var body = $$"""{"type":"event","value":{{new string('[', depth)}}{{new string(']', depth)}}}""";
        Assert.Equal(expected, (await ReadAsync(bot.PostAsync(body))).Status);
    }

    [Fact, Trait("Item", "30")]
    public async Task A_sender_that_dawdles_is_cut_off()
    {
        await using var bot = await BotHost.StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, bot.Address.Port, Cancellation);
        await using var stream = socket.GetStream();
        await stream.WriteAsync("POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{"u8.ToArray(), Cancellation);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadLineAsync(Cancellation).AsTask().WaitAsync(Patience, Cancellation);
        Assert.Equal("HTTP/1.1 408 Request Timeout", answer);
    }

    [Theory, Trait("Item", "2")]
    [InlineData("https://example.org/")]
    [InlineData("http://127.0.0.1.example.org/")]
    [InlineData("http://localhost.example.org/")]
    [InlineData("file:///etc/")]
    [InlineData("http://2130706434.example.org/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("urn:directline:embedded")]
    [InlineData("http://localhost@example.org/")]
    public async Task Without_an_app_id_a_serviceUrl_elsewhere_gets_403_and_the_log_names_the_setting(string serviceUrl)
    {
        await using var bot = await BotHost.StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await ReadAsync(bot.PostAsync(BotHost.ExpectingReplies("hello") with { ServiceUrl = serviceUrl }))).Status);
        Assert.Contains(bot.Log.Warnings, line => line.Contains("MicrosoftAppId", StringComparison.Ordinal));
    }

    [Theory, Trait("Item", "2")]
    [InlineData("X-Forwarded-For", "203.0.113.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("Origin", "https://example.org")]
    [InlineData("Origin", "null")]
    public async Task Without_an_app_id_a_forwarded_request_or_a_web_page_gets_403(string header, string value)
    {
        await using var bot = await BotHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(ActivityJson.Write(BotHost.ExpectingReplies("hello"))) };
        request.Headers.Add(header, value);
        using var response = await bot.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact, Trait("Item", "3")]
    public async Task Without_an_app_id_a_token_is_ignored()
    {
        await using var bot = await BotHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(ActivityJson.Write(BotHost.ExpectingReplies("hello"))) };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer dummy");
        using var response = await bot.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
