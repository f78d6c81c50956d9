using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BackPainBot.BotFramework;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.Bodies;
using BackPainBot.BotFramework.DirectLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BackPainBot.Tests.BotFramework.DirectLine;

public sealed class DirectLineTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Keeps what reached the bot and answers messages.</summary>
    private sealed class Bot
    {
        public List<Activity> Seen { get; } = [];

        public Task<IReadOnlyList<Activity>> TurnAsync(Activity incoming, CancellationToken cancellation)
        {
            Seen.Add(incoming);
            return BotHost.Echo(incoming, cancellation);
        }
    }

    private static async Task RefusedAsync(HttpStatusCode status, string code, Task<HttpResponseMessage> sending)
    {
        using var response = await sending;
        var body = await response.Content.ReadFromJsonAsync<ErrorResponse>(ActivityJson.Options, Cancellation);
        Assert.Equal((status, code), (response.StatusCode, body?.Error?.Code));
        Assert.False(string.IsNullOrEmpty(body?.Error?.Message));
    }

    [Fact, Trait("Item", "61")]
    public async Task A_token_is_had_without_the_bot_hearing_of_it()
    {
        var bot = new Bot();
        await using var host = await BotHost.StartAsync(bot.TurnAsync);
        using var response = await new DirectLineClient(host).SendAsync(HttpMethod.Post, "tokens/generate");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var grant = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(["conversationId", "expires_in", "token"], grant.RootElement.EnumerateObject().Select(property => property.Name).Order());
        Assert.Equal(3600, grant.RootElement.GetProperty("expires_in").GetInt32());
        Assert.Empty(bot.Seen);
    }

    [Fact, Trait("Item", "61")]
    public async Task A_token_is_refreshed_for_the_same_conversation_and_user()
    {
        var bot = new Bot();
        await using var host = await BotHost.StartAsync(bot.TurnAsync);
        var client = await DirectLineClient.StartAsync(host);
        await client.SayAsync("before");
        var before = client.Token;
        var grant = await client.GrantAsync(HttpMethod.Post, "tokens/refresh", HttpStatusCode.OK);
        Assert.Equal(client.ConversationId, grant.ConversationId);
        client.Token = grant.Token;
        await client.SayAsync("after");
        Assert.Equal(bot.Seen[^2].From!.Id, bot.Seen[^1].From!.Id);
        Assert.NotNull(before);
    }

    [Fact, Trait("Item", "61"), Trait("Item", "64")]
    public async Task An_expired_token_gets_403_and_cannot_be_refreshed()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await BotHost.StartAsync(null, services => services.AddSingleton<TimeProvider>(time));
        var client = await DirectLineClient.StartAsync(host);
        time.Advance(TimeSpan.FromMinutes(59));
        await client.GrantAsync(HttpMethod.Post, "tokens/refresh", HttpStatusCode.OK);
        time.Advance(TimeSpan.FromMinutes(2));
        await RefusedAsync(HttpStatusCode.Forbidden, "TokenExpired", client.SendAsync(HttpMethod.Post, "tokens/refresh"));
        await RefusedAsync(HttpStatusCode.Forbidden, "TokenExpired", client.SendHereAsync(HttpMethod.Get, "/activities"));
    }

    [Fact, Trait("Item", "62")]
    public async Task Starting_a_conversation_tells_the_bot_once()
    {
        var bot = new Bot();
        await using var host = await BotHost.StartAsync(bot.TurnAsync);
        var client = await DirectLineClient.StartAsync(host);
        var again = await client.GrantAsync(HttpMethod.Post, "conversations", HttpStatusCode.OK);
        Assert.Equal(client.ConversationId, again.ConversationId);
        Assert.NotNull(again.StreamUrl);
        var update = Assert.Single(bot.Seen);
        Assert.Equal((ActivityTypes.ConversationUpdate, "en-US", Channels.Directline), (update.Type, update.Locale, update.ChannelId));
        Assert.Equal(["bot", update.From!.Id], update.MembersAdded!.Select(member => member.Id));
        Assert.Equal("bot", update.Recipient!.Id);
        Assert.False(update.ServiceUrl!.StartsWith("http", StringComparison.Ordinal));
    }

    [Theory, Trait("Item", "62")]
    [InlineData("")]
    [InlineData("{}")]
    public async Task A_conversation_can_be_started_without_saying_anything(string body)
    {
        await using var host = await BotHost.StartAsync();
        var client = new DirectLineClient(host);
        client.Take(await client.GrantAsync(HttpMethod.Post, "tokens/generate", HttpStatusCode.OK, body));
        client.Take(await client.GrantAsync(HttpMethod.Post, "conversations", HttpStatusCode.Created, body));
        Assert.StartsWith("ws://127.0.0.1:", client.StreamUrl, StringComparison.Ordinal);
    }

    [Fact, Trait("Item", "63")]
    public async Task The_token_says_who_writes_whatever_the_client_says()
    {
        var bot = new Bot();
        await using var host = await BotHost.StartAsync(bot.TurnAsync);
        var client = await DirectLineClient.StartAsync(host);
        await client.PostAsync(BotHost.Message("hi") with { From = new() { Id = "someone else", Name = "Ann", AadObjectId = "stolen", Role = "bot" } });
        var from = bot.Seen[^1].From!;
        Assert.StartsWith("dl_", from.Id, StringComparison.Ordinal);
        Assert.Equal(("Ann", "user", null), (from.Name, from.Role, from.AadObjectId));
        Assert.Contains($"\"user\":\"{from.Id}\"", Encoding.UTF8.GetString(Decoded(client.Token!.Split('.')[1])), StringComparison.Ordinal);
    }

    [Fact, Trait("Item", "63")]
    public async Task A_user_id_of_this_channel_from_outside_the_token_is_refused()
    {
        await using var host = await BotHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        await RefusedAsync(HttpStatusCode.Forbidden, "Forbidden", client.TryPostAsync(BotHost.Message("hi") with { From = new() { Id = "dl_other" } }));
        var claim = """{"user":{"id":"dl_other"}}""";
        await RefusedAsync(HttpStatusCode.Forbidden, "Forbidden", client.SendAsync(HttpMethod.Post, "conversations", new StringContent(claim)));
        await RefusedAsync(HttpStatusCode.Forbidden, "Forbidden", new DirectLineClient(host).SendAsync(HttpMethod.Post, "tokens/generate", new StringContent(claim)));
    }

    [Fact, Trait("Item", "63")]
    public async Task Nodes_with_the_same_key_know_each_others_tokens_and_others_do_not()
    {
        var log = new MemoryActivityLog(TimeSpan.FromHours(1), TimeProvider.System);
        Task<BotHost> Node(string key) => BotHost.StartAsync(null, services => services.AddSingleton<IActivityLog>(log), ("DirectLine:TokenKey", key));
        await using var one = await Node(Key);
        await using var two = await Node(Key);
        await using var stranger = await Node(new string('x', 32));
        var client = await DirectLineClient.StartAsync(one);
        var elsewhere = new DirectLineClient(two) { Token = client.Token, ConversationId = client.ConversationId };
        var outside = new DirectLineClient(stranger) { Token = client.Token };
        using var socket = await client.OpenAsync();
        await elsewhere.SayAsync("from the other node");
        var (activities, _) = await DirectLineClient.ReceiveAsync(socket, 2);
        Assert.Equal("You said: from the other node", activities[1].Text);
        await RefusedAsync(HttpStatusCode.Forbidden, "TokenExpired", outside.SendAsync(HttpMethod.Post, "tokens/refresh"));
    }

    [Fact, Trait("Item", "64")]
    public async Task Tokens_that_are_missing_forged_or_for_another_conversation_are_refused()
    {
        await using var host = await BotHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        var other = await DirectLineClient.StartAsync(host);
        var nobody = new DirectLineClient(host) { ConversationId = client.ConversationId };
        var thief = new DirectLineClient(host) { ConversationId = client.ConversationId, Token = other.Token };
        var token = client.Token!.Split('.');
        string[] forgeries =
        [
            "x", "a.b.c", client.Token[..^2], client.Token + "x",
            string.Join('.', token[0], Encoded("""{"user":"dl_x","conv":"y","aud":"Requests","iss":"directline","exp":9999999999}"""), token[2]),
            Encoded("""{"alg":"none","typ":"JWT"}""") + "." + token[1] + ".",
        ];
        (HttpMethod, string)[] requests =
            [(HttpMethod.Get, "/activities"), (HttpMethod.Post, "/activities"), (HttpMethod.Get, ""), (HttpMethod.Post, "/upload"), (HttpMethod.Delete, "")];
        foreach (var (method, path) in requests)
        {
            await RefusedAsync(HttpStatusCode.Unauthorized, "Unauthorized", nobody.SendHereAsync(method, path));
            await RefusedAsync(HttpStatusCode.Forbidden, "Forbidden", thief.SendHereAsync(method, path));
            foreach (var forgery in forgeries)
            {
                nobody.Token = forgery;
                await RefusedAsync(HttpStatusCode.Forbidden, "TokenExpired", nobody.SendHereAsync(method, path));
            }
            nobody.Token = null;
        }
        await RefusedAsync(HttpStatusCode.Unauthorized, "Unauthorized", nobody.SendAsync(HttpMethod.Post, "conversations"));
        await RefusedAsync(HttpStatusCode.Unauthorized, "Unauthorized", nobody.SendAsync(HttpMethod.Post, "tokens/refresh"));
    }

    [Fact, Trait("Item", "64")]
    public async Task An_unknown_conversation_gets_404()
    {
        await using var host = await BotHost.StartAsync();
        var client = new DirectLineClient(host);
        client.Take(await client.GrantAsync(HttpMethod.Post, "tokens/generate", HttpStatusCode.OK));
        await RefusedAsync(HttpStatusCode.NotFound, "ConversationNotFound", client.SendHereAsync(HttpMethod.Get, ""));
        await RefusedAsync(HttpStatusCode.NotFound, "ConversationNotFound", client.TryPostAsync(BotHost.Message("hi")));
    }

    [Fact, Trait("Item", "64"), Trait("Item", "70")]
    public async Task Too_many_starts_get_429_with_Retry_After()
    {
        await using var host = await BotHost.StartAsync(null, null, ("DirectLine:StartsPerMinute", "2"));
        await DirectLineClient.StartAsync(host);
        using var refused = await new DirectLineClient(host).SendAsync(HttpMethod.Post, "tokens/generate");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Assert.Equal("TooManyRequests", (await refused.Content.ReadFromJsonAsync<ErrorResponse>(ActivityJson.Options, Cancellation))!.Error!.Code);
    }

    [Fact, Trait("Item", "65")]
    public async Task What_the_user_says_is_echoed_first_and_whole_and_then_answered()
    {
        await using var host = await BotHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        var id = await client.PostAsync(new Activity
        {
            Type = ActivityTypes.Message,
            Text = "hello",
            TextFormat = "plain",
            Id = "mine",
            ChannelId = "webchat",
            ServiceUrl = "https://example.org",
            DeliveryMode = DeliveryModes.ExpectReplies,
            Conversation = new() { Id = "mine" },
            Recipient = new() { Id = "mine" },
            Timestamp = DateTimeOffset.UnixEpoch,
            LocalTimezone = "Europe/Berlin",
            ChannelData = ActivityJson.Element(new { clientActivityID = "abc", attachmentSizes = Array.Empty<int>() }),
            Entities = [new() { Type = "ClientCapabilities", Properties = new() { ["supportsListening"] = ActivityJson.Element(true) } }],
        });
        var (activities, watermark) = await client.ReadAsync();
        Assert.Equal(2, activities.Count);
        Assert.Equal("2", watermark);
        var (echo, reply) = (activities[0], activities[1]);
        Assert.Equal((id, "hello", "Europe/Berlin", "user"), (echo.Id, echo.Text, echo.LocalTimezone, echo.From!.Role));
        Assert.Equal("""{"clientActivityID":"abc","attachmentSizes":[],"webchat:sequence-id":1}""", echo.ChannelData!.Value.GetRawText());
        Assert.Equal("ClientCapabilities", Assert.Single(echo.Entities!).Type);
        Assert.Equal((client.ConversationId, "bot", Channels.Directline, null), (echo.Conversation!.Id, echo.Recipient!.Id, echo.ChannelId, echo.DeliveryMode));
        Assert.NotEqual("mine", echo.Id);
        Assert.InRange(echo.Timestamp!.Value, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
        Assert.Equal(("You said: hello", id, "bot", echo.From.Id), (reply.Text, reply.ReplyToId, reply.From!.Role, reply.Recipient!.Id));
        Assert.False(string.IsNullOrEmpty(reply.Id));
        Assert.True(reply.Timestamp >= echo.Timestamp);
    }

    [Fact, Trait("Item", "47"), Trait("Item", "48")]
    public async Task Markdown_citations_and_buttons_arrive_as_the_bot_made_them()
    {
        const string Text = "Stay active [1].\n\n[1]: https://example.org/a#b \"Back pain\"";
        await using var host = await BotHost.StartAsync(BotHost.Answering(incoming => [incoming.CreateReply(Text) with
        {
            Entities = [new() { Type = "https://schema.org/Message", Properties = new() { ["@id"] = ActivityJson.Element("") } }],
            SuggestedActions = new() { Actions = [.. Enumerable.Range(0, 100).Select(number => CardAction.Say($"Topic {number}", $"topic {number}"))] },
        }]));
        var client = await DirectLineClient.StartAsync(host);
        var reply = (await client.ReadAsync()).Activities[0];
        Assert.Equal(Text, reply.Text);
        Assert.Equal("", Assert.Single(reply.Entities!).Properties!["@id"].GetString());
        var last = reply.SuggestedActions!.Actions![99];
        Assert.Equal(("imBack", "Topic 99", "topic 99"), (last.Type, last.Title, last.Value!.Value.GetString()));
    }

    [Fact, Trait("Item", "65")]
    public async Task The_echo_does_not_wait_for_the_bot()
    {
        var answer = new TaskCompletionSource<IReadOnlyList<Activity>>();
        await using var host = await BotHost.StartAsync((incoming, _) => incoming.Type == ActivityTypes.Message ? answer.Task : Task.FromResult<IReadOnlyList<Activity>>([]));
        var client = await DirectLineClient.StartAsync(host);
        using var socket = await client.OpenAsync();
        var posting = client.SayAsync("hello");
        var (activities, _) = await DirectLineClient.ReceiveAsync(socket, 1);
        Assert.Equal("hello", activities[0].Text);
        Assert.False(posting.IsCompleted);
        answer.SetResult([]);
        await posting;
    }

    [Fact, Trait("Item", "65"), Trait("Item", "27")]
    public async Task A_failing_turn_gets_an_apology_and_200()
    {
        await using var host = await BotHost.StartAsync((incoming, _) => throw new InvalidOperationException(incoming.Text), null, ("BotFramework:Apology", "Sorry!"));
        var client = await DirectLineClient.StartAsync(host);
        await client.SayAsync("hello");
        Assert.Equal(["Sorry!", "hello", "Sorry!"], (await client.ReadAsync()).Activities.Select(activity => activity.Text));
    }

    [Theory, Trait("Item", "65")]
    [InlineData("conversationUpdate")]
    [InlineData("installationUpdate")]
    [InlineData("invoke")]
    [InlineData("trace")]
    [InlineData("nonsense")]
    public async Task A_client_cannot_play_the_channel(string type)
    {
        await using var host = await BotHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        await RefusedAsync(HttpStatusCode.BadRequest, "BadArgument", client.TryPostAsync(new Activity { Type = type }));
    }

    [Theory, Trait("Item", "64")]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"type":"message","text":1}""")]
    public async Task A_body_that_is_no_activity_gets_400(string body)
    {
        await using var host = await BotHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        await RefusedAsync(HttpStatusCode.BadRequest, "BadArgument", client.SendHereAsync(HttpMethod.Post, "/activities", new StringContent(body)));
    }

    [Fact, Trait("Item", "66")]
    public async Task Reading_goes_on_after_the_watermark()
    {
        await using var host = await BotHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        Assert.Equal(("0", 0), await ReadTextsAsync(client, ""));
        await client.SayAsync("one");
        var first = await client.ReadAsync();
        await client.SayAsync("two");
        var second = await client.ReadAsync(first.Watermark!);
        Assert.Equal(["two", "You said: two"], second.Activities.Select(activity => activity.Text));
        Assert.Equal((second.Watermark!, 0), await ReadTextsAsync(client, second.Watermark!));
        Assert.Equal(4, (await client.ReadAsync()).Activities.Count);
    }

    private static async Task<(string Watermark, int Count)> ReadTextsAsync(DirectLineClient client, string watermark)
    {
        var set = await client.ReadAsync(watermark);
        return (set.Watermark!, set.Activities.Count);
    }

    [Theory, Trait("Item", "66")]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public async Task A_watermark_that_the_server_never_gave_gets_400(string watermark)
    {
        await using var host = await BotHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        await RefusedAsync(HttpStatusCode.BadRequest, "BadArgument", client.SendHereAsync(HttpMethod.Get, "/activities?watermark=" + watermark));
        await RefusedAsync(HttpStatusCode.BadRequest, "BadArgument", client.SendHereAsync(HttpMethod.Get, "?watermark=" + watermark));
    }

    [Fact, Trait("Item", "66")]
    public async Task A_conversationUpdate_never_reaches_the_client_and_the_greeting_answers_nothing()
    {
        await using var host = await BotHost.StartAsync(BotHost.Saying("Welcome"));
        var client = await DirectLineClient.StartAsync(host);
        var greeting = Assert.Single((await client.ReadAsync()).Activities);
        Assert.Equal(("Welcome", null, "en-US"), (greeting.Text, greeting.ReplyToId, greeting.Locale));
    }

    [Fact, Trait("Item", "69")]
    public async Task Of_an_upload_the_bot_gets_the_text_and_the_files_names()
    {
        var bot = new Bot();
        await using var host = await BotHost.StartAsync(bot.TurnAsync);
        var client = await DirectLineClient.StartAsync(host);
        using var form = new MultipartFormDataContent();
        var message = new Activity { Type = "message", Text = "look", ChannelData = ActivityJson.Element(new { clientActivityID = "u1" }) };
        form.Add(new StringContent(ActivityJson.Write(message), Encoding.UTF8, "application/vnd.microsoft.activity"), "activity");
        form.Add(new ByteArrayContent(new byte[300_000]) { Headers = { ContentType = new("image/png") } }, "file", "x-ray.png");
        using var response = await client.SendHereAsync(HttpMethod.Post, "/upload?userId=dl_someone", form);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var seen = bot.Seen[^1];
        Assert.Equal("look", seen.Text);
        Assert.Equal(new Attachment { ContentType = "image/png", Name = "x-ray.png" }, Assert.Single(seen.Attachments!));
        var activities = (await client.ReadAsync()).Activities;
        Assert.Equal(["look", "You said: look"], activities.Select(activity => activity.Text));
        Assert.Equal("u1", activities[0].ChannelData!.Value.GetProperty("clientActivityID").GetString());
    }

    [Fact, Trait("Item", "69"), Trait("Item", "70")]
    public async Task An_upload_without_a_message_is_taken_and_a_bad_or_large_one_refused()
    {
        var bot = new Bot();
        await using var host = await BotHost.StartAsync(bot.TurnAsync, null, ("DirectLine:MaxUploadBytes", "1000"));
        var client = await DirectLineClient.StartAsync(host);
        using (var response = await client.SendHereAsync(HttpMethod.Post, "/upload", new MultipartFormDataContent { { new StringContent("x"), "file", "note.txt" } }))
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((null, "note.txt"), (bot.Seen[^1].Text, bot.Seen[^1].Attachments![0].Name));
        var big = new MultipartFormDataContent { { new ByteArrayContent(new byte[2000]), "file", "big" } };
        await RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "BadArgument", client.SendHereAsync(HttpMethod.Post, "/upload", big));
        await RefusedAsync(HttpStatusCode.BadRequest, "BadArgument", client.SendHereAsync(HttpMethod.Post, "/upload", new StringContent("plain")));
        var broken = new StringContent("--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nno end");
        broken.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "b") } };
        await RefusedAsync(HttpStatusCode.BadRequest, "BadArgument", client.SendHereAsync(HttpMethod.Post, "/upload", broken));
    }

    [Fact, Trait("Item", "70")]
    public async Task A_preflight_from_an_allowed_site_passes_and_from_another_does_not()
    {
        await using var host = await BotHost.StartAsync(null, null, ("DirectLine:AllowedOrigins:0", "https://clinic.example"));
        async Task<HttpResponseMessage> PreflightAsync(string origin)
        {
            using var request = new HttpRequestMessage(HttpMethod.Options, "/v3/directline/conversations");
            request.Headers.Add("Origin", origin);
            request.Headers.Add("Access-Control-Request-Method", "POST");
            request.Headers.Add("Access-Control-Request-Headers", "authorization, content-type, x-ms-bot-agent, x-requested-with");
            return await host.Http.SendAsync(request, Cancellation);
        }

        using var allowed = await PreflightAsync("https://clinic.example");
        Assert.True(allowed.IsSuccessStatusCode);
        Assert.Equal(["https://clinic.example"], allowed.Headers.GetValues("Access-Control-Allow-Origin"));
        var headers = string.Join(',', allowed.Headers.GetValues("Access-Control-Allow-Headers"));
        Assert.All(["authorization", "content-type", "x-ms-bot-agent", "x-requested-with"], name => Assert.Contains(name, headers, StringComparison.OrdinalIgnoreCase));
        using var refused = await PreflightAsync("https://other.example");
        Assert.False(refused.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory, Trait("Item", "70")]
    [InlineData(null, HttpStatusCode.OK)]
    [InlineData("own", HttpStatusCode.OK)]
    [InlineData("https://clinic.example", HttpStatusCode.OK)]
    [InlineData("https://other.example", HttpStatusCode.Forbidden)]
    [InlineData("https://clinic.example.org", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    public async Task Only_pages_of_the_own_and_of_allowed_sites_may_call(string? origin, HttpStatusCode expected)
    {
        await using var host = await BotHost.StartAsync(null, null, ("DirectLine:AllowedOrigins:0", "https://clinic.example/"));
        origin = origin == "own" ? host.Address.GetLeftPart(UriPartial.Authority) : origin;
        using var response = await new DirectLineClient(host).SendAsync(HttpMethod.Post, "tokens/generate", null, origin);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact, Trait("Item", "70")]
    public async Task Ids_cannot_be_guessed()
    {
        await using var host = await BotHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        var said = await client.SayAsync("a");
        var activities = (await client.ReadAsync()).Activities;
        string[] ids = [client.ConversationId, said, activities[1].Id!, activities[0].From!.Id![3..]];
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{32}$", id));
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact, Trait("Item", "70")]
    public async Task Long_texts_and_large_bodies_are_refused()
    {
        await using var host = await BotHost.StartAsync(null, null, ("DirectLine:MaxTextLength", "100"));
        var client = await DirectLineClient.StartAsync(host);
        await client.SayAsync(new string('x', 100));
        await RefusedAsync(HttpStatusCode.BadRequest, "MessageSizeTooBig", client.TryPostAsync(BotHost.Message(new string('x', 101))));
        var big = new StringContent(new string(' ', 300_000));
        await RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "BadArgument", client.SendHereAsync(HttpMethod.Post, "/activities", big));
    }

    [Fact, Trait("Item", "70")]
    public async Task Who_writes_too_fast_is_told_so_in_the_chat_and_the_bot_is_spared()
    {
        var bot = new Bot();
        await using var host = await BotHost.StartAsync(bot.TurnAsync, null, ("DirectLine:MessagesPerMinute", "2"), ("DirectLine:TooManyMessages", "Slowly, please."));
        var client = await DirectLineClient.StartAsync(host);
        foreach (var text in new[] { "one", "two", "three" })
            await client.SayAsync(text);
        Assert.Equal(["one", "You said: one", "two", "You said: two", "three", "Slowly, please."], (await client.ReadAsync()).Activities.Select(activity => activity.Text));
        Assert.Equal(2, bot.Seen.Count(activity => activity.Type == ActivityTypes.Message));
    }

    [Fact]
    public async Task A_conversation_can_be_deleted_by_who_holds_its_token()
    {
        var bot = new Bot();
        await using var host = await BotHost.StartAsync(bot.TurnAsync);
        var client = await DirectLineClient.StartAsync(host);
        await client.SayAsync("secret");
        using (var response = await client.SendHereAsync(HttpMethod.Delete, ""))
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal((ActivityTypes.Event, "conversation/delete", client.ConversationId), (bot.Seen[^1].Type, bot.Seen[^1].Name, bot.Seen[^1].Conversation!.Id));
        await RefusedAsync(HttpStatusCode.NotFound, "ConversationNotFound", client.SendHereAsync(HttpMethod.Get, "/activities"));
        Assert.False(await host.Services.GetRequiredService<IActivityLog>().ExistsAsync(client.ConversationId, Cancellation));
    }

    [Fact]
    public async Task A_deletion_that_the_bot_cannot_do_is_reported_and_can_be_tried_again()
    {
        var fails = true;
        await using var host = await BotHost.StartAsync((incoming, cancellation) =>
            incoming.Type == ActivityTypes.Event && fails ? throw new IOException() : BotHost.Echo(incoming, cancellation));
        var client = await DirectLineClient.StartAsync(host);
        await RefusedAsync(HttpStatusCode.InternalServerError, "BotError", client.SendHereAsync(HttpMethod.Delete, ""));
        fails = false;
        using var response = await client.SendHereAsync(HttpMethod.Delete, "");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Theory]
    [InlineData("DirectLine:TokenKey", "short")]
    [InlineData("DirectLine:TokenLifetime", "00:00:01")]
    [InlineData("DirectLine:MaxTextLength", "0")]
    [InlineData("BotFramework:Apology", "")]
    [InlineData("BotFramework:TurnTimeout", "1.00:00:00")]
    public async Task A_wrong_setting_stops_the_start_with_its_name(string key, string value)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => BotHost.StartAsync(null, null, (key, value)));
        Assert.Matches($"^{key} [^;]+; give |^{key} must be between ", Assert.Single(error.Failures));
    }

    private static byte[] Decoded(string part) => Convert.FromBase64String(part.Replace('-', '+').Replace('_', '/').PadRight((part.Length + 3) / 4 * 4, '='));

    private static string Encoded(string part) => Convert.ToBase64String(Encoding.UTF8.GetBytes(part)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
