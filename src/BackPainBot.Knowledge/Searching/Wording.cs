using BackPainBot.Knowledge.Indexing;
using BackPainBot.Knowledge.Questions;

namespace BackPainBot.Knowledge.Searching;

/// <summary>Words that stand together: a way to ask for a passage, or one of its sentences.</summary>
/// <param name="Words">Each stem once, with what it counts.</param>
/// <param name="Kind">What kind of thing it asks for.</param>
internal sealed record Wording(string Text, IReadOnlyDictionary<string, double> Words, AnswerKind Kind)
{
    private readonly double _whole = Words.Values.Sum();

    public static Wording Of(string text, Vocabulary vocabulary)
    {
        var words = TextAnalyzer.Words.Tokens(text);
        return new(text, Counts(words.Zip(TextAnalyzer.Stems.Tokens(text), (word, stem) => new CutWord(word.Text, stem.Text)), vocabulary), EnglishQuestions.KindAsked(words));
    }

    /// <summary>A sentence of a passage, which asks for nothing.</summary>
    public static Wording Of(string text, IEnumerable<CutWord> words, Vocabulary vocabulary) => new(text, Counts(words, vocabulary), AnswerKind.Any);

    /// <summary>0 to 1: how much of the wording the question holds.</summary>
    /// <param name="asked">All stems that may stand for something in the question.</param>
    public double Asked(IReadOnlySet<string> asked) => _whole > 0 ? Words.Where(word => asked.Contains(word.Key)).Sum(word => word.Value) / _whole : 0;

    private static Dictionary<string, double> Counts(IEnumerable<CutWord> words, Vocabulary vocabulary)
    {
        var counts = new Dictionary<string, double>();
        foreach (var (word, stem) in words)
            if (!counts.ContainsKey(stem)) counts[stem] = EnglishQuestions.Weight(word) * vocabulary.Importance(stem);
        return counts;
    }
}
