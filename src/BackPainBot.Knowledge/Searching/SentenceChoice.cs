using BackPainBot.Knowledge.Deciding;
using BackPainBot.Knowledge.Questions;

namespace BackPainBot.Knowledge.Searching;

/// <summary>Finds the sentence of a passage that says most about a question.</summary>
internal sealed class SentenceChoice(NearestWording meanings, AnswerKind kind)
{
    /// <summary>What counts of a sentence (or passage) that holds no number, or no price, when one is asked for.</summary>
    public const double OtherKindWeight = 0.75;

    /// <summary>Of equals the first; all of a text without sentences.</summary>
    public TextSpan In(string text, PassageWords words)
    {
        var (best, most) = (new TextSpan(0, text.Length), double.NegativeInfinity);
        for (var i = 0; i < words.Sentences.Count; i++)
        {
            var sentence = words.Wordings[i];
            var says = meanings.HeldBy(sentence) * (KindGiven.In(sentence.Text, kind) ? 1 : OtherKindWeight);
            if (says > most) (best, most) = (words.Sentences[i], says);
        }

        return best;
    }
}
