using System.Net;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.Bodies;
using BackPainBot.Tests.BotFramework.DirectLine;

namespace BackPainBot.Tests.BotFramework.Contracts;

/// <summary>What the library sends, against the published contracts.</summary>
public sealed class ContractTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static readonly CardAction MoreButton = new()
    {
        Type = CardAction.MessageBack,
        Title = "More",
        Text = "t",
        DisplayText = "d",
        Image = "i",
        Value = ActivityJson.Element(new { more = 1 }),
    };

    private static readonly Attachment Card = new()
    {
        ContentType = "application/vnd.microsoft.card.adaptive",
        Name = "n",
        ContentUrl = "u",
        ThumbnailUrl = "t",
        Content = ActivityJson.Element(new { type = "AdaptiveCard" }),
    };

    // Uses every field that this library names.
    private static Activity Rich(Activity incoming) => incoming.CreateReply("See [1]") with
    {
        TextFormat = TextFormats.Markdown,
        Speak = "See one",
        InputHint = "expectingInput",
        Summary = "s",
        Label = "l",
        ValueType = "v",
        Name = "n",
        AttachmentLayout = "carousel",
        LocalTimestamp = DateTimeOffset.Now,
        LocalTimezone = "Europe/Berlin",
        Locale = "de",
        SuggestedActions = new() { To = ["user"], Actions = [CardAction.Say("Yes", "yes"), MoreButton] },
        Attachments = [Card],
        Entities = [new() { Type = "https://schema.org/Message", Properties = new() { ["@type"] = ActivityJson.Element("Message") } }],
        ChannelData = ActivityJson.Element(new { feedbackLoopEnabled = true }),
        Value = ActivityJson.Element(3),
        MembersAdded = [new() { Id = "m", Name = "n", Role = "user", AadObjectId = "a" }],
        ReactionsAdded = [new() { Type = "like" }],
    };

    private static Task<IReadOnlyList<Activity>> AnswerAsync(Activity incoming, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Activity>>([Rich(incoming)]);

    [Fact, Trait("Item", "40")]
    public async Task What_goes_to_a_connector_meets_its_contract()
    {
        await using var channel = await ConnectorServer.StartAsync();
        await using var bot = await BotHost.StartAsync(AnswerAsync);
        using var response = await bot.PostAsync(BotHost.Message("hello", channel.Url));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await Contract.Connector.ProblemsAsync("Activity", Assert.Single(channel.Calls).Body));
    }

    [Fact, Trait("Item", "25")]
    public async Task Expected_replies_meet_the_contract()
    {
        await using var bot = await BotHost.StartAsync(AnswerAsync);
        using var response = await bot.PostAsync(BotHost.ExpectingReplies("hello"));
        Assert.Empty(await Contract.Connector.ProblemsAsync("ExpectedReplies", await response.Content.ReadAsStringAsync(Cancellation)));
    }

    [Fact, Trait("Item", "61"), Trait("Item", "62"), Trait("Item", "64"), Trait("Item", "65"), Trait("Item", "66"), Trait("Item", "67")]
    public async Task What_Direct_Line_answers_meets_its_contract()
    {
        await using var host = await BotHost.StartAsync(AnswerAsync);
        var client = new DirectLineClient(host);
        async Task CheckAsync(string definition, Task<HttpResponseMessage> sending)
        {
            using var response = await sending;
            Assert.Empty(await Contract.DirectLine.ProblemsAsync(definition, await response.Content.ReadAsStringAsync(Cancellation)));
        }

        await CheckAsync("Conversation", client.SendAsync(HttpMethod.Post, "tokens/generate"));
        await CheckAsync("ErrorResponse", client.SendAsync(HttpMethod.Post, "conversations"));
        client.Take(await client.GrantAsync(HttpMethod.Post, "tokens/generate", HttpStatusCode.OK));
        await CheckAsync("Conversation", client.SendAsync(HttpMethod.Post, "conversations"));
        await CheckAsync("Conversation", client.SendAsync(HttpMethod.Post, "tokens/refresh"));
        await CheckAsync("ResourceResponse", client.TryPostAsync(BotHost.Message("hello")));
        await CheckAsync("Conversation", client.SendHereAsync(HttpMethod.Get, "?watermark=1"));
        await CheckAsync("ActivitySet", client.SendHereAsync(HttpMethod.Get, "/activities"));
    }

    [Theory]
    [InlineData("""{"type":"nonsense"}""")]
    [InlineData("""{"type":"message","text":1}""")]
    [InlineData("""{"type":"message","txt":"misspelt"}""")]
    [InlineData("""{"type":"message","from":{"id":"a","misspelt":1}}""")]
    [InlineData("""{"type":"message","timestamp":"yesterday"}""")]
    [InlineData("""{"type":"message","suggestedActions":{"actions":[{"type":"say"}]}}""")]
    public async Task The_contract_finds_what_is_wrong(string json) => Assert.NotEmpty(await Contract.Connector.ProblemsAsync("Activity", json));
}
