using BackPainBot.Knowledge.Indexing;
using Lucene.Net.Search;

namespace BackPainBot.Knowledge.Searching;

/// <summary>Turns concepts into Lucene queries.</summary>
internal static class PassageQuery
{
    /// <summary>What a word counts by the field that it stands in.</summary>
    public static readonly IReadOnlyDictionary<string, float> FieldWeights = new Dictionary<string, float>
    {
        [PassageFields.Title] = 2f,
        [PassageFields.Headings] = 1f,
        [PassageFields.Body] = 1f,
        [PassageFields.Wordings] = 1f,
    };

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

    /// <summary>The best of its readings; null when the index holds none of their words.</summary>
    public static Query? Of(Concept concept)
    {
        var best = new DisjunctionMaxQuery(0) { Boost = (float)concept.Weight };
        foreach (var (reading, index) in concept.Readings.Select((reading, index) => (reading, index)))
            if (Of(reading, isOwn: index == 0) is { } part) best.Add(part);
        return best.Disjuncts.Count > 0 ? best : null;
    }

    /// <summary>Each term in each field, with what it adds on its own: for explaining a score.</summary>
    public static IEnumerable<(string Field, string Stem, Query Query)> Parts(Concept concept) =>
        from reading in concept.Readings
        from word in reading.Words
        from part in Parts(word)
        select (part.Field, part.Stem, Boosted(part.Query, part.Query.Boost * reading.Weight * concept.Weight));

    /// <param name="isOwn">Of the person's own words each may match; a synonym of several words only stands for them as a whole.</param>
    private static Query? Of(Reading reading, bool isOwn)
    {
        if (!isOwn && !reading.IsKnown) return null;
        var words = reading.Words.Where(word => word.IsKnown).Select(Of).ToArray();
        switch (words.Length)
        {
            case 0: return null;
            case 1: return Boosted(words[0], reading.Weight);
            default:
                var all = new BooleanQuery(disableCoord: true) { Boost = (float)reading.Weight };
                foreach (var word in words) all.Add(word, isOwn ? Occur.SHOULD : Occur.MUST);
                return all;
        }
    }

    private static DisjunctionMaxQuery Of(Slot word) => new([.. Parts(word).Select(part => part.Query)], OtherFields);

    private static IEnumerable<(string Field, string Stem, Query Query)> Parts(Slot word) =>
        from field in FieldWeights
        where word.Passages.GetValueOrDefault(field.Key) > 0
        from term in word.Terms
        select (field.Key, term.Stem, Boosted(new TermQuery(new(field.Key, term.Stem), word.Passages[field.Key]), term.Weight * field.Value));

    private static Query Boosted(Query query, double weight)
    {
        query.Boost = (float)weight;
        return query;
    }
}
