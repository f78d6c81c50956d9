using BackPainBot.Safety.Rules;
using BackPainBot.Safety.Words;

namespace BackPainBot.Safety.Doubts;

/// <summary>
/// A message's clauses, and where its markers ("no", "last year", "what is") and its concepts stand. A clause ends at a contrast ("but"),
/// at "and"/"so"/a comma before a new subject ("and my foot ..."), and at the sentence's end.
/// </summary>
internal sealed class Clauses
{
    private readonly Message _message;
    private readonly (int Start, int End)[] _concepts;
    private readonly bool[] _starts;
    private readonly int[] _ends;
    private readonly Dictionary<string, bool[]> _marked = [];

    public Clauses(Message message, IReadOnlyList<ConceptHit> concepts, ILookup<string, ConceptHit> markers)
    {
        _message = message;
        Markers = markers;
        _concepts = CoverWithConcepts(concepts);
        _starts = FindStarts();
        _ends = FindEnds();
    }

    /// <summary>The words of each of <see cref="ScopeNames"/> in the message.</summary>
    public ILookup<string, ConceptHit> Markers { get; }

    /// <summary>Whether the sentence asks something, by its mark or by its words.</summary>
    public bool Asks(int sentence) =>
        _message.Questions.Contains(sentence)
        || Any(ScopeNames.Question, _message.SentenceStarts[sentence], _message.SentenceEnd(sentence))
        || Any(ScopeNames.QuestionInside, _message.SentenceStarts[sentence], _message.SentenceEnd(sentence));

    public bool StartsAt(int token) => _starts[token];

    /// <summary>The outermost bounds of the concepts that cover the token; End is 0 where none does.</summary>
    public (int Start, int End) ConceptAt(int token) => _concepts[token];

    public bool NamesConcept(int from, int end) => Enumerable.Range(from, end - from).Any(token => _concepts[token].End > 0);

    public int EndOfClause(int from) => from < _ends.Length ? _ends[from] : _message.Tokens.Count;

    /// <summary>A sentence's parts between commas and clause starts.</summary>
    public List<(int Start, int End)> Parts(int sentence)
    {
        var parts = new List<(int, int)>();
        var start = _message.SentenceStarts[sentence];
        var end = _message.SentenceEnd(sentence);
        for (var i = start + 1; i <= end; i++)
        {
            if (i < end && !_starts[i] && _message.Tokens[i].Before == Pause.None)
                continue;
            parts.Add((start, i));
            start = i;
        }
        return parts;
    }

    /// <summary>"can't feel" is a sign itself: its "not" negates nothing else.</summary>
    public bool IsPartOfConcept(ConceptHit marker)
    {
        var (start, end) = _concepts[marker.Start];
        return end >= marker.End && end - start >= Math.Max(2, marker.End - marker.Start);
    }

    public bool Any(string marker, int from, int end)
    {
        var marked = Marked(marker);
        for (var i = from; i < end; i++)
            if (marked[i])
                return true;
        return false;
    }

    public bool IsMarked(string marker, int token) => token >= 0 && token < _message.Tokens.Count && Marked(marker)[token];

    private bool[] Marked(string marker)
    {
        if (_marked.TryGetValue(marker, out var marked))
            return marked;
        _marked[marker] = marked = new bool[_message.Tokens.Count];
        foreach (var hit in Markers[marker])
            Array.Fill(marked, true, hit.Start, hit.End - hit.Start);
        return marked;
    }

    private bool[] FindStarts()
    {
        var starts = new bool[_message.Tokens.Count];
        foreach (var sentence in _message.SentenceStarts)
            starts[sentence] = true;
        foreach (var contrast in Markers[ScopeNames.Contrast])
            starts[contrast.Start] = true;
        foreach (var subject in Markers[ScopeNames.Subject])
        {
            if (_message.Tokens[subject.Start].Before != Pause.None)
                starts[subject.Start] = true;
            else if (subject.Start > 0 && IsMarked(ScopeNames.Connector, subject.Start - 1))
                starts[subject.Start - 1] = true;
        }
        return starts;
    }

    /// <summary>For each token the first one that starts a clause from there on.</summary>
    private int[] FindEnds()
    {
        var ends = new int[_message.Tokens.Count];
        var end = ends.Length;
        for (var i = ends.Length - 1; i >= 0; i--)
            ends[i] = end = _starts[i] ? i : end;
        return ends;
    }

    /// <summary>For each token the outermost bounds of the concepts that cover it; End is 0 where none does.</summary>
    private (int Start, int End)[] CoverWithConcepts(IReadOnlyList<ConceptHit> concepts)
    {
        var covers = new (int Start, int End)[_message.Tokens.Count];
        foreach (var hit in concepts)
            for (var i = hit.Start; i < hit.End; i++)
                covers[i] = covers[i].End == 0 ? (hit.Start, hit.End) : (Math.Min(covers[i].Start, hit.Start), Math.Max(covers[i].End, hit.End));
        return covers;
    }
}
