using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace BackPainBot.Tests.BotFramework.Activities;

/// <summary>Generated JSON: activities as channels might send them, with fields unknown, missing, or of the wrong type.</summary>
internal static class AnyJson
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char[' ', '~'], 0, 30],
        Gen.OneOf(
            "", "ü", "腰痛", "😀", "\u0000", "\n\t", "\"\\", "<at>Bot</at>", "..", "a|b;messageid=1:@", "\u2028", "{{id}}", "%2e%2e", "' OR 1=1", new string('x', 2000)));

    private static readonly Gen<string> Name = Gen.OneOf(
        Gen.OneOf("a", "B", "@type", "@id", "$ref", "", "éa", "__proto__", "new field"), Gen.String[Gen.Char['a', 'z'], 1, 8]);

    private static readonly Gen<JsonNode?> Scalar = Gen.OneOf(
        Text.Select(text => (JsonNode?)JsonValue.Create(text)),
        Gen.Int.Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.OneOf("1e400", "-0", "1.50", "123456789012345678901234567890").Select(number => JsonNode.Parse(number)),
        Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag)),
        Gen.Const((JsonNode?)null));

    /// <summary>Any JSON value, nested up to this deep.</summary>
    public static Gen<JsonNode?> Value(int depth) => depth == 0 ? Scalar : Gen.Frequency(
        (3, Scalar),
        (1, Value(depth - 1).Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]))),
        (1, Object(depth - 1).Select(made => (JsonNode?)made)));

    public static Gen<JsonObject> Object(int depth) => Gen.Select(Name, Value(depth)).Array[0, 3].Select(ObjectOf);

    /// <summary>An activity that a channel could send: every field of its right type, unknown ones among them.</summary>
    public static Gen<JsonObject> Activity { get; } = Fields(
        ("type", Gen.OneOf("message", "event", "conversationUpdate", "typing", "invoke", "messageReaction", "installationUpdate", "other").Select(Node), 1.0),
        ("id", Gen.String[Gen.Char['!', '~'], 3, 40].Select(Node), 0.8),
        ("text", Text.Select(Node), 0.8),
        ("timestamp", Moment.Select(time => Node(time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture))), 0.5),
        ("localTimestamp", Moment.Select(time => JsonSerializer.SerializeToNode(time)), 0.3),
        ("channelId", Gen.OneOf("emulator", "msteams", "directline", "x").Select(Node), 0.8),
        ("from", Account, 0.8),
        ("recipient", Account, 0.8),
        ("conversation", Conversation, 0.9),
        ("membersAdded", ListOf(Account), 0.2),
        ("reactionsAdded", ListOf(Fields([("type", Word, 1)]).Select(made => (JsonNode?)made)), 0.2),
        ("locale", Gen.OneOf("en-US", "de", "x-unknown").Select(Node), 0.4),
        ("textFormat", Gen.OneOf("plain", "markdown", "xml", "odd").Select(Node), 0.3),
        ("entities", ListOf(Open(("type", Word, 0.9))), 0.4),
        ("attachments", ListOf(Open(("contentType", Word, 0.9), ("contentUrl", Word, 0.3), ("content", Value(3), 0.5), ("name", Word, 0.3))), 0.3),
        ("suggestedActions", Fields(("to", ListOf(Word), 0.2), ("actions", ListOf(Button), 0.9)).Select(made => (JsonNode?)made), 0.2),
        ("name", Word, 0.3),
        ("replyToId", Word, 0.3),
        ("value", Value(4), 0.5),
        ("channelData", Value(4), 0.5),
        ("importance", Word, 0.2),
        ("unknown", Value(4), 0.5));

    private static Gen<JsonNode?> Word => Gen.String[Gen.Char['a', 'z'], 1, 12].Select(Node);

    private static Gen<DateTimeOffset> Moment => Gen.Select(Gen.Long[0, 3_000_000_000_0000000], Gen.Int[-14 * 4, 14 * 4], (ticks, quarters) =>
        new DateTimeOffset(DateTime.UnixEpoch.Ticks + ticks, TimeSpan.Zero).ToOffset(TimeSpan.FromMinutes(15 * quarters)));

    private static Gen<JsonNode?> Account => Open(("id", Word, 0.9), ("name", Word, 0.5), ("aadObjectId", Word, 0.2), ("role", Gen.OneOf("user", "bot").Select(Node), 0.2));

    private static Gen<JsonNode?> Button => Open(("type", Word, 0.9), ("title", Word, 0.9), ("value", Value(1), 0.9));

    private static Gen<JsonNode?> Conversation =>
        Open(("id", Word, 0.95), ("isGroup", Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag)), 0.3), ("conversationType", Word, 0.3), ("tenantId", Word, 0.3));

    private static Gen<JsonNode?> ListOf(Gen<JsonNode?> item) => item.Array[1, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(made => made?.DeepClone())]));

    /// <summary>The fields and some that nobody knows.</summary>
    private static Gen<JsonNode?> Open(params (string Name, Gen<JsonNode?> Value, double Often)[] fields) => Gen.Select(Fields(fields), Object(2), (known, unknown) =>
    {
        foreach (var (name, value) in unknown.Where(field => !known.Any(other => other.Key.Equals(field.Key, StringComparison.OrdinalIgnoreCase))).ToList())
            known["x-" + name] = value?.DeepClone();
        return (JsonNode?)known;
    });

    private static Gen<JsonObject> Fields(params (string Name, Gen<JsonNode?> Value, double Often)[] fields) => fields
        .Select(field => Gen.Select(Gen.Double[0, 1], field.Value, (chance, value) => chance <= field.Often ? (field.Name, value) : default))
        .Aggregate(Gen.Const(Array.Empty<(string Name, JsonNode?)>()), (all, next) => Gen.Select(all, next, (made, field) => field.Name is null ? made : [.. made, field]))
        .Select(ObjectOf);

    private static JsonObject ObjectOf((string Name, JsonNode? Value)[] fields)
    {
        var made = new JsonObject();
        foreach (var (name, value) in fields)
            made[name] = value?.DeepClone();
        return made;
    }

    private static JsonNode? Node(string text) => JsonValue.Create(text);
}
