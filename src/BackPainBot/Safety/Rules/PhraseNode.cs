namespace BackPainBot.Safety.Rules;

/// <summary>A place in the graph of all wordings: the words that may come next, and the concepts that are complete here. Wordings share what follows their alternatives.</summary>
internal sealed class PhraseNode
{
    /// <summary>In the order of the ids, so that a word's followers are found by halving.</summary>
    private readonly (int Word, PhraseNode Next)[] _words;

    private PhraseNode(
        (int Word, PhraseNode Next)[] words, (double Least, double Most, PhraseNode Next)[] numbers, PhraseNode? gap, (string Concept, string Language)[] ends)
    {
        _words = words;
        Numbers = numbers;
        Gap = gap;
        Ends = ends;
    }

    /// <summary>The ranges of numbers that may stand here.</summary>
    public (double Least, double Most, PhraseNode Next)[] Numbers { get; }

    /// <summary>Where the wording goes on after some words of no account; null without a gap.</summary>
    public PhraseNode? Gap { get; }

    /// <summary>What the words up to here stand for.</summary>
    public (string Concept, string Language)[] Ends { get; }

    public static PhraseNode End(string concept, string language) => new([], [], null, [(concept, language)]);

    public static PhraseNode Word(int id, PhraseNode next) => new([(id, next)], [], null, []);

    public static PhraseNode Number(double least, double most, PhraseNode next) => new([], [(least, most, next)], null, []);

    /// <summary>Up to some words of no account, then <paramref name="next"/>; where nothing need follow, the gap leads nowhere and the wording ends before it.</summary>
    public static PhraseNode AfterGap(PhraseNode next) =>
        new([], [], next._words.Length + next.Numbers.Length > 0 ? new PhraseNode(next._words, next.Numbers, next.Gap, []) : next.Gap, next.Ends);

    /// <summary>Any one of these.</summary>
    public static PhraseNode AnyOf(IReadOnlyList<PhraseNode> nodes)
    {
        if (nodes.Count == 1)
            return nodes[0];
        var gaps = nodes.Select(node => node.Gap).OfType<PhraseNode>().Distinct().ToList();
        return new(
            [.. nodes.SelectMany(node => node._words).Distinct().OrderBy(edge => edge.Word)],
            [.. nodes.SelectMany(node => node.Numbers).Distinct()],
            gaps.Count == 0 ? null : AnyOf(gaps),
            [.. nodes.SelectMany(node => node.Ends).Distinct()]);
    }

    /// <summary>The same wordings without a gap at their beginning, left when an optional first word is missing.</summary>
    public PhraseNode WithoutLeadingGap() =>
        Gap is null ? this : AnyOf([new(_words, Numbers, null, Ends), Gap.WithoutLeadingGap()]);

    /// <summary>Whether one of these words alone is the whole wording.</summary>
    public bool IsOnly(IReadOnlySet<int> words) => Ends.Length > 0 || _words.Any(edge => edge.Next.Ends.Length > 0 && words.Contains(edge.Word));

    /// <summary>Where the wordings go on after this word.</summary>
    public ReadOnlySpan<(int Word, PhraseNode Next)> After(int word)
    {
        var first = FirstFrom(word);
        var end = first;
        while (end < _words.Length && _words[end].Word == word)
            end++;
        return _words.AsSpan(first..end);
    }

    private int FirstFrom(int word)
    {
        var (low, high) = (0, _words.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_words[middle].Word < word)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
