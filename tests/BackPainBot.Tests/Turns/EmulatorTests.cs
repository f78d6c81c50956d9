using System.Net;
using System.Text;
using BackPainBot.BotFramework.Activities;
using BackPainBot.Tests.BotFramework;
using BackPainBot.Tests.Web;

namespace BackPainBot.Tests.Turns;

/// <summary>The whole bot under a client that sends what the Emulator and the Playground send, and takes the replies on a port of its own.</summary>
public sealed class EmulatorTests(EmulatorTests.Site site) : IClassFixture<EmulatorTests.Site>
{
    private static Activity FromEmulator(string type, string serviceUrl, string conversation) => new()
    {
        Type = type,
        Id = Guid.NewGuid().ToString(),
        ChannelId = Channels.Emulator,
        ServiceUrl = serviceUrl,
        Conversation = new() { Id = conversation },
        From = new() { Id = "person", Name = "User", Role = "user" },
        Recipient = new() { Id = "1", Name = "Bot", Role = "bot" },
        Locale = "en-US",
        LocalTimestamp = DateTimeOffset.Now,
        ChannelData = ActivityJson.Element(new { clientActivityID = "c1" }),
    };

    private async Task<HttpStatusCode> PostAsync(Activity activity, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{site.Bot.Origin}/api/messages") { Content = new StringContent(ActivityJson.Write(activity), Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await site.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    [Fact, Trait("Item", "71")]
    public async Task The_Emulator_is_greeted_and_answered_at_its_own_address()
    {
        await using var emulator = await ConnectorServer.StartAsync();
        var conversation = $"{Guid.NewGuid()}|livechat";
        var arrival = FromEmulator(ActivityTypes.ConversationUpdate, emulator.Url, conversation) with { MembersAdded = [new() { Id = "1", Name = "Bot" }, new() { Id = "person", Name = "User" }] };
        Assert.Equal(HttpStatusCode.OK, await PostAsync(arrival));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(FromEmulator(ActivityTypes.Message, emulator.Url, conversation) with { Text = "why do discs wear out" }));

        Assert.Equal(2, emulator.Calls.Count);
        Assert.All(emulator.Calls, call => Assert.StartsWith($"/v3/conversations/{Uri.EscapeDataString(conversation)}/activities/", call.Target, StringComparison.Ordinal));
        Assert.All(emulator.Calls, call => Assert.Empty(call.Authorization));
        Assert.Contains("search tool", emulator.Calls[0].Reply.Text, StringComparison.Ordinal);
        Assert.Contains("[1]: http", emulator.Calls[1].Reply.Text, StringComparison.Ordinal);
        Assert.NotEmpty(emulator.Calls[1].Reply.SuggestedActions!.Actions!);
    }

    [Theory, Trait("Item", "72")]
    [InlineData("conversationUpdate", null)]
    [InlineData("contactRelationUpdate", null)]
    [InlineData("typing", null)]
    [InlineData("ping", null)]
    [InlineData("deleteUserData", null)]
    [InlineData("event", "tokens/response")]
    [InlineData("event", "anything")]
    [InlineData("messageReaction", null)]
    [InlineData("endOfConversation", null)]
    [InlineData("trace", "x")]
    public async Task Whatever_else_the_Emulator_sends_is_taken_without_a_word(string type, string? name)
    {
        await using var emulator = await ConnectorServer.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(FromEmulator(type, emulator.Url, $"{Guid.NewGuid()}|livechat") with { Name = name, Action = "add" }));
        Assert.Empty(emulator.Calls);
    }

    [Theory, Trait("Item", "72")]
    [InlineData("/INSPECT open")]
    [InlineData("SetTestOptions")]
    public async Task Words_that_other_bots_obey_are_just_text(string text)
    {
        await using var emulator = await ConnectorServer.StartAsync();
        var message = FromEmulator(ActivityTypes.Message, emulator.Url, $"{Guid.NewGuid()}|livechat") with { Text = text, Value = ActivityJson.Element(new { testOption = true }) };
        Assert.Equal(HttpStatusCode.OK, await PostAsync(message));
        Assert.Single(emulator.Calls);
    }

    [Fact, Trait("Item", "73")]
    public async Task The_Playground_is_answered_below_its_connector_path_whatever_token_it_shows()
    {
        await using var playground = await ConnectorServer.StartAsync();
        var message = FromEmulator(ActivityTypes.Message, $"{playground.Url}_connector", "personal-chat-id") with
        {
            ChannelId = Channels.Msteams,
            Text = "why do discs wear out",
            Conversation = new() { Id = "personal-chat-id", ConversationType = "personal" },
        };
        Assert.Equal(HttpStatusCode.OK, await PostAsync(message, ("x-ms-agents-playground", "true"), ("Authorization", "Bearer dummy")));
        var call = Assert.Single(playground.Calls);
        Assert.StartsWith("/_connector/v3/conversations/personal-chat-id/activities/", call.Target, StringComparison.Ordinal);
        Assert.DoesNotContain("[1]: ", call.Reply.Text, StringComparison.Ordinal);
        using var head = await site.Http.SendAsync(new(HttpMethod.Head, $"{site.Bot.Origin}/api/messages"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
    }

    public sealed class Site : IAsyncDisposable
    {
        public ChatSite Bot { get; } = new();

        public HttpClient Http { get; } = new();

        public async ValueTask DisposeAsync()
        {
            Http.Dispose();
            await Bot.DisposeAsync();
        }
    }
}
