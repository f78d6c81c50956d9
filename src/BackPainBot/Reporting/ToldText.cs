using System.Text.RegularExpressions;

namespace BackPainBot.Reporting;

/// <summary>A person's words in the form in which the report may quote them and an article may take them over.</summary>
internal static partial class ToldText
{
    /// <summary>In characters; longer ones tell a story.</summary>
    private const int Longest = 120;

    /// <summary>Null when they hold a number (an age, a date), something that was redacted, or signs that would end an <c>ask</c> comment.</summary>
    public static string? Of(string question)
    {
        var text = string.Join(' ', question.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('?', '!', '.', ' ');
        return text.Length is 0 or > Longest || Untold().IsMatch(text) ? null : text;
    }

    [GeneratedRegex(@"\b\d+\b|[|<>\[\]…@/\\]|--|\p{C}")]
    private static partial Regex Untold();
}
