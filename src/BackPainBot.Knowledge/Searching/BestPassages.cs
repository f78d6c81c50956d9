using BackPainBot.Knowledge.Questions;

namespace BackPainBot.Knowledge.Searching;

/// <summary>Finds the passages with the highest sum over some concepts, and looks away from those that cannot get among them (MaxScore; Turtle and Flood, 1995).</summary>
/// <remarks>Once enough good passages are found, the concepts that weigh least (what, is, the) cannot lift a passage among them by themselves: they are only asked about
/// passages that another concept brings. The result is that of a full search.</remarks>
internal sealed class BestPassages
{
    /// <summary>Sums of numbers are rounded.</summary>
    private const double Rounding = 1 + 1e-6;

    private readonly int _count;

    /// <summary>The heaviest first, each with its place in the question.</summary>
    private readonly (ConceptWalk Walk, int Place)[] _concepts;
    private readonly double[] _scores;

    /// <summary>The worst first: the lowest score, of equals the one that stands last.</summary>
    private readonly PriorityQueue<(int Passage, float Score), (float Score, int Before)> _best;

    private BestPassages(IReadOnlyList<Concept> concepts, int count)
    {
        _count = count;
        _concepts = [.. ConceptWalk.Of(concepts).Select((walk, place) => (walk, place)).OrderByDescending(concept => concept.walk.Most)];
        _scores = new double[_concepts.Length];
        _best = new(count + 1);
    }

    private double ToBeat => _best.Count < _count ? double.NegativeInfinity : _best.Peek().Score;

    /// <returns>Their numbers in the index and their scores; best first, of equals the one that stands first.</returns>
    public static (int Passage, float Score)[] Of(IReadOnlyList<Concept> concepts, int count)
    {
        var search = new BestPassages(concepts, count);
        search.Look();
        var found = new (int, float)[search._best.Count];
        for (var i = found.Length - 1; i >= 0; i--) found[i] = search._best.Dequeue();
        return found;
    }

    private void Look()
    {
        // The most that a concept and all lighter ones add together.
        var rest = new double[_concepts.Length + 1];
        for (var i = _concepts.Length - 1; i >= 0; i--) rest[i] = rest[i + 1] + (_concepts[i].Walk.Most * Rounding);

        var leading = Leading(rest, _concepts.Length);
        while (leading > 0)
        {
            var passage = int.MaxValue;
            for (var i = 0; i < leading; i++) passage = Math.Min(passage, _concepts[i].Walk.Passage);
            if (passage == int.MaxValue) return;
            Array.Clear(_scores);
            var (sum, at) = (0.0, 0);
            for (; at < _concepts.Length && (at < leading || sum + rest[at] > ToBeat); at++)
            {
                var (walk, place) = _concepts[at];
                if (walk.Passage < passage) walk.MoveTo(passage);
                if (walk.Passage == passage) sum += _scores[place] = walk.Score;
            }

            if (at == _concepts.Length)
            {
                Add(passage);
                leading = Leading(rest, leading);
            }

            for (var i = 0; i < leading; i++)
                if (_concepts[i].Walk.Passage == passage) _concepts[i].Walk.MoveTo(passage + 1);
        }
    }

    /// <summary>How many of the heaviest must be followed passage by passage.</summary>
    private int Leading(double[] rest, int before)
    {
        while (before > 0 && rest[before - 1] <= ToBeat) before--;
        return before;
    }

    private void Add(int passage)
    {
        // In the order of the question, as sums of numbers depend on it.
        var sum = 0.0;
        foreach (var score in _scores) sum += score;
        var found = (passage, Score: (float)sum);
        if (found.Score <= Math.Max(0, ToBeat)) return;
        _best.Enqueue(found, (found.Score, -passage));
        if (_best.Count > _count) _best.Dequeue();
    }
}
