using System.Text.RegularExpressions;

namespace BackPainBot.Knowledge.Reading;

/// <summary>Links that open a web page at a passage (WICG "URL Fragment Text Directives").</summary>
internal sealed partial class TextFragment
{
    /// <summary>A passage up to this many characters is named whole; longer ones by how they begin and end, which survives small edits of the page.</summary>
    private const int WholeUpTo = 100;

    /// <summary>Words at either end to begin with; more are taken until they are found nowhere before.</summary>
    private const int FewestWords = 4;

    private const int MostWords = 12;

    private const string BlockEnd = "\n";

    private readonly string _page;

    /// <param name="blocks">All texts of the page in their order, headings included: a browser opens the first place that fits.</param>
    public TextFragment(IEnumerable<string> blocks) => _page = BlockEnd + string.Join(BlockEnd, blocks) + BlockEnd;

    /// <returns>The source itself when it is not a web page or the text has no words. Write it with <see cref="Uri.OriginalString"/>.</returns>
    public Uri Link(Uri source, string text)
    {
        if (source.Scheme is not ("http" or "https")) return source;
        var directive = Directive(text);
        if (directive.Length == 0) return source;
        var address = source.OriginalString.Split(":~:")[0];
        return new Uri($"{address}{(address.Contains('#', StringComparison.Ordinal) ? "" : "#")}:~:text={directive}");
    }

    private string Directive(string text)
    {
        // A browser joins what lies between two blocks or odd blanks in its own way, so the parts named here hold single blanks only.
        var runs = OddBlank().Split(text).Where(run => run.Length > 0).ToArray();
        if (runs.Length == 0) return "";

        var own = Math.Max(_page.IndexOf(BlockEnd + text + BlockEnd, StringComparison.Ordinal) + BlockEnd.Length, 0);
        if (runs.Length == 1 && text.Length <= WholeUpTo)
            return Before(text, own) + Encode(text);

        var start = Grow(runs[0].Split(' '), fromEnd: false, part => FirstAfter(part, 0) >= own);
        var lastRun = runs.Length == 1 ? text[start.Length..].Trim(' ') : runs[^1];
        if (lastRun.Length == 0) return Before(start, own) + Encode(start);
        var end = Grow(lastRun.Split(' '), fromEnd: true, part => FirstAfter(part, own + start.Length) >= own + text.Length - part.Length);
        return Before(start, own) + Encode(start) + "," + Encode(end);
    }

    /// <summary>The end of the block before, when the page holds the same words earlier.</summary>
    private string Before(string start, int own)
    {
        if (FirstAfter(start, 0) >= own) return "";
        var previous = _page[..Math.Max(own - BlockEnd.Length, 0)];
        previous = OddBlank().Split(previous[(previous.LastIndexOf(BlockEnd, StringComparison.Ordinal) + 1)..])[^1];
        var words = previous.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "" : Encode(string.Join(' ', words.TakeLast(FewestWords))) + "-,";
    }

    private static string Grow(string[] words, bool fromEnd, Func<string, bool> isClear)
    {
        for (var count = Math.Min(FewestWords, words.Length); ; count++)
        {
            var part = string.Join(' ', fromEnd ? words[^count..] : words[..count]);
            if (count >= Math.Min(words.Length, MostWords) || isClear(part)) return part;
        }
    }

    /// <summary>Browsers compare without case.</summary>
    private int FirstAfter(string part, int start) => _page.IndexOf(part, Math.Min(start, _page.Length), StringComparison.OrdinalIgnoreCase);

    /// <summary>'-', ',' and '&amp;' have a meaning in the directive; '-' is the one that URL escaping leaves.</summary>
    private static string Encode(string part) => Uri.EscapeDataString(part).Replace("-", "%2D", StringComparison.Ordinal);

    /// <summary>Blanks other than a single one, and what joins the cells of a table row.</summary>
    [GeneratedRegex(@" \| |[^\S ]+\s*|\s{2,}")]
    private static partial Regex OddBlank();
}
