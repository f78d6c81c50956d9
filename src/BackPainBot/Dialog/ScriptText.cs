using System.Collections.Frozen;

namespace BackPainBot.Dialog;

/// <summary>Fills the script's sentences in and picks among them.</summary>
internal static class ScriptText
{
    /// <summary>What a sentence of the script may leave open.</summary>
    public static FrozenSet<string> Placeholders { get; } =
        ["emergency", "crisis", "contact", "name", "limit", "missing", "title", "publisher", "emergencySigns", "urgentSigns"];

    public static string Fill(this string sentence, params ReadOnlySpan<(string Name, string Value)> values)
    {
        foreach (var (name, value) in values)
        {
            sentence = sentence.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }

        return sentence;
    }

    /// <summary>The first of the sentences that was not said last; a person never reads the same one twice in a row.</summary>
    public static string Other(this IReadOnlyList<string> sentences, string? last) => sentences.FirstOrDefault(sentence => sentence != last) ?? sentences[0];

    /// <summary>The entry for the region of a locale ("en-GB": GB), or the default.</summary>
    /// <param name="locale">IETF language tag; null when the channel gave none.</param>
    public static string For(this IReadOnlyDictionary<string, string> regions, string? locale)
    {
        var region = locale?.Split('-', '_').Skip(1).LastOrDefault(part => part.Length == 2)?.ToUpperInvariant();
        return region is not null && regions.TryGetValue(region, out var entry) ? entry : regions["default"];
    }
}
