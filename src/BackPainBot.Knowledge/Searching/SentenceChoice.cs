using BackPainBot.Knowledge.Deciding;
using BackPainBot.Knowledge.Indexing;
using BackPainBot.Knowledge.Questions;

namespace BackPainBot.Knowledge.Searching;

/// <summary>Finds the sentence of a passage that says most about a question.</summary>
internal sealed class SentenceChoice(IReadOnlyList<Concept> concepts, AnswerKind kind)
{
    /// <summary>What counts of a sentence (or passage) that holds no number, or no price, when one is asked for.</summary>
    public const double OtherKindWeight = 0.75;

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _asked =
        concepts.SelectMany(NearestWording.Stems).ToHashSet().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Of equals the first; all of a text without sentences.</summary>
    public TextSpan In(string text, PassageWords words)
    {
        var (best, most) = (new TextSpan(0, text.Length), double.NegativeInfinity);
        var mentioned = new HashSet<string>();
        for (var i = 0; i < words.Sentences.Count; i++)
        {
            mentioned.Clear();
            var line = words.Line(i);
            foreach (var word in line.Split(' '))
                if (_asked.TryGetValue(CutSentences.Stem(line[word]), out var stem)) mentioned.Add(stem);
            var sentence = words.Sentences[i];
            var says = concepts.Sum(concept => concept.Weight * concept.Importance * Coverage.Share(concept, mentioned.Contains))
                * (KindGiven.In(kind == AnswerKind.Any ? "" : sentence.Of(text), kind) ? 1 : OtherKindWeight);
            if (says > most) (best, most) = (sentence, says);
        }

        return best;
    }
}
