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

    /// <summary>For each stem that may stand for something in the question, a bit for each concept (a question has 24 at most) that it is part of, and for each that it is all of.</summary>
    private readonly Dictionary<int, (ulong Part, ulong All)> _holders = [];

    private readonly HashSet<int> _held = [];
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
                        ref var holder = ref CollectionsMarshal.GetValueRefOrAddDefault(_holders, term.Number, out _);
                        holder.Part |= 1UL << i;
                        if (phrasing.Words.Length == 1) holder.All |= 1UL << i;
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
        var (asked, part, all) = (0.0, 0UL, 0UL);
        foreach (var (stem, counts) in wording.Words)
        {
            if (!_holders.TryGetValue(stem, out var holder)) continue;
            asked += counts;
            part |= holder.Part;
            all |= holder.All;
        }

        // Most concepts are one word; only of the others it must be known which of their words are there.
        if (part != all) Hold(wording);
        var held = 0.0;
        for (var left = part; left != 0; left &= left - 1)
        {
            var place = BitOperations.TrailingZeroCount(left);
            var concept = _concepts[place];
            held += concept.Weight * concept.Importance * ((all >> place & 1) != 0 ? 1 : Coverage.Share(concept, _isHeld));
        }

        return (asked, held);
    }

    private void Hold(Wording wording)
    {
        _held.Clear();
        foreach (var (stem, _) in wording.Words)
            if (_holders.ContainsKey(stem)) _held.Add(stem);
    }

    private bool IsHeld(Slot word)
    {
        foreach (var term in word.Terms)
            if (_held.Contains(term.Number)) return true;
        return false;
    }
}
