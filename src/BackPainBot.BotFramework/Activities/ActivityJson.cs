using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using BackPainBot.BotFramework.Bodies;
using BackPainBot.BotFramework.DirectLine;

namespace BackPainBot.BotFramework.Activities;

/// <summary>How activities become JSON (items 40-43): camelCase, any casing read, nulls, empty arrays and empty strings left out.</summary>
public static class ActivityJson
{
    private static readonly JsonSerializerOptions Values = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads and writes the wire types and nothing else. Relaxed escaping is safe because the JSON is never put into HTML.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        PropertyNameCaseInsensitive = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 64,
        TypeInfoResolver = WireTypes.Default.WithAddedModifier(LeaveOutTheEmpty),
    };

    public static string Write(Activity activity) => JsonSerializer.Serialize(activity, Options);

    /// <exception cref="JsonException">The text is no activity.</exception>
    public static Activity Read(string json) =>
        JsonSerializer.Deserialize<Activity>(json, Options) ?? throw new JsonException("An activity is a JSON object, not null.");

    /// <summary>Any value as JSON, for <see cref="Activity.Value"/>, <see cref="Activity.ChannelData"/>, cards and entities.</summary>
    public static JsonElement Element(object? value) => JsonSerializer.SerializeToElement(value, Values);

    // Item 40: an empty text is something said and an empty set of activities an answer; any other empty string or array is nothing at all.
    private static void LeaveOutTheEmpty(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => !property.IsExtensionData))
        {
            if (property.PropertyType == typeof(string) && property.Name is not ("text" or "speak"))
                property.ShouldSerialize = (_, value) => value is string { Length: > 0 };
            else if (property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(IEnumerable)) && property.Name != "activities")
                property.ShouldSerialize = (_, value) => value is ICollection { Count: > 0 };
        }
    }
}

[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(IReadOnlyList<Activity>))]
[JsonSerializable(typeof(ActivitySet))]
[JsonSerializable(typeof(ResourceResponse))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(ConversationGrant))]
[JsonSerializable(typeof(ConversationParameters))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class WireTypes : JsonSerializerContext;
