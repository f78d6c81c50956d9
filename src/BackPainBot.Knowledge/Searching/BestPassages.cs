using Lucene.Net.Index;
using Lucene.Net.Search;

namespace BackPainBot.Knowledge.Searching;

/// <summary>Finds the passages with the highest sum over some queries, and looks away from those that cannot get among them (MaxScore; Turtle and Flood, 1995).</summary>
/// <remarks>Once enough good passages are found, the queries that weigh least (what, is, the) cannot lift a passage among them by themselves: they are only asked about
/// passages that another query brings. The result is that of a full search.</remarks>
internal sealed class BestPassages
{
    /// <summary>Lucene rounds its scores.</summary>
    private const double Rounding = 1 + 1e-6;

    private readonly IndexSearcher _searcher;
    private readonly int _count;
    private readonly (Weight Weight, double Most, int Place)[] _queries;
    private readonly double[] _scores;

    /// <summary>The worst first: the lowest score, of equals the one that stands last.</summary>
    private readonly PriorityQueue<ScoreDoc, (float Score, int Before)> _best = new();

    private BestPassages(IndexSearcher searcher, IReadOnlyList<BoundedQuery> queries, int count)
    {
        _searcher = searcher;
        _count = count;
        _queries = [.. queries.Select((query, place) => (searcher.CreateNormalizedWeight(query.Query), query.Most, place)).OrderByDescending(query => query.Most)];
        _scores = new double[queries.Count];
    }

    private double ToBeat => _best.Count < _count ? double.NegativeInfinity : _best.Peek().Score;

    /// <returns>Best first, of equals the one that stands first.</returns>
    public static ScoreDoc[] Of(IndexSearcher searcher, IReadOnlyList<BoundedQuery> queries, int count)
    {
        var search = new BestPassages(searcher, queries, count);
        foreach (var leaf in searcher.IndexReader.Leaves) search.Look(leaf);
        var found = new ScoreDoc[search._best.Count];
        for (var i = found.Length - 1; i >= 0; i--) found[i] = search._best.Dequeue();
        return found;
    }

    private void Look(AtomicReaderContext leaf)
    {
        var queries = (from query in _queries
                       let scorer = query.Weight.GetScorer(leaf, leaf.AtomicReader.LiveDocs)
                       where scorer is not null
                       select (Scorer: scorer, query.Most, query.Place)).ToArray();

        // The most that a query and all lighter ones add together.
        var rest = new double[queries.Length + 1];
        for (var i = queries.Length - 1; i >= 0; i--) rest[i] = rest[i + 1] + (queries[i].Most * Rounding);

        var leading = Leading(rest, queries.Length);
        for (var i = 0; i < leading; i++) queries[i].Scorer.NextDoc();
        while (leading > 0)
        {
            var document = DocIdSetIterator.NO_MORE_DOCS;
            for (var i = 0; i < leading; i++) document = Math.Min(document, queries[i].Scorer.DocID);
            if (document == DocIdSetIterator.NO_MORE_DOCS) return;
            Array.Clear(_scores);
            var (sum, at) = (0.0, 0);
            for (; at < queries.Length && (at < leading || sum + rest[at] > ToBeat); at++)
            {
                var (scorer, _, place) = queries[at];
                if (scorer.DocID < document) scorer.Advance(document);
                if (scorer.DocID == document) sum += _scores[place] = scorer.GetScore();
            }

            if (at == queries.Length)
            {
                Add(leaf.DocBase + document);
                leading = Leading(rest, leading);
            }

            for (var i = 0; i < leading; i++)
                if (queries[i].Scorer.DocID == document) queries[i].Scorer.NextDoc();
        }
    }

    /// <summary>How many of the heaviest must be followed passage by passage.</summary>
    private int Leading(double[] rest, int before)
    {
        while (before > 0 && rest[before - 1] <= ToBeat) before--;
        return before;
    }

    private void Add(int document)
    {
        // In the order of the question, as sums of numbers depend on it.
        var sum = 0.0;
        foreach (var score in _scores) sum += score;
        var found = new ScoreDoc(document, (float)sum);
        if (found.Score <= ToBeat) return;
        _best.Enqueue(found, (found.Score, -document));
        if (_best.Count > _count) _best.Dequeue();
    }
}
