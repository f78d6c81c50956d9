using BackPainBot.Knowledge.Learning;
using BackPainBot.Safety.Rules;
using BackPainBot.Safety.Words;

namespace BackPainBot.Safety.Examples;

/// <summary>Words that change what the words near them say, as red-flags.yaml lists them under <c>likeness</c>.</summary>
/// <param name="Denying">"no", "never": what follows is not so.</param>
/// <param name="Dated">"ago", "used": the sentence tells of the past.</param>
/// <param name="Personal">"my", "she": a question with one of these is about somebody, not general.</param>
/// <param name="Turning">"but", "now": a new thought, which is no longer denied.</param>
internal sealed record ContextWords(IReadOnlySet<string> Denying, IReadOnlySet<string> Dated, IReadOnlySet<string> Personal, IReadOnlySet<string> Turning);

/// <summary>
/// Takes a message apart into what <see cref="Likeness"/> weighs: words without slips and endings, pairs of them, words that are denied, dated or asked about in general,
/// the pieces of longer words, and all that the rules made of it. So the examples also teach how far each rule, each concept and each doubt can be trusted.
/// </summary>
internal sealed class MessageFeatures(WordForms forms, ContextWords context, KnownWords known)
{
    private const int DenialReach = 5;
    private const uint Denied = 0x9E3779B9;
    private const uint Dated = 0x7F4A7C15;
    private const uint General = 0x85EBCA6B;
    private const uint OneBetween = 0x27D4EB2F;
    private const uint Concept = 0x165667B1;

    public int[] Of(ReadMessage read)
    {
        var message = read.Message;
        var features = new TextFeatures();
        Add(read.Rules, message, features);
        for (var sentence = 0; sentence < message.SentenceStarts.Count; sentence++)
            Add(message, message.SentenceStarts[sentence], message.SentenceEnd(sentence), message.Questions.Contains(sentence), features);
        return features.All();
    }

    private static void Add(RuleReading rules, Message message, TextFeatures features)
    {
        if (rules.Finding.Notice != SafetyNotice.None)
            features.AddName($"finding {rules.Finding.Notice}");
        foreach (var sign in rules.Considered)
        {
            features.AddName($"sign {sign.SignId} {sign.Suppressed}");
            features.AddName($"any sign {sign.Suppressed}");
        }

        foreach (var (hit, doubt) in rules.Concepts)
            features.AddName($"{hit.Concept} {(int)doubt}");
        foreach (var sentence in rules.Concepts.GroupBy(concept => message.Tokens[concept.Hit.Start].Sentence, concept => concept.Hit.Concept))
        {
            var concepts = sentence.Distinct().Order(StringComparer.Ordinal).Select(concept => TextFeatures.Word(concept)).ToList();
            for (var i = 0; i < concepts.Count; i++)
            {
                features.AddWord(concepts[i], Concept);
                for (var j = i + 1; j < concepts.Count; j++)
                    features.AddPair(concepts[i] ^ Concept, concepts[j]);
            }
        }
    }

    private void Add(Message message, int start, int end, bool isQuestion, TextFeatures features)
    {
        var words = Enumerable.Range(start, end - start).Select(i => known.Mend(message.Tokens[i].Word)).ToList();
        var isDated = words.Exists(context.Dated.Contains);
        var isGeneral = isQuestion && !words.Exists(context.Personal.Contains);
        var denied = 0;
        var (before, beforeThat) = (0u, 0u);
        for (var i = 0; i < words.Count; i++)
        {
            var word = TextFeatures.Word(forms.Stem(words[i]));
            if (message.Tokens[start + i].Before == Pause.Comma || context.Turning.Contains(words[i]))
                denied = 0;
            features.AddWord(word);
            if (i > 0)
                features.AddPair(before, word);
            if (i > 1)
                features.AddPair(beforeThat ^ OneBetween, word);
            if (denied-- > 0)
                features.AddWord(word, Denied);
            if (isDated)
                features.AddWord(word, Dated);
            if (isGeneral)
                features.AddWord(word, General);
            if (context.Denying.Contains(words[i]))
                denied = DenialReach;
            features.AddPieces(words[i]);
            (beforeThat, before) = (before, word);
        }
    }
}
