namespace BackPainBot.Safety.Words;

/// <summary>Reduces a word to what its inflections share ("wetting", "wets" => "wet"); applied alike to the file's words and to a message's.</summary>
/// <param name="irregular">An irregular form and its base, as in "felt" => "feel".</param>
internal sealed class WordForms(IReadOnlyDictionary<string, string> irregular)
{
    public string Stem(string word)
    {
        if (irregular.TryGetValue(word, out var known))
            word = known;
        if (word.Length < 4 || char.IsAsciiDigit(word[0]))
            return word;
        var stem = word;
        if (stem.EndsWith("ies", StringComparison.Ordinal) && stem.Length > 4)
            stem = stem[..^3] + "y";
        else if (stem.EndsWith("sses", StringComparison.Ordinal) || stem.EndsWith("ches", StringComparison.Ordinal) || stem.EndsWith("shes", StringComparison.Ordinal))
            stem = stem[..^2];
        else if (stem[^1] == 's' && stem[^2] is not ('s' or 'u' or 'i'))
            stem = stem[..^1];
        if (irregular.TryGetValue(stem, out known))
            return Stem(known);
        stem = WithoutEnding(stem, "ness") ?? WithoutEnding(stem, "ing") ?? WithoutEnding(stem, "ed") ?? WithoutEnding(stem, "ly") ?? stem;
        if (stem.Length > 3 && stem[^1] == 'e')
            stem = stem[..^1];
        if (stem.Length > 3 && stem[^1] == 'y')
            stem = stem[..^1] + "i";
        return stem;
    }

    private static string? WithoutEnding(string word, string ending)
    {
        if (!word.EndsWith(ending, StringComparison.Ordinal) || word.Length - ending.Length < 3 || word.EndsWith("eed", StringComparison.Ordinal))
            return null;
        var rest = word[..^ending.Length];
        if (!rest.Any(letter => "aeiouy".Contains(letter)))
            return null;
        // "wetting" doubles its t; "falling" and "passing" keep theirs.
        var doubled = rest.Length > 3 && rest[^1] == rest[^2] && "bdgmnprt".Contains(rest[^1]);
        return doubled ? rest[..^1] : rest;
    }
}
