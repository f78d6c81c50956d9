using BackPainBot.Safety.Words;

namespace BackPainBot.Safety.Rules;

/// <summary>Words of a message that stand for a concept, from token <paramref name="Start"/> up to but without <paramref name="End"/>.</summary>
internal sealed record ConceptHit(string Concept, string Language, int Start, int End);

/// <summary>All wordings of all concepts in one graph, so that a message is read once.</summary>
/// <param name="fillers">Words that may stand between a wording's words ("my", "really").</param>
internal sealed class PhraseIndex(PhraseNode wordings, IReadOnlySet<string> fillers)
{
    /// <summary>In words that are no fillers.</summary>
    private const int LongestGap = 3;

    /// <summary>In all words, so that a message of nothing but fillers stays cheap.</summary>
    private const int LongestGapWithFillers = 12;
    private const int MostFillers = 3;

    /// <summary>Every concept that the message names, in the order of the words.</summary>
    public List<ConceptHit> Find(Message message)
    {
        var hits = new List<ConceptHit>();
        var isFiller = new bool[message.Tokens.Count];
        for (var i = 0; i < isFiller.Length; i++)
            isFiller[i] = fillers.Contains(message.Tokens[i].Word);
        for (var start = 0; start < message.Tokens.Count; start++)
            Walk(wordings, start, start, 0);
        return hits;

        void Walk(PhraseNode node, int start, int at, int skipped)
        {
            if (skipped == 0)
                foreach (var (concept, language) in node.Ends)
                    if (!AlreadyFound(concept, start, at))
                        hits.Add(new(concept, language, start, at));
            if (at >= message.Tokens.Count || (at > start && message.Tokens[at].Before == Pause.Sentence))
                return;
            var token = message.Tokens[at];
            foreach (var id in token.Meanings)
                foreach (var (_, next) in node.After(id))
                    Walk(next, start, at + 1, 0);
            if (token.Number is { } value)
                foreach (var (least, most, next) in node.Numbers)
                    if (least <= value && value <= most)
                        Walk(next, start, at + 1, 0);
            if (at == start)
                return;
            if (node.Gap is { } gap)
                SkipGap(gap, start, at);
            if (skipped < MostFillers && isFiller[at])
                Walk(node, start, at + 1, skipped + 1);
        }

        // Fillers count for nothing in a gap; as it passes them itself, they must not be skipped once more after it.
        void SkipGap(PhraseNode gap, int start, int from)
        {
            var last = Math.Min(from + LongestGapWithFillers, message.Tokens.Count - 1);
            for (int end = from, words = 0; words <= LongestGap && end <= last && (end == from || message.Tokens[end].Before == Pause.None); end++)
            {
                Walk(gap, start, end, MostFillers);
                words += isFiller[end] ? 0 : 1;
            }
        }

        bool AlreadyFound(string concept, int start, int end)
        {
            for (var i = hits.Count - 1; i >= 0 && hits[i].Start == start; i--)
                if (hits[i].End == end && hits[i].Concept == concept)
                    return true;
            return false;
        }
    }
}
