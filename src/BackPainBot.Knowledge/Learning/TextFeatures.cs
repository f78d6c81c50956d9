namespace BackPainBot.Knowledge.Learning;

/// <summary>Gathers what a text is made of as numbers below <see cref="Count"/>. Two things that fall on the same number are rare and do no harm.</summary>
public sealed class TextFeatures
{
    public const int Count = 1 << 18;

    /// <summary>Longer words are also taken apart into pieces of so many letters, which survive a typo and another ending.</summary>
    private const int PieceLength = 5;

    private readonly List<int> _features = new(256);

    /// <summary>Each once, in ascending order.</summary>
    public int[] All()
    {
        _features.Sort();
        var all = new List<int>(_features.Count);
        foreach (var feature in _features)
            if (all.Count == 0 || all[^1] != feature) all.Add(feature);
        return [.. all];
    }

    /// <summary>The number of a word among all words; the same on every machine and in every run, unlike string.GetHashCode.</summary>
    public static uint Word(ReadOnlySpan<char> word) => Hash('w', word);

    public void AddWord(uint word) => Add(word);

    /// <summary>The word in a certain light: denied, dated, in first place ...</summary>
    /// <param name="light">Any odd constant; another one for each light.</param>
    public void AddWord(uint word, uint light) => Add(word ^ light);

    /// <summary>Something that is known about the text as a whole, by a name of its own.</summary>
    public void AddName(string name) => Add(Hash('n', name));

    public void AddPair(uint before, uint word) => Add((before * 31) + word);

    public void AddPieces(ReadOnlySpan<char> word)
    {
        for (var start = 0; start + PieceLength <= word.Length; start++) Add(Hash('p', word.Slice(start, PieceLength)));
    }

    /// <summary>Every word of the text, each pair of neighbours and the pieces of the longer ones.</summary>
    public void AddText(string text)
    {
        var before = Word("");
        foreach (var run in Words(text))
        {
            var word = Word(run);
            AddWord(word);
            AddPair(before, word);
            AddPieces(run);
            before = word;
        }
    }

    /// <summary>Runs of letters and digits in lower case, without apostrophes.</summary>
    public static IEnumerable<string> Words(string text)
    {
        text = text.ToLowerInvariant();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] is '\'' or '’'))
            {
                if (start < 0) start = i;
            }
            else if (start >= 0)
            {
                yield return text[start..i].Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal);
                start = -1;
            }
        }
    }

    /// <summary>FNV-1a.</summary>
    private static uint Hash(char kind, ReadOnlySpan<char> text)
    {
        var hash = (2166136261u ^ kind) * 16777619u;
        foreach (var letter in text) hash = (hash ^ letter) * 16777619u;
        return hash;
    }

    /// <summary>Mixes the upper bits in (the end of MurmurHash3), as FNV's lower ones alone are uneven.</summary>
    private void Add(uint hash)
    {
        hash ^= hash >> 16;
        hash *= 0x85EBCA6B;
        hash ^= hash >> 13;
        hash *= 0xC2B2AE35;
        hash ^= hash >> 16;
        _features.Add((int)(hash % Count));
    }
}
