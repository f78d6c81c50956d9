using BackPainBot.Knowledge.Questions;

namespace BackPainBot.Knowledge.Indexing;

/// <summary>A word and its stem.</summary>
internal readonly record struct CutWord(string Word, string Stem);

/// <summary>The words of a passage by sentence, cut when it is indexed so that no question has to.</summary>
/// <remarks>As text: a line a sentence, and one for the words that lie across two; words apart by blanks; a stem that is not the word itself behind a tab. The tokenizer leaves none of these signs in a word.</remarks>
internal static class CutSentences
{
    public static string Of(string text, List<Token> words, List<Token> stems)
    {
        var sentences = Sentences.Of(text);
        var lines = new List<string>[sentences.Count + 1];
        for (var i = 0; i < lines.Length; i++) lines[i] = [];
        for (var (i, sentence) = (0, 0); i < words.Count; i++)
        {
            var (word, start, end) = words[i];
            while (sentence < sentences.Count && start >= sentences[sentence].Start + sentences[sentence].Length) sentence++;
            var isInside = sentence < sentences.Count && start >= sentences[sentence].Start && end <= sentences[sentence].Start + sentences[sentence].Length;
            lines[isInside ? sentence : ^1].Add(word == stems[i].Text ? word : $"{word}\t{stems[i].Text}");
        }

        return string.Join('\n', lines.Select(line => string.Join(' ', line)));
    }

    public static IEnumerable<CutWord> Words(string line) =>
        from word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        let tab = word.IndexOf('\t', StringComparison.Ordinal)
        select tab < 0 ? new CutWord(word, word) : new(word[..tab], word[(tab + 1)..]);

    /// <summary>The stem of one word of a line.</summary>
    public static ReadOnlySpan<char> Stem(ReadOnlySpan<char> word) => word[(word.IndexOf('\t') + 1)..];
}
