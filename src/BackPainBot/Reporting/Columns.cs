namespace BackPainBot.Reporting;

/// <summary>Text for a terminal of 100 columns, or for a file.</summary>
internal static class Columns
{
    public const int Width = 100;

    /// <summary>Breaks between words; a longer word stands alone on its line.</summary>
    /// <param name="first">Before the first line.</param>
    /// <param name="rest">Before each further line.</param>
    public static IEnumerable<string> Wrap(string text, string first = "", string? rest = null)
    {
        var line = first;
        var isEmpty = true;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                yield return line;
                line = rest ?? first;
                isEmpty = true;
            }

            line += isEmpty ? word : $" {word}";
            isEmpty = false;
        }

        yield return line;
    }

    /// <summary>Cut between words, so that it stays on one line.</summary>
    public static string Excerpt(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = text.LastIndexOf(' ', length - 4);
        return $"{text[..(end > 0 ? end : length - 4)]} ...";
    }
}
