using BackPainBot.Knowledge.Learning;

namespace BackPainBot.Safety.Examples;

/// <summary>Words that change what the words near them say, as red-flags.yaml lists them under <c>examples</c>.</summary>
/// <param name="Denying">"no", "never": what follows is not so.</param>
/// <param name="Dated">"ago", "used": the sentence tells of the past.</param>
/// <param name="Personal">"my", "she": a question with one of these is about somebody, not general.</param>
/// <param name="Turning">"but", "now": a new thought, which is no longer denied.</param>
internal sealed record ContextWords(IReadOnlySet<string> Denying, IReadOnlySet<string> Dated, IReadOnlySet<string> Personal, IReadOnlySet<string> Turning);

/// <summary>
/// Takes a message apart into what <see cref="Likeness"/> weighs: words without their endings, pairs of neighbours, words that are denied, dated or asked about in general,
/// and the pieces of longer words.
/// </summary>
internal sealed class MessageFeatures(WordForms forms, ContextWords context)
{
    private const int DenialReach = 5;
    private const uint Denied = 0x9E3779B9;
    private const uint Dated = 0x7F4A7C15;
    private const uint General = 0x85EBCA6B;

    public IReadOnlyCollection<int> Of(Message message)
    {
        var features = new TextFeatures();
        for (var sentence = 0; sentence < message.SentenceStarts.Count; sentence++)
            Add(message, message.SentenceStarts[sentence], message.SentenceEnd(sentence), message.Questions.Contains(sentence), features);
        return features.All;
    }

    private void Add(Message message, int start, int end, bool isQuestion, TextFeatures features)
    {
        var words = Enumerable.Range(start, end - start).Select(i => message.Tokens[i].Word).ToList();
        var isDated = words.Exists(context.Dated.Contains);
        var isGeneral = isQuestion && !words.Exists(context.Personal.Contains);
        var denied = 0;
        var before = 0u;
        for (var i = 0; i < words.Count; i++)
        {
            var word = TextFeatures.Word(forms.Stem(words[i]));
            if (message.Tokens[start + i].Before == Pause.Comma || context.Turning.Contains(words[i]))
                denied = 0;
            features.AddWord(word);
            if (i > 0)
                features.AddPair(before, word);
            if (denied-- > 0)
                features.AddWord(word, Denied);
            if (isDated)
                features.AddWord(word, Dated);
            if (isGeneral)
                features.AddWord(word, General);
            if (context.Denying.Contains(words[i]))
                denied = DenialReach;
            features.AddPieces(words[i]);
            before = word;
        }
    }
}
