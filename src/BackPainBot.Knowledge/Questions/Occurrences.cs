using Lucene.Net.Index;
using Lucene.Net.Search;

namespace BackPainBot.Knowledge.Questions;

/// <summary>The passages that mention a word under any of its names, in the order of the index, each with what the word adds to its score.</summary>
/// <remarks>Scored by Lucene once for each word rather than for each question, which only adds them up: 8 bytes for each passage that holds the word.</remarks>
internal sealed class Occurrences
{
    public static readonly Occurrences None = new([], []);

    /// <summary>What the fields beside the best one add to a word's score.</summary>
    private const float OtherFields = 0.1f;

    private readonly int[] _passages;
    private readonly float[] _scores;

    private Occurrences(int[] passages, float[] scores)
    {
        _passages = passages;
        _scores = scores;
        foreach (var score in scores) Most = Math.Max(Most, score);
    }

    /// <summary>The highest score.</summary>
    public float Most { get; }

    /// <param name="parts">The word's names in each field; stay as they are.</param>
    public static Occurrences Of(IndexSearcher searcher, IEnumerable<Query> parts)
    {
        // Copies, as Lucene multiplies the boost into the term itself when it folds a query of a single part.
        var weight = searcher.CreateNormalizedWeight(new DisjunctionMaxQuery([.. parts.Select(part => (Query)part.Clone())], OtherFields));
        var (passages, scores) = (new List<int>(), new List<float>());
        foreach (var leaf in searcher.IndexReader.Leaves)
        {
            if (weight.GetScorer(leaf, leaf.AtomicReader.LiveDocs) is not { } scorer) continue;
            while (scorer.NextDoc() != DocIdSetIterator.NO_MORE_DOCS)
            {
                passages.Add(leaf.DocBase + scorer.DocID);
                scores.Add(scorer.GetScore());
            }
        }

        return new([.. passages], [.. scores]);
    }

    public bool Hold(int passage) => Array.BinarySearch(_passages, passage) >= 0;

    /// <summary>The passage at a place; <see cref="int.MaxValue"/> behind the last one.</summary>
    public int Passage(int at) => at < _passages.Length ? _passages[at] : int.MaxValue;

    public float Score(int at) => _scores[at];

    /// <summary>The place of a passage or of the next one after it.</summary>
    /// <param name="at">A place that does not lie behind it. Steps grow, as it mostly lies near.</param>
    public int Seek(int passage, int at)
    {
        var step = 1;
        while (Passage(at + step - 1) < passage) (at, step) = (at + step, step * 2);
        var found = Array.BinarySearch(_passages, at, Math.Min(step, _passages.Length - at), passage);
        return found < 0 ? ~found : found;
    }
}
