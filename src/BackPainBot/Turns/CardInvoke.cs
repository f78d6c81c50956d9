using System.Text.Json;
using BackPainBot.BotFramework.Activities;

namespace BackPainBot.Turns;

/// <summary>The button Action.Execute of a card, which arrives as an invoke (item 55).</summary>
internal static class CardInvoke
{
    private const string Name = "adaptiveCard/action", Execute = "Action.Execute";

    public static bool Is(Activity incoming) => incoming is { Type: ActivityTypes.Invoke, Name: Name };

    /// <summary>Why there is nothing to run, as the response to send; null when there is.</summary>
    public static Activity? Refusal(Activity incoming) => (incoming.Value, Field(incoming.Value, "action")) switch
    {
        (not { ValueKind: JsonValueKind.Object }, _) => Refused("BadRequest", "The invoke has no value."),
        (_, not { ValueKind: JsonValueKind.Object }) => Refused("BadRequest", "The value has no action."),
        (_, var action) when Field(action, "type") is not { ValueKind: JsonValueKind.String } type || type.GetString() != Execute =>
            Refused("NotSupported", "The action's type is not Action.Execute."),
        _ => null,
    };

    /// <summary>What the button and the card's fields hold; null for nothing.</summary>
    public static JsonElement? Data(Activity incoming) => Field(Field(incoming.Value, "action"), "data");

    /// <param name="words">What the client shows beside the card; the answer itself is a message of its own.</param>
    public static Activity Done(string words) =>
        ActivityReplies.InvokeResponse(200, new { StatusCode = 200, Type = "application/vnd.microsoft.activity.message", Value = words });

    private static Activity Refused(string code, string message) =>
        ActivityReplies.InvokeResponse(400, new { StatusCode = 400, Type = "application/vnd.microsoft.error", Value = new { code, message } });

    private static JsonElement? Field(JsonElement? value, string name) =>
        value is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var field) ? field : null;
}
