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
        var counts = TextAnalyzer.Stems.Tokens(text)
            .Zip(words, (stem, word) => (Stem: stem.Text, Count: EnglishQuestions.Weight(word.Text) * vocabulary.Importance(stem.Text)))
            .DistinctBy(word => word.Stem);
        return new(text, counts.ToDictionary(word => word.Stem, word => word.Count), EnglishQuestions.KindAsked(words));
    }

    /// <summary>0 to 1: how much of the wording the question holds.</summary>
    /// <param name="asked">All stems that may stand for something in the question.</param>
    public double Asked(IReadOnlySet<string> asked) => _whole > 0 ? Words.Where(word => asked.Contains(word.Key)).Sum(word => word.Value) / _whole : 0;
}
