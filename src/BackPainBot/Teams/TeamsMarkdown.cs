using System.Text.RegularExpressions;

namespace BackPainBot.Teams;

/// <summary>
/// Markdown as far as Teams shows it in messages (item 58): bold, italic, preformatted, quote and link. Lists become lines with a bullet, headings become bold,
/// images become links; rules go. Angle brackets and ampersands become entities, because Teams reads HTML inside Markdown.
/// </summary>
internal static partial class TeamsMarkdown
{
    public static string Of(string markdown)
    {
        markdown = Rule().Replace(markdown.ReplaceLineEndings("\n"), "");
        markdown = Heading().Replace(markdown, "**$1**");
        markdown = Image().Replace(markdown, "[$1]");
        markdown = ListItem().Replace(markdown, "\n$1• ");
        markdown = EscapedForHtml().Replace(markdown, escaped => escaped.Value[1] switch { '<' => "&lt;", '>' => "&gt;", _ => "&amp;" });
        return ManyBlankLines().Replace(markdown, "\n\n").Trim('\n');
    }

    [GeneratedRegex(@"^ {0,3}(?:-{3,}|\*{3,}|_{3,}) *$", RegexOptions.Multiline)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^#{1,6} +([^\n]*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?<!\\)!\[([^\[\]\n]*)\](?=\()")]
    private static partial Regex Image();

    /// <summary>A bullet at the start of a line, also inside a quote.</summary>
    [GeneratedRegex(@"^((?:> ?)?) {0,3}[-*+] +", RegexOptions.Multiline)]
    private static partial Regex ListItem();

    [GeneratedRegex(@"\\[<>&]")]
    private static partial Regex EscapedForHtml();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex ManyBlankLines();
}
