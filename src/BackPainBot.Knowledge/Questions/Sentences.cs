namespace BackPainBot.Knowledge.Questions;

/// <summary>Cuts a text into sentences.</summary>
internal static class Sentences
{
    private static readonly HashSet<string> Abbreviations =
        new(["dr", "mr", "mrs", "ms", "prof", "st", "vs", "e.g", "i.e", "etc", "approx", "no", "fig", "u.s", "u.k", "a.m", "p.m"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Sentences without the blanks around them, in order. None for a blank text.</summary>
    public static List<TextSpan> Of(string text)
    {
        var sentences = new List<TextSpan>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!Ends(text, i, out var next)) continue;
            Add(start, next);
            start = next;
            i = next - 1;
        }

        Add(start, text.Length);
        return sentences;

        void Add(int from, int to)
        {
            while (from < to && char.IsWhiteSpace(text[from])) from++;
            while (to > from && char.IsWhiteSpace(text[to - 1])) to--;
            if (to > from) sentences.Add(new(from, to - from));
        }
    }

    /// <param name="next">Where the next sentence begins, closing quotes and brackets belonging to this one.</param>
    private static bool Ends(string text, int at, out int next)
    {
        next = at + 1;
        if (text[at] is '\n') return true;
        if (text[at] is not ('.' or '!' or '?' or '…' or '。' or '؟')) return false;
        while (next < text.Length && (text[next] is '.' or '!' or '?' or '"' or '\'' or '”' or '’' or '»' or ')' or ']')) next++;
        if (next == text.Length) return true;
        if (!char.IsWhiteSpace(text[next])) return false;
        if (text[at] is not '.') return true;

        var word = at;
        while (word > 0 && (char.IsLetter(text[word - 1]) || (text[word - 1] is '.' && word < at))) word--;
        var isAbbreviation = Abbreviations.Contains(text[word..at]) || (at - word == 1 && char.IsUpper(text[word]) && text[word] != 'I');
        if (isAbbreviation) return false;

        // "took 5 mg. daily": a small letter goes on with the sentence, unless the person writes none but small ones.
        var after = next;
        while (after < text.Length && char.IsWhiteSpace(text[after])) after++;
        return after == text.Length || !char.IsLower(text[after]) || !text.Any(char.IsUpper);
    }
}
