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
    private readonly Dictionary<int, ulong> _holders = [];

    /// <summary>A bit for each of those stems, by the end of its number. Nearly all stems of a wording mean nothing to the question, and are told from the others in no time.</summary>
    private readonly ulong[] _mayHold = new ulong[64];

    /// <summary>Of the wording that is compared: some few, so that going through them takes less than any set.</summary>
    private readonly List<int> _held = [];
    private readonly Predicate<Slot> _isHeld;

    public NearestWording(IReadOnlyList<Concept> concepts)
    {
        _concepts = concepts;
        _isHeld = IsHeld;
        for (var i = 0; i < concepts.Count; i++)
            foreach (var phrasing in concepts[i].Phrasings)
                foreach (var word in phrasing.Words)
                    foreach (var term in word.Terms)
                    {
                        CollectionsMarshal.GetValueRefOrAddDefault(_holders, term.Number, out _) |= 1UL << i;
                        _mayHold[(term.Number >> 6) & 63] |= 1UL << term.Number;
                    }

        _whole = concepts.Sum(concept => concept.Weight * concept.Importance);
    }

    public Nearness To(IReadOnlyList<Wording> wordings)
    {
        var nearest = default(Nearness);
        foreach (var wording in wordings)
        {
            var (asked, held) = Compare(wording);
            if (asked <= 0) continue;
            var together = held / _whole;
            var likeness = Math.Sqrt(asked / wording.Whole * together);
            if (likeness > nearest.Likeness) nearest = nearest with { Wording = wording, Likeness = likeness };
            if (together > nearest.Together) nearest = nearest with { Together = together };
        }

        return nearest;
    }

    /// <summary>How much of the question a wording holds, by weight and importance.</summary>
    public double HeldBy(Wording wording) => Compare(wording).Held;

    private (double Asked, double Held) Compare(Wording wording)
    {
        var (asked, concepts) = (0.0, 0UL);
        _held.Clear();
        foreach (var (stem, counts) in wording.Words)
        {
            if ((_mayHold[(stem >> 6) & 63] & (1UL << stem)) == 0 || !_holders.TryGetValue(stem, out var holders)) continue;
            asked += counts;
            concepts |= holders;
            _held.Add(stem);
        }

        var held = 0.0;
        for (; concepts != 0; concepts &= concepts - 1)
        {
            var concept = _concepts[BitOperations.TrailingZeroCount(concepts)];
            held += concept.Weight * concept.Importance * Coverage.Share(concept, _isHeld);
        }

        return (asked, held);
    }

    private bool IsHeld(Slot word)
    {
        foreach (var term in word.Terms)
            if (CollectionsMarshal.AsSpan(_held).Contains(term.Number)) return true;
        return false;
    }
}
