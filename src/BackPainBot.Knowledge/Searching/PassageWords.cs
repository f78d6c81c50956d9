using BackPainBot.Knowledge.Indexing;
using BackPainBot.Knowledge.Questions;

namespace BackPainBot.Knowledge.Searching;

/// <summary>A passage that was found, by sentence and word. Made once, as a few passages answer most questions.</summary>
internal sealed class PassageWords
{
    /// <summary>All stems, each once, in the order of their numbers.</summary>
    private readonly int[] _stems;

    /// <param name="cut">Its words, as <see cref="CutSentences.Of"/> wrote them.</param>
    public PassageWords(string text, string cut, Vocabulary vocabulary)
    {
        Sentences = Questions.Sentences.Of(text);
        var lines = Array.ConvertAll(cut.Split('\n'), line => CutSentences.Words(line).ToArray());
        Wordings = [.. Sentences.Select((sentence, index) => Wording.Of(sentence.Of(text), lines[index], vocabulary))];
        _stems = [.. lines.SelectMany(line => line).Select(word => vocabulary.Number(word.Stem)).Distinct().Order()];
    }

    public IReadOnlyList<TextSpan> Sentences { get; }

    /// <summary>The sentences as words that stand together.</summary>
    public IReadOnlyList<Wording> Wordings { get; }

    /// <summary>0 to 1: the share of all words that both hold (Jaccard).</summary>
    public double Likeness(PassageWords other)
    {
        var (both, i, j) = (0, 0, 0);
        while (i < _stems.Length && j < other._stems.Length)
        {
            var order = _stems[i].CompareTo(other._stems[j]);
            if (order == 0) both++;
            if (order <= 0) i++;
            if (order >= 0) j++;
        }

        return both == 0 ? 0 : (double)both / (_stems.Length + other._stems.Length - both);
    }
}
