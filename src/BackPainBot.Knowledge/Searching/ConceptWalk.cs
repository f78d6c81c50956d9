using BackPainBot.Knowledge.Questions;

namespace BackPainBot.Knowledge.Searching;

/// <summary>Goes through the passages that mention a word of a concept, in the order of the index, and says what the concept adds to the score of each: what its best phrasing does.</summary>
/// <remarks>Of the person's own words each may match; a synonym of several words only stands for them as a whole.</remarks>
internal sealed class ConceptWalk
{
    private readonly double _weight;
    private readonly (double Weight, bool IsOwn, int End)[] _phrasings;
    private readonly (Occurrences Passages, int At)[] _words;

    private ConceptWalk(Concept concept)
    {
        _weight = concept.Weight;
        var phrasings = new List<(double, bool, int)>(concept.Phrasings.Count);
        var words = new List<(Occurrences, int)>();
        for (var i = 0; i < concept.Phrasings.Count; i++)
        {
            var (phrasing, isOwn) = (concept.Phrasings[i], i == 0);
            if (!isOwn && !phrasing.IsKnown) continue;
            var most = 0.0;
            foreach (var word in phrasing.Words)
            {
                if (!word.IsKnown) continue;
                words.Add((word.Occurrences, 0));
                most += word.Occurrences.Most;
            }

            phrasings.Add((phrasing.Weight, isOwn, words.Count));
            Most = Math.Max(Most, _weight * phrasing.Weight * most);
        }

        (_phrasings, _words) = ([.. phrasings], [.. words]);
        MoveTo(0);
    }

    /// <summary>What no passage gets more of.</summary>
    public double Most { get; }

    /// <summary>Where it stands; <see cref="int.MaxValue"/> behind the last one.</summary>
    public int Passage { get; private set; }

    /// <summary>What it adds to the passage where it stands; 0 when that holds a synonym in part only.</summary>
    public double Score
    {
        get
        {
            var (best, at) = (0.0, 0);
            foreach (var (weight, isOwn, end) in _phrasings)
            {
                var (sum, isWhole) = (0.0, true);
                for (; at < end; at++)
                {
                    ref var word = ref _words[at];
                    if (word.Passages.Passage(word.At) == Passage)
                        sum += word.Passages.Score(word.At);
                    else
                        isWhole = false;
                }

                if (isOwn || isWhole) best = Math.Max(best, weight * sum);
            }

            return _weight * best;
        }
    }

    /// <summary>One for each concept of which the index holds a word.</summary>
    public static List<ConceptWalk> Of(IReadOnlyList<Concept> concepts)
    {
        var walks = new List<ConceptWalk>(concepts.Count);
        foreach (var concept in concepts)
            if (new ConceptWalk(concept) is { Most: > 0 } walk) walks.Add(walk);
        return walks;
    }

    /// <summary>What a concept adds to the score of one passage.</summary>
    public static double ScoreOf(Concept concept, int passage)
    {
        var walk = new ConceptWalk(concept);
        walk.MoveTo(passage);
        return walk.Passage == passage ? walk.Score : 0;
    }

    /// <summary>Goes on to this passage or, if it mentions nothing, to the next one that does.</summary>
    public void MoveTo(int passage)
    {
        Passage = int.MaxValue;
        foreach (ref var word in _words.AsSpan())
        {
            word.At = word.Passages.Seek(passage, word.At);
            Passage = Math.Min(Passage, word.Passages.Passage(word.At));
        }
    }
}
