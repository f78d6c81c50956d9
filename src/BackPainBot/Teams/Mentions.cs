using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using BackPainBot.BotFramework.Activities;

namespace BackPainBot.Teams;

/// <summary>Mentions in a message, and whether it is meant for the bot at all (items 50 and 52).</summary>
internal static partial class Mentions
{
    /// <summary>In a group chat or a channel the bot answers only who mentions it, or uses a button of its own; in a personal chat everyone.</summary>
    public static bool AreForTheBot(Activity incoming) =>
        !IsInGroup(incoming) || OfBot(incoming).Any() || (string.IsNullOrWhiteSpace(incoming.Text) && incoming.Value is { ValueKind: not JsonValueKind.Null });

    public static bool IsInGroup(Activity incoming) =>
        incoming.Conversation is { IsGroup: true } or { ConversationType: "groupChat" or "channel" };

    /// <summary>The text without the bot's own mention; of anybody else's the name stays.</summary>
    public static string Strip(Activity incoming)
    {
        var text = incoming.Text ?? "";
        var own = OfBot(incoming).ToList();
        foreach (var mention in own.Select(one => one.Text).OfType<string>().Where(mention => mention.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            text = text.Replace(mention, " ", StringComparison.OrdinalIgnoreCase);
        }

        var names = own.Select(one => one.Name).OfType<string>().Select(name => name.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        text = Tagged().Replace(text, tagged => names.Contains(tagged.Groups["name"].Value.Trim()) ? " " : tagged.Groups["name"].Value);
        text = Tag().Replace(text, "");

        // Teams puts "&nbsp;" behind a mention, and escapes what people type.
        return (incoming.ChannelId == Channels.Msteams ? WebUtility.HtmlDecode(text) : text).Trim();
    }

    private static IEnumerable<(string? Name, string? Text)> OfBot(Activity incoming) =>
        from entity in incoming.Entities ?? []
        where entity.Type == Entity.Mention && incoming.Recipient?.Id is not null
        let mentioned = entity.Properties?.GetValueOrDefault("mentioned") ?? default
        where mentioned.ValueKind == JsonValueKind.Object && Field(mentioned, "id") == incoming.Recipient!.Id
        select (Field(mentioned, "name"), entity.Properties!.GetValueOrDefault("text") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null);

    private static string? Field(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String ? field.GetString() : null;

    [GeneratedRegex(@"<at(?:\s[^<>]*)?>(?<name>[^<>]*)</at>", RegexOptions.IgnoreCase)]
    private static partial Regex Tagged();

    [GeneratedRegex(@"</?at(?:\s[^<>]*)?>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
