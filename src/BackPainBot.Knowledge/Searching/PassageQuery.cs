using BackPainBot.Knowledge.Questions;
using Lucene.Net.Search;

namespace BackPainBot.Knowledge.Searching;

/// <summary>Turns concepts into Lucene queries, without a parser: no sign that a person types has a meaning of its own.</summary>
internal static class PassageQuery
{
    /// <summary>What the fields beside the best one add to a word's score.</summary>
    private const float OtherFields = 0.1f;

    /// <summary>The sum over the concepts; passages need not hold them all.</summary>
    public static Query Of(IEnumerable<Concept> concepts)
    {
        var query = new BooleanQuery(disableCoord: true);
        foreach (var concept in concepts)
            if (Of(concept) is { } part) query.Add(part, Occur.SHOULD);
        return query;
    }

    /// <summary>The best of its phrasings; null when the index holds none of their words.</summary>
    public static Query? Of(Concept concept)
    {
        var best = new DisjunctionMaxQuery(0) { Boost = (float)concept.Weight };
        for (var i = 0; i < concept.Phrasings.Count; i++)
            if (Of(concept.Phrasings[i], isOwn: i == 0) is { } part) best.Add(part);
        return best.Disjuncts.Count > 0 ? best : null;
    }

    /// <param name="isOwn">Of the person's own words each may match; a synonym of several words only stands for them as a whole.</param>
    private static BooleanQuery? Of(Phrasing phrasing, bool isOwn)
    {
        if (!isOwn && !phrasing.IsKnown) return null;
        var all = new BooleanQuery(disableCoord: true) { Boost = (float)phrasing.Weight };
        // Copies, as Lucene multiplies the boost into the term itself when it folds a query of a single part, and the parts are shared.
        foreach (var word in phrasing.Words)
            if (word.IsKnown) all.Add(new DisjunctionMaxQuery([.. word.Parts.Select(part => (Query)part.Clone())], OtherFields), isOwn ? Occur.SHOULD : Occur.MUST);
        return all.Clauses.Count > 0 ? all : null;
    }
}
