namespace BackPainBot.Replies;

/// <summary>Texts that must keep to a length.</summary>
internal static class Shortened
{
    /// <summary>Cut at a word, with an ellipsis that fits in the limit.</summary>
    /// <param name="limit">UTF-16 units, from 2.</param>
    public static string To(int limit, string text)
    {
        if (text.Length <= limit)
        {
            return text;
        }

        var cut = text.LastIndexOf(' ', limit - 1);
        cut = cut > 0 ? cut : limit - 1;
        return $"{text[..(char.IsHighSurrogate(text[cut - 1]) ? cut - 1 : cut)].TrimEnd()}…";
    }
}
