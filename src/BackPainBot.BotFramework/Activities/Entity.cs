using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackPainBot.BotFramework.Activities;

/// <summary>Metadata about an activity: a mention, a citation, client capabilities. All but its type is in <see cref="Properties"/>.</summary>
public sealed record Entity
{
    public const string Mention = "mention";

    public string? Type { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}
