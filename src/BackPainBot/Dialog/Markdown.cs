using System.Text;
using System.Text.RegularExpressions;

namespace BackPainBot.Dialog;

/// <summary>Words that are not ours (an author's, a person's) inside the Markdown that the bot sends: they show as typed and cannot become markup.</summary>
internal static partial class Markdown
{
    /// <summary>Escapes what CommonMark would read as markup, and nothing else, so that ordinary sentences stay byte for byte the author's.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in LeadingMark().Replace(text, "$1\\$2"))
        {
            escaped.Append(c is '`' or '*' or '_' or '[' or ']' or '<' or '>' or '~' or '|' or '&' ? "\\" : "").Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>A link's address with the characters that would end it in Markdown percent-encoded.</summary>
    public static string Link(Uri link) => link.OriginalString.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal);

    /// <summary>Marks of headings, lists and numbered lists count only at the start of a line. The blanks before one end with their line, or many empty lines would each be read to the last.</summary>
    [GeneratedRegex(@"^([^\S\n]*(?:\d{1,9})?)([#+.)=-])(?=\s|[#=-]|$)", RegexOptions.Multiline)]
    private static partial Regex LeadingMark();
}
