using BackPainBot.Knowledge.Indexing;
using BackPainBot.Knowledge.Questions;

namespace BackPainBot.Knowledge.Searching;

/// <summary>Words that stand together: a way to ask for a passage, or one of its sentences.</summary>
/// <param name="Words">Each stem once, as its number in the vocabulary, with what it counts.</param>
/// <param name="Kind">What kind of thing it asks for.</param>
internal sealed record Wording(string Text, (int Stem, double Counts)[] Words, AnswerKind Kind)
{
    /// <summary>What all its words count together.</summary>
    public double Whole { get; } = Words.Sum(word => word.Counts);

    public static Wording Of(string text, Vocabulary vocabulary)
    {
        var words = TextAnalyzer.Words.Tokens(text);
        return new(text, Counts(words.Zip(TextAnalyzer.StemsOf(words), (word, stem) => new CutWord(word.Text, stem.Text)), vocabulary), EnglishQuestions.KindAsked(words));
    }

    /// <summary>A sentence of a passage, which asks for nothing.</summary>
    public static Wording Of(string text, IEnumerable<CutWord> words, Vocabulary vocabulary) => new(text, Counts(words, vocabulary), AnswerKind.Any);

    private static (int Stem, double Counts)[] Counts(IEnumerable<CutWord> words, Vocabulary vocabulary) =>
        [.. words.DistinctBy(word => word.Stem).Select(word => (vocabulary.Number(word.Stem), EnglishQuestions.Weight(word.Word) * vocabulary.Importance(word.Stem)))];
}
