using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackPainBot.BotFramework.Activities;

/// <summary>A person or a bot on a channel.</summary>
public sealed record ChannelAccount
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? AadObjectId { get; init; }
    /// <summary>user or bot.</summary>
    public string? Role { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}
