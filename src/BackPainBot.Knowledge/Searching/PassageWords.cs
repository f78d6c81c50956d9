using BackPainBot.Knowledge.Indexing;
using BackPainBot.Knowledge.Questions;

namespace BackPainBot.Knowledge.Searching;

/// <summary>A passage that was found, by sentence and word.</summary>
/// <param name="cut">Its words, as <see cref="CutSentences.Of"/> wrote them.</param>
internal sealed class PassageWords(string text, string cut)
{
    private readonly string[] _lines = cut.Split('\n');
    private HashSet<string>? _stems;

    public IReadOnlyList<TextSpan> Sentences { get; } = Questions.Sentences.Of(text);

    /// <summary>All stems, each once.</summary>
    private HashSet<string> Stems => _stems ??= [.. _lines.SelectMany(CutSentences.Words).Select(word => word.Stem)];

    /// <summary>The words of a sentence, as they were cut.</summary>
    public ReadOnlySpan<char> Line(int sentence) => _lines[sentence];

    /// <summary>The sentences as words that stand together.</summary>
    public IEnumerable<Wording> Wordings(Vocabulary vocabulary) =>
        Sentences.Select((sentence, index) => Wording.Of(sentence.Of(text), CutSentences.Words(_lines[index]), vocabulary));

    /// <summary>0 to 1: the share of all words that both hold (Jaccard).</summary>
    public double Likeness(PassageWords other)
    {
        var both = Stems.Count(other.Stems.Contains);
        return both == 0 ? 0 : (double)both / (Stems.Count + other.Stems.Count - both);
    }
}
