using System.Numerics;
using System.Runtime.InteropServices;
using BackPainBot.Knowledge.Questions;

namespace BackPainBot.Knowledge.Searching;

/// <summary>The wording that comes nearest to a question.</summary>
/// <param name="Likeness">0 to 1: the geometric mean of how much of the question the wording holds and how much of the wording the question holds.</param>
/// <param name="Together">0 to 1: the largest share of the question's meaning that any one wording holds.</param>
internal readonly record struct Nearness(Wording? Wording, double Likeness, double Together);

/// <summary>Compares one question with wordings: a question meets hundreds, so it looks only at the concepts that a wording can hold.</summary>
internal sealed class NearestWording
{
    private readonly IReadOnlyList<Concept> _concepts;
    private readonly double _whole;

    /// <summary>For each stem that may stand for something in the question, the concepts that it may stand for, a bit each (a question has 24 at most).</summary>
    private readonly Dictionary<string, ulong> _holders = [];

    private readonly HashSet<string> _held = [];

    public NearestWording(IReadOnlyList<Concept> concepts)
    {
        _concepts = concepts;
        for (var i = 0; i < concepts.Count; i++)
            foreach (var stem in Stems(concepts[i])) CollectionsMarshal.GetValueRefOrAddDefault(_holders, stem, out _) |= 1UL << i;
        _whole = concepts.Sum(concept => concept.Weight * concept.Importance);
    }

    /// <summary>All that may stand for a concept.</summary>
    public static IEnumerable<string> Stems(Concept concept) =>
        from phrasing in concept.Phrasings from word in phrasing.Words from term in word.Terms select term.Stem;

    public Nearness To(IEnumerable<Wording> wordings)
    {
        var nearest = default(Nearness);
        foreach (var wording in wordings)
        {
            var (asked, held) = Compare(wording);
            if (asked <= 0) continue;
            var likeness = Math.Sqrt(asked * held);
            if (likeness > nearest.Likeness) nearest = nearest with { Wording = wording, Likeness = likeness };
            if (held > nearest.Together) nearest = nearest with { Together = held };
        }

        return nearest;
    }

    /// <returns>How much of the wording the question holds, and how much of the question the wording holds, each 0 to 1.</returns>
    private (double Asked, double Held) Compare(Wording wording)
    {
        var (asked, concepts) = (0.0, 0UL);
        _held.Clear();
        foreach (var (stem, count) in wording.Words)
        {
            if (!_holders.TryGetValue(stem, out var holders)) continue;
            asked += count;
            concepts |= holders;
            _held.Add(stem);
        }

        if (asked <= 0) return (0, 0);
        var held = 0.0;
        for (; concepts != 0; concepts &= concepts - 1)
        {
            var concept = _concepts[BitOperations.TrailingZeroCount(concepts)];
            held += concept.Weight * concept.Importance * Coverage.Share(concept, _held.Contains);
        }

        return (asked / wording.Whole, held / _whole);
    }
}
