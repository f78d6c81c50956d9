using System.Collections.Concurrent;
using System.Text;
using BackPainBot.Knowledge.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace BackPainBot.Knowledge.Questions;

/// <summary>Finds the word that was meant by one that neither the articles nor the synonyms know.</summary>
internal sealed class Spelling(IndexReader reader, Vocabulary vocabulary, Synonyms synonyms)
{
    private const int ShortestWord = 4;
    private const int LongestWord = 30;
    private const int LongestCandidate = LongestWord + 2;

    /// <summary>A shorter word with one other letter is mostly another word: head, heal.</summary>
    private const int ShortestWithAnotherLetter = 6;

    private const int ShortestWithTwoErrors = 8;

    private const int ShortestHalf = 3;

    /// <summary>The same unknown words come again and again, also within one text.</summary>
    private const int MostRemembered = 1_000;

    private readonly ConcurrentDictionary<string, string[]?> _mended = new();

    /// <returns>One word, or two when the blank was left out; null when nothing is near.</returns>
    public IReadOnlyList<string>? Mend(string word)
    {
        if (word.Length is < ShortestWord or > LongestWord || !word.All(char.IsLetter)) return null;
        if (_mended.TryGetValue(word, out var known)) return known;
        var meant = Split(word) ?? (Nearest(word) is { } nearest ? [nearest] : null);
        if (_mended.Count < MostRemembered) _mended[word] = meant;
        return meant;
    }

    private string[]? Split(string word)
    {
        for (var at = ShortestHalf; at <= word.Length - ShortestHalf; at++)
            if (IsKnown(word[..at]) && IsKnown(word[at..])) return [word[..at], word[at..]];
        return null;
    }

    private bool IsKnown(string word) =>
        EnglishQuestions.HasMeaning(word) && vocabulary.Mentions(TextAnalyzer.Stems.Tokens(word) is [var token] ? token.Text : word);

    private string? Nearest(string word)
    {
        var best = (Word: (string?)null, Errors: int.MaxValue, Passages: 0);
        foreach (var known in synonyms.Words.Concat(EnglishQuestions.Words))
            if (known[0] == word[0]) Consider(known, null);

        // People hardly ever mistype the first letter. Reading the words that share it is quicker than building an automaton of all that is near.
        var first = new BytesRef(word[..1]);
        var words = MultiFields.GetTerms(reader, PassageFields.Words)?.GetEnumerator();
        Span<char> letters = stackalloc char[LongestCandidate];
        for (var more = words is not null && words.SeekCeil(first) != TermsEnum.SeekStatus.END; more && StringHelper.StartsWith(words!.Term, first); more = words.MoveNext())
            if (Encoding.UTF8.TryGetChars(words.Term.Bytes.AsSpan(words.Term.Offset, words.Term.Length), letters, out var length)) Consider(letters[..length], words);
        return best.Word;

        void Consider(ReadOnlySpan<char> candidate, TermsEnum? place)
        {
            if (candidate.Length < ShortestWord || Math.Abs(candidate.Length - word.Length) > 2 || Errors(word, candidate) is var errors && errors > Math.Min(2, best.Errors)) return;
            var (text, passages) = (candidate.ToString(), place?.DocFreq ?? 0);
            if (errors <= Allowed(word, text) && (errors, -passages).CompareTo((best.Errors, -best.Passages)) < 0) best = (text, errors, passages);
        }
    }

    private static int Allowed(string word, string candidate) => word.Length switch
    {
        >= ShortestWithTwoErrors => 2,
        < ShortestWithAnotherLetter when candidate.Length == word.Length && !word.Order().SequenceEqual(candidate.Order()) => 0,
        _ => 1,
    };

    /// <summary>Letters missing, added, changed, or swapped with their neighbour (optimal string alignment).</summary>
    private static int Errors(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        Span<int> before = stackalloc int[LongestCandidate + 1], last = stackalloc int[LongestCandidate + 1], row = stackalloc int[LongestCandidate + 1];
        for (var j = 0; j <= b.Length; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + same);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            var free = before;
            before = last;
            last = row;
            row = free;
        }

        return last[b.Length];
    }
}
