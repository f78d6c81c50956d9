using BackPainBot.Knowledge.Questions;

namespace BackPainBot.Knowledge.Searching;

/// <summary>The wording that comes nearest to a question.</summary>
/// <param name="Likeness">0 to 1: the geometric mean of how much of the question the wording holds and how much of the wording the question holds.</param>
/// <param name="Together">0 to 1: the largest share of the question's meaning that any one wording holds.</param>
internal readonly record struct Nearness(Wording? Wording, double Likeness, double Together);

/// <summary>Compares one question with wordings.</summary>
internal sealed class NearestWording
{
    private readonly IReadOnlyList<Concept> _concepts;
    private readonly HashSet<string> _stems;
    private readonly double _whole;

    public NearestWording(IReadOnlyList<Concept> concepts)
    {
        _concepts = concepts;
        _stems = [.. Stems(concepts)];
        _whole = concepts.Sum(concept => concept.Weight * concept.Importance);
    }

    /// <summary>All that may stand for something in the question.</summary>
    public static IEnumerable<string> Stems(IReadOnlyList<Concept> concepts) =>
        from concept in concepts from phrasing in concept.Phrasings from word in phrasing.Words from term in word.Terms select term.Stem;

    public Nearness To(IEnumerable<Wording> wordings)
    {
        var nearest = default(Nearness);
        foreach (var wording in wordings)
        {
            var asked = wording.Asked(_stems);
            if (asked <= 0) continue;
            var held = _concepts.Sum(concept => concept.Weight * concept.Importance * Coverage.Share(concept, wording.Words.ContainsKey)) / _whole;
            var likeness = Math.Sqrt(asked * held);
            if (likeness > nearest.Likeness) nearest = nearest with { Wording = wording, Likeness = likeness };
            if (held > nearest.Together) nearest = nearest with { Together = held };
        }

        return nearest;
    }
}
