namespace BackPainBot.Safety.Words;

/// <summary>Every word that the file uses, by id, and what a message's word can stand for: an inflection, a beginning ("incontinen*") or a typo.</summary>
internal sealed class Vocabulary(WordForms forms, IReadOnlySet<string> ordinaryWords)
{
    private readonly Dictionary<string, int> _stems = [];
    private readonly Dictionary<string, int> _exact = [];
    private readonly Dictionary<string, int> _beginnings = [];
    private readonly HashSet<string> _known = [];
    private readonly List<string> _written = [];

    /// <summary>For each hash of what is left of a written word, the word; by hash, then in the order of the file. As texts they would take some megabytes.</summary>
    private readonly List<(uint Hash, int Word)> _shortened = [];
    private int _count;

    /// <summary>The id of a word as the file writes it: "feel" in any inflection, "felt!" as it stands, "incontinen*" by its beginning.</summary>
    public int Learn(string word)
    {
        var (ids, key) = word[^1] switch
        {
            '*' => (_beginnings, word[..^1]),
            '!' => (_exact, word[..^1]),
            _ => (_stems, forms.Stem(word)),
        };
        LearnSpelling(word.TrimEnd('*', '!'));
        if (!ids.TryGetValue(key, out var id))
            ids[key] = id = _count++;
        return id;
    }

    /// <summary>To be called once all words are learned, before any is looked for.</summary>
    public void Close()
    {
        _shortened.Sort();
        _shortened.TrimExcess();
    }

    public int[] Meanings(string word)
    {
        var ids = Known(word);
        if (ids.Length > 0 || word.Length is < ShortestTypo or > MaxTypoLength || ordinaryWords.Contains(word))
            return ids;
        var repaired = Repair(Unstretch(word));
        return repaired is null ? [] : Known(repaired);
    }

    private const int ShortestTypo = 5;

    /// <summary>From this length on two slips are forgiven instead of one.</summary>
    private const int LongWord = 9;

    private int[] Known(string word)
    {
        var stem = _stems.TryGetValue(forms.Stem(word), out var s) ? s : -1;
        var exact = _exact.TryGetValue(word, out var e) ? e : -1;
        List<int>? ids = null;
        for (var length = 3; length <= Math.Min(word.Length, MaxTypoLength); length++)
        {
            if (_beginnings.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word.AsSpan(0, length), out var id))
                (ids ??= []).Add(id);
        }
        if (ids is null && (stem < 0 || exact < 0))
            return stem >= 0 ? [stem] : exact >= 0 ? [exact] : [];
        ids ??= [];
        if (stem >= 0)
            ids.Add(stem);
        if (exact >= 0)
            ids.Add(exact);
        return [.. ids];
    }

    private void LearnSpelling(string word)
    {
        if (word.Length < ShortestTypo - 1 || !_known.Add(word))
            return;
        Shorten(word, Slips(word.Length), shorter => _shortened.Add((Hash(shorter), _written.Count)));
        _written.Add(word);
    }

    private static int Slips(int length) => length >= LongWord ? 2 : 1;

    /// <summary>The nearest word of the vocabulary with the same first letter; null when none is near enough.</summary>
    private string? Repair(string word)
    {
        if (_known.Contains(word))
            return word;
        string? best = null;
        var bestDistance = int.MaxValue;
        Shorten(word, Slips(word.Length), shorter =>
        {
            var hash = Hash(shorter);
            var at = _shortened.BinarySearch((hash, 0));
            for (at = at < 0 ? ~at : at; at < _shortened.Count && _shortened[at].Hash == hash; at++)
            {
                var candidate = _written[_shortened[at].Word];
                var swapped = word[0] == candidate[1] && word[1] == candidate[0];
                if (candidate[0] != word[0] && !swapped)
                    continue;
                var distance = EditDistance.Between(word, candidate, Slips(word.Length));
                if (distance <= Math.Min(Slips(word.Length), Slips(candidate.Length)) && distance < bestDistance)
                    (best, bestDistance) = (candidate, distance);
            }
        });
        return best;
    }

    /// <summary>"nuuuumb" => "numb": nobody writes three equal letters by the spelling.</summary>
    private static string Unstretch(string word)
    {
        var kept = new List<char>(word.Length);
        for (var i = 0; i < word.Length; i++)
        {
            var stretched = i > 0 && i + 1 < word.Length && word[i] == word[i - 1] && word[i] == word[i + 1];
            var tail = i > 1 && word[i] == word[i - 1] && word[i] == word[i - 2];
            if (!stretched && !tail)
                kept.Add(word[i]);
        }
        return new([.. kept]);
    }

    /// <summary>FNV-1a. That two share a hash by chance does no harm, as the distance is looked at as well.</summary>
    private static uint Hash(ReadOnlySpan<char> letters)
    {
        var hash = 2166136261u;
        foreach (var letter in letters)
            hash = (hash ^ letter) * 16777619u;
        return hash;
    }

    private delegate void UseShorter(ReadOnlySpan<char> shorter);

    /// <summary>The word itself and all that is left of it with one or two letters missing: two words a slip apart share one of these.</summary>
    private static void Shorten(string word, int deletions, UseShorter use)
    {
        use(word);
        if (word.Length > MaxTypoLength)
            return;
        Span<char> one = stackalloc char[MaxTypoLength];
        Span<char> two = stackalloc char[MaxTypoLength];
        for (var i = 0; i < word.Length; i++)
        {
            word.AsSpan(0, i).CopyTo(one);
            word.AsSpan(i + 1).CopyTo(one[i..]);
            use(one[..(word.Length - 1)]);
            for (var j = i; deletions == 2 && j < word.Length - 1; j++)
            {
                one[..j].CopyTo(two);
                one[(j + 1)..(word.Length - 1)].CopyTo(two[j..]);
                use(two[..(word.Length - 2)]);
            }
        }
    }

    /// <summary>Longer strings are no typos of a word of ours, and would cost time.</summary>
    private const int MaxTypoLength = 18;
}
