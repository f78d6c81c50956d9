namespace BackPainBot.Safety.Examples;

/// <summary>Words that change what the words near them say, as red-flags.yaml lists them under <c>examples</c>.</summary>
/// <param name="Denying">"no", "never": what follows is not so.</param>
/// <param name="Dated">"ago", "used": the sentence tells of the past.</param>
/// <param name="Personal">"my", "she": a question with one of these is about somebody, not general.</param>
/// <param name="Turning">"but", "now": a new thought, which is no longer denied.</param>
internal sealed record ContextWords(IReadOnlySet<string> Denying, IReadOnlySet<string> Dated, IReadOnlySet<string> Personal, IReadOnlySet<string> Turning);

/// <summary>
/// Takes a message apart into what <see cref="Likeness"/> weighs: words without their endings, pairs of neighbours, words that are denied, dated or asked about in general,
/// and the pieces of longer words, which survive a typo. Each is a number below <see cref="Count"/>; two that fall on the same number are rare and do no harm.
/// </summary>
internal sealed class MessageFeatures(WordForms forms, ContextWords context)
{
    public const int Count = 1 << 18;

    private const int DenialReach = 5;
    private const int PieceLength = 5;

    /// <summary>The features of a message, each once.</summary>
    public HashSet<int> Of(Message message)
    {
        var features = new HashSet<int>();
        for (var sentence = 0; sentence < message.SentenceStarts.Count; sentence++)
            Add(message, message.SentenceStarts[sentence], message.SentenceEnd(sentence), message.Questions.Contains(sentence), features);
        return features;
    }

    private void Add(Message message, int start, int end, bool isQuestion, HashSet<int> features)
    {
        var words = Enumerable.Range(start, end - start).Select(i => message.Tokens[i].Word).ToList();
        var isDated = words.Exists(context.Dated.Contains);
        var isGeneral = isQuestion && !words.Exists(context.Personal.Contains);
        var denied = 0;
        var before = 0u;
        for (var i = 0; i < words.Count; i++)
        {
            var word = Hash('w', forms.Stem(words[i]));
            if (message.Tokens[start + i].Before == Pause.Comma || context.Turning.Contains(words[i]))
                denied = 0;
            features.Add(Slot(word));
            if (i > 0)
                features.Add(Slot(before * 31 + word));
            if (denied-- > 0)
                features.Add(Slot(word ^ 0x9E3779B9));
            if (isDated)
                features.Add(Slot(word ^ 0x7F4A7C15));
            if (isGeneral)
                features.Add(Slot(word ^ 0x85EBCA6B));
            if (context.Denying.Contains(words[i]))
                denied = DenialReach;
            for (var piece = 0; piece + PieceLength <= words[i].Length; piece++)
                features.Add(Slot(Hash('p', words[i].AsSpan(piece, PieceLength))));
            before = word;
        }
    }

    /// <summary>FNV-1a: the same on every machine and in every run, unlike string.GetHashCode.</summary>
    private static uint Hash(char kind, ReadOnlySpan<char> text)
    {
        var hash = (2166136261u ^ kind) * 16777619u;
        foreach (var letter in text)
            hash = (hash ^ letter) * 16777619u;
        return hash;
    }

    /// <summary>Mixes the upper bits in (the end of MurmurHash3), as FNV's lower ones alone are uneven.</summary>
    private static int Slot(uint hash)
    {
        hash ^= hash >> 16;
        hash *= 0x85EBCA6B;
        hash ^= hash >> 13;
        hash *= 0xC2B2AE35;
        hash ^= hash >> 16;
        return (int)(hash % Count);
    }
}
