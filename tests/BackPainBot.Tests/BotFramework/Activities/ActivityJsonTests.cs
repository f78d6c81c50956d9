using System.Text.Json;
using System.Text.Json.Nodes;
using BackPainBot.BotFramework.Activities;

namespace BackPainBot.Tests.BotFramework.Activities;

public sealed class ActivityJsonTests
{
    private static void AssertSurvives(string json) => AssertSame(json, ActivityJson.Write(ActivityJson.Read(json)));

    private static void AssertSame(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), $"Expected {expected}\nbut got {actual}");

    [Fact, Trait("Item", "40")]
    public void Names_are_camelCase_and_nothing_empty_is_sent_but_text_and_speak()
    {
        var activity = new Activity
        {
            Type = ActivityTypes.Message,
            Text = "",
            Speak = "",
            Summary = "",
            Locale = "",
            Attachments = [],
            Entities = [],
            MembersAdded = [],
            From = new() { Id = "bot", Name = "" },
            SuggestedActions = new() { To = [], Actions = [CardAction.Say("Yes", "yes")] },
        };
        AssertSame("""
            {"type":"message","text":"","speak":"","from":{"id":"bot"},"suggestedActions":{"actions":[{"type":"imBack","title":"Yes","value":"yes"}]}}
            """, ActivityJson.Write(activity));
    }

    [Fact, Trait("Item", "40")]
    public void Empty_lists_and_nulls_are_read()
    {
        var activity = ActivityJson.Read("""{"type":"message","attachments":[],"entities":[],"membersAdded":[],"text":null,"value":null,"channelData":null,"from":null,"timestamp":null}""");
        Assert.Empty(activity.Attachments!);
        Assert.Null(activity.Value);
        Assert.Null(activity.Timestamp);
        AssertSame("""{"type":"message"}""", ActivityJson.Write(activity));
    }

    [Fact, Trait("Item", "40")]
    public void Text_goes_out_readable_in_every_script() =>
        Assert.Equal("""{"type":"message","text":"Rücken – 腰痛 <b> & 'x'"}""", ActivityJson.Write(new() { Type = "message", Text = "Rücken – 腰痛 <b> & 'x'" }));

    [Fact, Trait("Item", "41")]
    public void Unknown_properties_survive_everywhere() => AssertSurvives("""
        {"type":"message","a":{"b":[1,null,""]},"":"odd","listenFor":[],"importance":"high","semanticAction":{"id":"x","entities":{}},"relatesTo":{"bot":{"id":"b","z":1}},
         "conversation":{"id":"c","tenantId":"t","a":""},"from":{"id":"f","properties":{"x":1},"givenName":"A"},"recipient":{"id":"r","b":false},
         "entities":[{"type":"https://schema.org/Message","@type":"Message","@context":"https://schema.org","@id":"","additionalType":[],"n":null}],
         "attachments":[{"contentType":"x/y","content":"text","size":3}],
         "suggestedActions":{"actions":[{"type":"imBack","value":"v","new":1}]},
         "membersAdded":[{"id":"m","userRole":"guest"}]}
        """);

    [Theory, Trait("Item", "42")]
    [InlineData("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z")]
    [InlineData("2026-01-02T03:04:05.1Z", "2026-01-02T03:04:05.1Z")]
    [InlineData("2026-01-02T03:04:05.1234567Z", "2026-01-02T03:04:05.1234567Z")]
    [InlineData("2026-01-02T03:04:05.000Z", "2026-01-02T03:04:05Z")]
    [InlineData("2026-01-02T03:04:05", "2026-01-02T03:04:05Z")]
    [InlineData("2026-01-02T03:04:05+00:00", "2026-01-02T03:04:05Z")]
    [InlineData("2026-01-02T03:04:05.5+02:00", "2026-01-02T01:04:05.5Z")]
    public void A_timestamp_is_UTC_with_Z(string read, string written) =>
        AssertSame($$"""{"timestamp":"{{written}}"}""", ActivityJson.Write(ActivityJson.Read($$"""{"timestamp":"{{read}}"}""")));

    [Theory, Trait("Item", "42")]
    [InlineData("2026-01-02T03:04:05-07:00")]
    [InlineData("2026-01-02T03:04:05.471-07:00")]
    [InlineData("2026-01-02T03:04:05.4714686+05:30")]
    public void A_local_timestamp_keeps_its_offset(string time) => AssertSurvives($$"""{"localTimestamp":"{{time}}"}""");

    [Theory, Trait("Item", "43")]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("\"\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Mixed":{"Case":null},"list":[{},[],"",1.50,1e400,12345678901234567890]}""")]
    public void Value_and_channelData_are_any_JSON(string json) =>
        Assert.Equal($$"""{"channelData":{{json}},"value":{{json}}}""", ActivityJson.Write(ActivityJson.Read($$"""{"value":{{json}},"channelData":{{json}}}""")));

    [Theory, Trait("Item", "44")]
    [InlineData(TextFormats.Plain)]
    [InlineData(TextFormats.Markdown)]
    [InlineData(TextFormats.Xml)]
    [InlineData(null)]
    public void The_text_format_is_kept_and_left_out_when_undefined(string? format)
    {
        var json = ActivityJson.Write(new() { Type = "message", TextFormat = format });
        Assert.Equal(format, ActivityJson.Read(json).TextFormat);
        Assert.Equal(format is not null, json.Contains("textFormat", StringComparison.Ordinal));
    }

    [Fact, Trait("Item", "45")]
    public void A_mention_keeps_who_and_how()
    {
        const string Json = """{"type":"message","text":"<at>Bot</at> hi","entities":[{"type":"mention","mentioned":{"id":"28:1","name":"Bot"},"text":"<at>Bot</at>"}]}""";
        var mention = Assert.Single(ActivityJson.Read(Json).Entities!);
        Assert.Equal(Entity.Mention, mention.Type);
        Assert.Equal("28:1", mention.Properties!["mentioned"].GetProperty("id").GetString());
        AssertSurvives(Json);
    }

    [Fact, Trait("Item", "46")]
    public void A_citation_entity_can_be_built_and_keeps_its_empty_id()
    {
        var entity = new Entity
        {
            Type = "https://schema.org/Message",
            Properties = new()
            {
                ["@type"] = ActivityJson.Element("Message"),
                ["@context"] = ActivityJson.Element("https://schema.org"),
                ["@id"] = ActivityJson.Element(""),
                ["citation"] = ActivityJson.Element(new[] { new Dictionary<string, object> { ["@type"] = "Claim", ["position"] = 1 } }),
            },
        };
        AssertSame("""
            {"entities":[{"type":"https://schema.org/Message","@type":"Message","@context":"https://schema.org","@id":"","citation":[{"@type":"Claim","position":1}]}]}
            """, ActivityJson.Write(new() { Entities = [entity] }));
    }

    [Fact, Trait("Item", "49")]
    public void A_card_and_what_it_submits_keep_their_JSON()
    {
        AssertSurvives("""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.5","body":[]}}]}""");
        AssertSurvives("""{"type":"message","value":{"choice":"","list":[]}}""");
        AssertSurvives("""{"type":"invoke","name":"adaptiveCard/action","value":{"action":{"type":"Action.Execute","verb":"more","data":{}}}}""");
    }

    [Fact, Trait("Item", "38")]
    public void A_reply_made_of_an_activity_goes_back_to_its_sender()
    {
        var incoming = BotHost.Message("hello", "http://localhost:1/");
        var reply = incoming.CreateReply("hi");
        Assert.Equal((incoming.Recipient, incoming.From, incoming.Id, null, null), (reply.From, reply.Recipient, reply.ReplyToId, reply.Id, reply.Timestamp));
    }

    [Theory, Trait("Item", "24")]
    [InlineData(199)]
    [InlineData(600)]
    public void An_invoke_response_has_an_HTTP_status(int status) => Assert.Throws<ArgumentOutOfRangeException>(() => ActivityReplies.InvokeResponse(status));

    [Fact]
    public void Null_is_no_activity() => Assert.Throws<JsonException>(() => ActivityJson.Read("null"));
}
