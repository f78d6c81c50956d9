using System.Text.Json;

namespace BackPainBot.BotFramework.Activities;

/// <summary>Activities made in answer to another.</summary>
public static class ActivityReplies
{
    /// <summary>A message back to the sender (item 38): no id and no timestamp, the channel sets those.</summary>
    /// <param name="incoming">What is answered.</param>
    /// <param name="text">The words; null for a reply that is a card only.</param>
    public static Activity CreateReply(this Activity incoming, string? text = null) => new()
    {
        Type = ActivityTypes.Message,
        Text = text,
        ChannelId = incoming.ChannelId,
        ServiceUrl = incoming.ServiceUrl,
        Conversation = incoming.Conversation,
        From = incoming.Recipient,
        Recipient = incoming.From,
        ReplyToId = incoming.Id,
        Locale = incoming.Locale,
    };

    /// <summary>
    /// The same reply, sure to go back where the incoming activity came from, whatever a stored or hand-made reply says:
    /// the address is that of this delivery, and id and timestamp are the channel's to give.
    /// </summary>
    internal static Activity AddressedTo(this Activity reply, Activity incoming) => reply with
    {
        Id = null,
        Timestamp = null,
        CallerId = null,
        ChannelId = incoming.ChannelId,
        ServiceUrl = incoming.ServiceUrl,
        Conversation = reply.Conversation ?? incoming.Conversation,
        From = reply.From ?? incoming.Recipient,
        Recipient = reply.Recipient ?? incoming.From,
        Locale = reply.Locale ?? incoming.Locale,
    };

    /// <summary>What a turn handler returns for an invoke (item 24).</summary>
    /// <param name="status">HTTP status, 200 to 599.</param>
    /// <param name="body">Serialized as camelCase JSON; null for an empty body.</param>
    public static Activity InvokeResponse(int status, object? body = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        return new Activity { Type = ActivityTypes.InvokeResponse, Value = ActivityJson.Element(new { status, body }) };
    }
}
