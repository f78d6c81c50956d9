using System.Text.Json.Serialization;
using BackPainBot.BotFramework.Activities;

namespace BackPainBot.BotFramework.DirectLine;

/// <summary>The way into one conversation, as the client gets it (items 61, 62 and 67).</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Token">Good for this conversation only.</param>
/// <param name="ExpiresIn">Seconds.</param>
/// <param name="StreamUrl">Where the socket is opened, within a minute; null for a token alone.</param>
internal sealed record ConversationGrant(
    string ConversationId,
    string Token,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    string? StreamUrl = null);

/// <summary>What a client may say when it asks for a token or starts a conversation.</summary>
internal sealed record ConversationParameters(ChannelAccount? User, string? Locale);
