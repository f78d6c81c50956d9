using BackPainBot.Safety.Words;

namespace BackPainBot.Safety.Examples;

/// <summary>The words that the example messages use, to which a word that none of them has is mended when it is a slip away from one ("shouldr").</summary>
internal sealed class KnownWords
{
    /// <summary>A word of fewer examples may itself be a slip.</summary>
    private const int FewestExamples = 4;

    private const int ShortestWord = 4;
    private const int LongestWord = 18;

    /// <summary>From this length on two slips are forgiven instead of one.</summary>
    private const int LongWord = 9;

    /// <summary>The most frequent first.</summary>
    private readonly string[] _words;

    private readonly HashSet<string> _known;

    /// <summary>Hashes of each word and of what is left of it without one of its letters, in ascending order: two words a slip apart share one of these.</summary>
    private readonly int[] _hashes;
    private readonly int[] _wordOf;

    private KnownWords(string[] words)
    {
        _words = words;
        _known = [.. words];
        var shorter = new List<(int Hash, int Word)>();
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Length is >= ShortestWord - 1 and <= LongestWord)
                Shorten(words[i], hash => shorter.Add((hash, i)));
        }

        _hashes = [.. shorter.Select(one => one.Hash)];
        _wordOf = [.. shorter.Select(one => one.Word)];
        Array.Sort(_hashes, _wordOf);
    }

    public static KnownWords Of(IEnumerable<Message> examples)
    {
        var counts = new Dictionary<string, int>();
        foreach (var example in examples)
            foreach (var word in example.Tokens.Select(token => token.Word).Distinct())
                counts[word] = counts.GetValueOrDefault(word) + 1;
        return new([.. from word in counts where word.Value >= FewestExamples orderby word.Value descending, word.Key select word.Key]);
    }

    public static KnownWords Read(BinaryReader reader)
    {
        var words = new string[reader.ReadInt32()];
        foreach (ref var word in words.AsSpan()) word = reader.ReadString();
        return new(words);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_words.Length);
        foreach (var word in _words) writer.Write(word);
    }

    /// <summary>The word itself when it is known or nothing is near enough, else the nearest word, of several the most frequent.</summary>
    public string Mend(string word)
    {
        if (word.Length is < ShortestWord or > LongestWord || _known.Contains(word))
            return word;
        var slips = word.Length >= LongWord ? 2 : 1;
        var (best, distance) = (-1, slips + 1);
        Shorten(word, hash =>
        {
            var first = Array.BinarySearch(_hashes, hash);
            if (first < 0)
                return;
            while (first > 0 && _hashes[first - 1] == hash)
                first--;
            for (var i = first; i < _hashes.Length && _hashes[i] == hash; i++)
            {
                var between = EditDistance.Between(word, _words[_wordOf[i]], slips);
                if (between < distance || (between == distance && between <= slips && _wordOf[i] < best))
                    (best, distance) = (_wordOf[i], between);
            }
        });
        return best < 0 ? word : _words[best];
    }

    private static void Shorten(string word, Action<int> use)
    {
        use(Hash(word, word.Length));
        for (var missing = 0; missing < word.Length; missing++)
            use(Hash(word, missing));
    }

    /// <summary>FNV-1a of the word without the letter at this place. That two share a hash by chance does no harm, as the distance is looked at as well.</summary>
    private static int Hash(string word, int missing)
    {
        var hash = 2166136261u;
        for (var i = 0; i < word.Length; i++)
            if (i != missing) hash = (hash ^ word[i]) * 16777619u;
        return (int)hash;
    }
}
