namespace BackPainBot.Safety;

/// <summary>Words of a message that stand for a concept, from token <paramref name="Start"/> up to but without <paramref name="End"/>.</summary>
internal sealed record ConceptHit(string Concept, string Language, int Start, int End);

/// <summary>One step of a phrase: a word by its id, a number in a range, or a gap of some words.</summary>
internal abstract record PhraseStep
{
    internal sealed record Word(int Id) : PhraseStep;

    internal sealed record Number(double Least, double Most) : PhraseStep;

    internal sealed record Gap : PhraseStep;
}

/// <summary>All phrases of all concepts in one tree, so that a message is read once whatever the number of phrases.</summary>
/// <param name="fillers">Words that may stand between a phrase's words ("my", "really").</param>
internal sealed class PhraseIndex(IReadOnlySet<string> fillers)
{
    private const int LongestGap = 3;
    private const int MostFillers = 3;

    private readonly Node _root = new();

    public void Add(IEnumerable<PhraseStep> steps, string concept, string language)
    {
        var node = _root;
        foreach (var step in steps)
            node = node.Next(step);
        node.End(concept, language);
    }

    /// <summary>Every concept that the message names, in the order of the words.</summary>
    public List<ConceptHit> Find(Message message)
    {
        var hits = new List<ConceptHit>();
        var isFiller = new bool[message.Tokens.Count];
        for (var i = 0; i < isFiller.Length; i++)
            isFiller[i] = fillers.Contains(message.Tokens[i].Word);
        for (var start = 0; start < message.Tokens.Count; start++)
            Walk(_root, start, start, 0);
        return hits;

        void Walk(Node node, int start, int at, int skipped)
        {
            if (node.Ends.Length > 0 && skipped == 0)
                foreach (var (concept, language) in node.Ends)
                    if (!AlreadyFound(concept, start, at))
                        hits.Add(new(concept, language, start, at));
            if (at >= message.Tokens.Count || (at > start && message.Tokens[at].Before == Pause.Sentence))
                return;
            var token = message.Tokens[at];
            foreach (var id in token.Meanings)
                if (node.After(id) is { } next)
                    Walk(next, start, at + 1, 0);
            if (token.Number is { } value)
                foreach (var (range, next) in node.Numbers)
                    if (range.Least <= value && value <= range.Most)
                        Walk(next, start, at + 1, 0);
            if (at == start)
                return;
            if (node.Gap is { } gap)
                SkipGap(gap, start, at);
            if (skipped < MostFillers && isFiller[at])
                Walk(node, start, at + 1, skipped + 1);
        }

        // Fillers count for nothing in a gap; as it passes them itself, they must not be skipped once more after it.
        void SkipGap(Node gap, int start, int from)
        {
            for (int end = from, words = 0; words <= LongestGap && end < message.Tokens.Count && (end == from || message.Tokens[end].Before == Pause.None); end++)
            {
                Walk(gap, start, end, MostFillers);
                words += isFiller[end] ? 0 : 1;
            }
        }

        bool AlreadyFound(string concept, int start, int end)
        {
            for (var i = hits.Count - 1; i >= 0 && hits[i].Start == start; i--)
                if (hits[i].End == end && hits[i].Concept == concept)
                    return true;
            return false;
        }
    }

    /// <summary>A place in the tree; most have one follower, so nothing is allocated before it is needed.</summary>
    private sealed class Node
    {
        private Dictionary<int, Node>? _words;
        private (PhraseStep.Number Range, Node Next)[] _numbers = [];
        private (string Concept, string Language)[] _ends = [];

        public Node? Gap { get; private set; }

        public ReadOnlySpan<(string Concept, string Language)> Ends => _ends;

        public ReadOnlySpan<(PhraseStep.Number Range, Node Next)> Numbers => _numbers;

        public Node? After(int word) => _words is not null && _words.TryGetValue(word, out var next) ? next : null;

        public void End(string concept, string language)
        {
            if (!_ends.Contains((concept, language)))
                _ends = [.. _ends, (concept, language)];
        }

        public Node Next(PhraseStep step)
        {
            switch (step)
            {
                case PhraseStep.Word word:
                    _words ??= new(1);
                    if (!_words.TryGetValue(word.Id, out var next))
                        _words[word.Id] = next = new();
                    return next;
                case PhraseStep.Number number:
                    var found = Array.Find(_numbers, known => known.Range == number);
                    if (found.Next is null)
                        _numbers = [.. _numbers, found = (number, new())];
                    return found.Next;
                default:
                    return Gap ??= new();
            }
        }
    }
}
