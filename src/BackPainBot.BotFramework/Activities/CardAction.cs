using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackPainBot.BotFramework.Activities;

/// <summary>A button.</summary>
public sealed record CardAction
{
    public const string ImBack = "imBack";
    public const string PostBack = "postBack";
    public const string MessageBack = "messageBack";
    public const string OpenUrl = "openUrl";

    public string? Type { get; init; }
    public string? Title { get; init; }
    public string? Image { get; init; }
    public string? ImageAltText { get; init; }
    public string? Text { get; init; }
    public string? DisplayText { get; init; }
    /// <summary>What the press sends: a string for imBack and openUrl, any JSON otherwise.</summary>
    public JsonElement? Value { get; init; }
    public JsonElement? ChannelData { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }

    /// <summary>A button that says <paramref name="says"/> in the person's name.</summary>
    public static CardAction Say(string title, string says) => new() { Type = ImBack, Title = title, Value = ActivityJson.Element(says) };
}
