namespace BackPainBot.Knowledge.Searching;

/// <summary>Chooses from the best passages those that a person is shown.</summary>
internal static class ShownPassages
{
    /// <summary>A passage below this share of the best one's score is a weak second.</summary>
    private const double ScoreFrom = 0.6;

    /// <summary>So is one that mentions less than this share of what the best one mentions.</summary>
    private const double CoverageFrom = 0.7;

    /// <summary>Passages with more than this share of words in common say the same.</summary>
    private const double SameFrom = 0.8;

    /// <param name="most">Passages at most; the items of a list count as one.</param>
    public static IReadOnlyList<RankedPassage> Of(IReadOnlyList<Candidate> candidates, int most)
    {
        if (candidates.Count == 0) return [];
        var best = candidates[0];
        var chosen = new List<Candidate>();
        foreach (var candidate in candidates)
        {
            var isWeak = candidate.Ranked.Score < ScoreFrom * best.Ranked.Score || candidate.Coverage < CoverageFrom * best.Coverage;
            if (!isWeak && !chosen.Exists(shown => shown.Words.Likeness(candidate.Words) > SameFrom)) chosen.Add(candidate);
        }

        return [.. chosen
            .GroupBy(candidate => candidate.Passage.ListId ?? candidate.Passage.Id)
            .Take(most)
            .SelectMany(list => list.OrderBy(candidate => candidate.Passage.Order))
            .Select(candidate => candidate.Ranked)];
    }
}
