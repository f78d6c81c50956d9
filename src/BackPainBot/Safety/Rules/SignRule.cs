namespace BackPainBot.Safety.Rules;

/// <summary>How far apart a rule's concepts may stand.</summary>
internal abstract record Reach
{
    /// <summary>At most so many other words between them, in one sentence; fillers do not count and a comma counts as one.</summary>
    internal sealed record Words(int Count) : Reach;

    /// <summary>In so many neighbouring sentences.</summary>
    internal sealed record Sentences(int Count) : Reach;

    internal sealed record Everywhere : Reach;
}

/// <summary>One line of a sign's <c>when</c>: the concepts that together make the sign.</summary>
/// <param name="Parts">All must be there; each lists the concepts of which one is enough.</param>
/// <param name="Unless">A concept in the same sentence that explains the others away.</param>
internal sealed record SignRule(IReadOnlyList<IReadOnlyList<string>> Parts, Reach Reach, IReadOnlyList<string> Unless)
{
    /// <summary>Whether the message names all that the rule is about. Hardly any message does, so this is asked before all else, and makes nothing.</summary>
    public bool IsNamed(MessageHits hits)
    {
        for (var part = 0; part < Parts.Count; part++)
            if (!hits.NameOneOf(Parts[part]))
                return false;
        return true;
    }

    /// <summary>The words that fulfil the rule; null when they do not.</summary>
    /// <param name="hits">Name all that the rule is about.</param>
    /// <param name="counts">Whether a hit counts by itself.</param>
    /// <param name="together">Whether the hits of a whole match count together.</param>
    public IReadOnlyList<ConceptHit>? Match(MessageHits hits, Func<ConceptHit, bool> counts, Func<IReadOnlyList<ConceptHit>, bool> together)
    {
        var chosen = new List<ConceptHit>(Parts.Count);
        return Choose(0) ? chosen : null;

        bool Choose(int part)
        {
            if (part == Parts.Count)
                return together(chosen) && !IsExplainedAway(hits, chosen, together);
            foreach (var concept in Parts[part])
            {
                var candidates = hits.Of(concept);
                for (var i = chosen.Count == 0 ? 0 : FirstInReach(candidates, hits); i < candidates.Count; i++)
                {
                    if (chosen.Count > 0 && IsBeyondReach(candidates[i], hits))
                        break;
                    if (!counts(candidates[i]) || !Fits(candidates[i], hits))
                        continue;
                    chosen.Add(candidates[i]);
                    if (Choose(part + 1))
                        return true;
                    chosen.RemoveAt(chosen.Count - 1);
                }
            }
            return false;
        }

        bool Fits(ConceptHit candidate, MessageHits all) =>
            chosen.TrueForAll(hit => AreApart(hit, candidate)) && all.AreWithin(Reach, chosen, candidate);

        int FirstInReach(IReadOnlyList<ConceptHit> candidates, MessageHits all)
        {
            var earliest = all.EarliestInReach(Reach, chosen[0]);
            var (low, high) = (0, candidates.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (candidates[middle].Start < earliest)
                    low = middle + 1;
                else
                    high = middle;
            }
            return low;
        }

        bool IsBeyondReach(ConceptHit candidate, MessageHits all) => candidate.Start > all.LatestInReach(Reach, chosen[0]);
    }

    /// <summary>One word cannot be two concepts of a rule, but may stand in another's gap: "lost [bladder] control".</summary>
    private static bool AreApart(ConceptHit one, ConceptHit other) =>
        one.End <= other.Start || other.End <= one.Start
        || (one.Start < other.Start && other.End < one.End) || (other.Start < one.Start && one.End < other.End);

    private bool IsExplainedAway(MessageHits hits, List<ConceptHit> chosen, Func<IReadOnlyList<ConceptHit>, bool> affirmed) =>
        Unless.Any(concept => hits.Of(concept).Any(reason => chosen.Exists(hit => hits.AreInOneSentence(hit, reason)) && affirmed([reason])));
}
