using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackPainBot.BotFramework.Activities;

/// <summary>
/// One event of a conversation, as it travels on the Bot Framework wire. Null means absent; what this type does not name is kept in <see cref="Properties"/>.
/// </summary>
public sealed record Activity
{
    /// <summary>What happened, one of <see cref="ActivityTypes"/>. Never empty on an activity that reaches the bot.</summary>
    public string? Type { get; init; }
    public string? Id { get; init; }
    /// <summary>When the channel took the activity, in UTC.</summary>
    [JsonConverter(typeof(UtcTimestamp))]
    public DateTimeOffset? Timestamp { get; init; }
    /// <summary>The sender's own time, with the sender's offset.</summary>
    public DateTimeOffset? LocalTimestamp { get; init; }
    /// <summary>IANA name of the sender's time zone.</summary>
    public string? LocalTimezone { get; init; }
    /// <summary>Never trusted from the wire: discarded on arrival (item 20).</summary>
    public string? CallerId { get; init; }
    /// <summary>The address that takes the replies. Set by the channel.</summary>
    public string? ServiceUrl { get; init; }
    /// <summary>Set by the channel, one of <see cref="Channels"/> or another.</summary>
    public string? ChannelId { get; init; }
    public ChannelAccount? From { get; init; }
    public ConversationAccount? Conversation { get; init; }
    public ChannelAccount? Recipient { get; init; }
    /// <summary>plain, markdown or xml; null is Markdown for the bot's own text (item 44).</summary>
    public string? TextFormat { get; init; }
    public string? AttachmentLayout { get; init; }
    public IReadOnlyList<ChannelAccount>? MembersAdded { get; init; }
    public IReadOnlyList<ChannelAccount>? MembersRemoved { get; init; }
    public IReadOnlyList<MessageReaction>? ReactionsAdded { get; init; }
    public IReadOnlyList<MessageReaction>? ReactionsRemoved { get; init; }
    /// <summary>BCP-47 language tag of the text.</summary>
    public string? Locale { get; init; }
    public string? Text { get; init; }
    public string? Speak { get; init; }
    /// <summary>acceptingInput, expectingInput or ignoringInput.</summary>
    public string? InputHint { get; init; }
    public string? Summary { get; init; }
    public SuggestedActions? SuggestedActions { get; init; }
    public IReadOnlyList<Attachment>? Attachments { get; init; }
    public IReadOnlyList<Entity>? Entities { get; init; }
    /// <summary>Arbitrary JSON that belongs to the channel.</summary>
    public JsonElement? ChannelData { get; init; }
    /// <summary>add or remove, on installationUpdate and contactRelationUpdate.</summary>
    public string? Action { get; init; }
    public string? ReplyToId { get; init; }
    public string? Label { get; init; }
    public string? ValueType { get; init; }
    /// <summary>Arbitrary JSON: a card's input, an event's or an invoke's argument.</summary>
    public JsonElement? Value { get; init; }
    /// <summary>The name of an event or invoke.</summary>
    public string? Name { get; init; }
    /// <summary>One of <see cref="DeliveryModes"/>; null is normal.</summary>
    public string? DeliveryMode { get; init; }

    /// <summary>Everything else that was on the wire, kept as it came.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Properties { get; set; }
}
