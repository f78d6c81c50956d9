using BackPainBot.Knowledge.Questions;
using Lucene.Net.Search;

namespace BackPainBot.Knowledge.Searching;

/// <summary>A query and the most that it can add to the score of a passage.</summary>
internal sealed record BoundedQuery(Query Query, double Most);

/// <summary>Turns concepts into Lucene queries, without a parser: no sign that a person types has a meaning of its own.</summary>
internal static class PassageQuery
{
    /// <summary>What the fields beside the best one add to a word's score.</summary>
    private const float OtherFields = 0.1f;

    /// <summary>One for each concept, to be summed up; passages need not hold them all.</summary>
    public static List<BoundedQuery> Of(IEnumerable<Concept> concepts) => [.. concepts.Select(Of).OfType<BoundedQuery>()];

    /// <summary>The best of its phrasings; null when the index holds none of their words.</summary>
    public static BoundedQuery? Of(Concept concept)
    {
        var best = new DisjunctionMaxQuery(0) { Boost = (float)concept.Weight };
        var most = 0.0;
        for (var i = 0; i < concept.Phrasings.Count; i++)
        {
            if (Of(concept.Phrasings[i], isOwn: i == 0) is not { } part) continue;
            best.Add(part.Query);
            most = Math.Max(most, part.Most);
        }

        return best.Disjuncts.Count > 0 ? new(best, concept.Weight * most) : null;
    }

    /// <param name="isOwn">Of the person's own words each may match; a synonym of several words only stands for them as a whole.</param>
    private static BoundedQuery? Of(Phrasing phrasing, bool isOwn)
    {
        if (!isOwn && !phrasing.IsKnown) return null;
        var all = new BooleanQuery(disableCoord: true) { Boost = (float)phrasing.Weight };
        var most = 0.0;
        foreach (var word in phrasing.Words)
        {
            if (!word.IsKnown) continue;
            // Copies, as Lucene multiplies the boost into the term itself when it folds a query of a single part, and the parts are shared.
            all.Add(new DisjunctionMaxQuery([.. word.Parts.Select(part => (Query)part.Query.Clone())], OtherFields), isOwn ? Occur.SHOULD : Occur.MUST);
            var best = word.Parts.Max(part => part.Most);
            most += best + (OtherFields * (word.Parts.Sum(part => part.Most) - best));
        }

        return all.Clauses.Count > 0 ? new(all, phrasing.Weight * most) : null;
    }
}
