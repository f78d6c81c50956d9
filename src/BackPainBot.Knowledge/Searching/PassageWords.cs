using BackPainBot.Knowledge.Deciding;
using BackPainBot.Knowledge.Indexing;
using BackPainBot.Knowledge.Questions;

namespace BackPainBot.Knowledge.Searching;

/// <summary>The stems of a passage's text, for what is only worth knowing of the few passages found.</summary>
internal sealed class PassageWords(string text)
{
    private readonly List<Token> _stems = TextAnalyzer.Stems.Tokens(text);

    /// <summary>The sentences as words that stand together.</summary>
    public IEnumerable<Wording> Sentences(Vocabulary vocabulary) => Questions.Sentences.Of(text).Select(sentence => Wording.Of(sentence.Of(text), vocabulary));

    /// <summary>What counts of a sentence (or passage) that holds no number, or no price, when one is asked for.</summary>
    public const double OtherKindWeight = 0.75;

    /// <summary>The sentence that says most about the concepts; of equals the first.</summary>
    public TextSpan SentenceAbout(IReadOnlyList<Concept> concepts, AnswerKind kind)
    {
        var sentences = Questions.Sentences.Of(text);
        if (sentences.Count == 0) return new(0, text.Length);
        return sentences.MaxBy(sentence =>
        {
            var stems = _stems.Where(stem => stem.Start >= sentence.Start && stem.End <= sentence.Start + sentence.Length).Select(stem => stem.Text).ToHashSet();
            return concepts.Sum(concept => concept.Weight * concept.Importance * Coverage.Share(concept, stems.Contains))
                * (KindGiven.In(sentence.Of(text), kind) ? 1 : OtherKindWeight);
        });
    }

    /// <summary>0 to 1: the share of all words that both hold (Jaccard).</summary>
    public double Likeness(PassageWords other)
    {
        var (own, others) = (_stems.Select(stem => stem.Text).ToHashSet(), other._stems.Select(stem => stem.Text).ToHashSet());
        var both = own.Count(others.Contains);
        return both == 0 ? 0 : (double)both / (own.Count + others.Count - both);
    }
}
