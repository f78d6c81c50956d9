using System.Text.Json;
using BackPainBot.BotFramework.Activities;
using BackPainBot.Dialog;
using BackPainBot.Teams;

namespace BackPainBot.Turns;

/// <summary>What a person said in an activity, whichever way their client sends it: typed, or with a card's button or fields.</summary>
internal static class IncomingWords
{
    /// <summary>The text without the bot's own mention; without a text, what a card submitted (item 49).</summary>
    public static Utterance Of(Activity incoming)
    {
        var text = Mentions.Strip(incoming);
        return new(text.Length > 0 ? text : Submitted(incoming.Value), incoming.Locale, incoming.Attachments?.Any(IsUpload) == true);
    }

    /// <summary>The words in a card's data: the data itself, its <c>text</c>, or else all its texts, since whatever a person typed must reach the safety screen.</summary>
    public static string Submitted(JsonElement? data) => data switch
    {
        { ValueKind: JsonValueKind.String } words => words.GetString()!,
        { ValueKind: JsonValueKind.Object } fields when fields.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String => text.GetString()!,
        { ValueKind: JsonValueKind.Object } fields => string.Join(' ', fields.EnumerateObject().Where(field => field.Value.ValueKind == JsonValueKind.String).Select(field => field.Value.GetString())),
        _ => "",
    };

    /// <summary>Teams sends every message a second time as a text/html attachment (item 50).</summary>
    private static bool IsUpload(Attachment attachment) => attachment is not { ContentType: "text/html", ContentUrl: null };
}
