using System.Text.Json;
using BackPainBot.BotFramework.Activities;
using BackPainBot.Storage;

namespace BackPainBot.Turns;

/// <summary>Thumbs as the channels send them (item 54). Comments that come with them are not kept: nobody asked for them, and they may name a person.</summary>
internal static class FeedbackActivity
{
    private const string WebChatEvent = "webchat:activity-status/feedback", TeamsInvoke = "message/submitAction";

    public static bool Is(Activity incoming) => (incoming.Type, incoming.Name) is (ActivityTypes.Event, WebChatEvent) or (ActivityTypes.Invoke, TeamsInvoke);

    /// <summary>The thumb in an activity; null when it holds none.</summary>
    public static Feedback? Read(Activity incoming)
    {
        var thumb = incoming.Type == ActivityTypes.Invoke
            ? Field(Field(incoming.Value, "actionValue"), "reaction")
            : incoming.Entities is [var vote, ..] ? vote.Properties?.GetValueOrDefault("@type") : null;
        return Reaction(thumb) is { } reaction ? new(incoming.ReplyToId, reaction) : null;
    }

    /// <summary>An invoke wants 200 with an empty body, whatever it held; an event wants nothing.</summary>
    public static IReadOnlyList<Activity> Reply(Activity incoming) =>
        incoming.Type == ActivityTypes.Invoke ? [ActivityReplies.InvokeResponse(200)] : [];

    private static JsonElement? Field(JsonElement? value, string name) =>
        value is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var field) ? field : null;

    private static Reaction? Reaction(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text
        ? text.GetString() switch
        {
            "like" or "LikeAction" => Storage.Reaction.Like,
            "dislike" or "DislikeAction" => Storage.Reaction.Dislike,
            _ => null,
        }
        : null;
}
