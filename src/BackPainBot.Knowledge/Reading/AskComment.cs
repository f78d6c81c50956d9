using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackPainBot.Knowledge.Reading;

/// <summary><c>&lt;!-- ask: one wording | another --&gt;</c>: how people ask for a passage, told to the index only.</summary>
internal static partial class AskComment
{
    /// <summary>True for any comment; the owner's other notes have no wordings.</summary>
    public static bool IsComment(HtmlBlock block) => block.Type == HtmlBlockType.Comment;

    public static IEnumerable<string> Wordings(LeafBlock block) =>
        block.Inline is null
            ? Wordings(block.Lines.ToString())
            : block.Inline.Descendants<HtmlInline>().SelectMany(html => Wordings(html.Tag));

    private static IEnumerable<string> Wordings(string html) =>
        from Match comment in Pattern().Matches(html)
        from wording in comment.Groups["wordings"].Value.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        select string.Join(' ', wording.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"<!--\s*ask:(?<wordings>.*?)-->", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
