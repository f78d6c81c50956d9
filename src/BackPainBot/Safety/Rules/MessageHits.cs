using BackPainBot.Safety.Words;

namespace BackPainBot.Safety.Rules;

/// <summary>The concepts of one message by name, and how far apart they stand.</summary>
internal sealed class MessageHits
{
    /// <summary>Upper bound of a words reach in tokens, fillers included, so that a long message stays cheap.</summary>
    private const int TokensPerWord = 4;

    private readonly Message _message;
    private readonly Dictionary<string, List<ConceptHit>> _byConcept = [];
    private readonly int[] _wordsBefore;
    private readonly int[] _wordsAfter;

    public MessageHits(Message message, IReadOnlyList<ConceptHit> hits, IReadOnlySet<string> fillers)
    {
        _message = message;
        foreach (var hit in hits)
        {
            if (_byConcept.TryGetValue(hit.Concept, out var same))
                same.Add(hit);
            else
                _byConcept[hit.Concept] = [hit];
        }
        _wordsBefore = new int[message.Tokens.Count];
        _wordsAfter = new int[message.Tokens.Count];
        var words = 0;
        for (var i = 0; i < message.Tokens.Count; i++)
        {
            var token = message.Tokens[i];
            words += token.Before == Pause.Comma ? 1 : 0;
            _wordsBefore[i] = words;
            words += fillers.Contains(token.Word) ? 0 : 1;
            _wordsAfter[i] = words;
        }
    }

    public IReadOnlyList<ConceptHit> Of(string concept) => _byConcept.TryGetValue(concept, out var hits) ? hits : [];

    public bool NameOneOf(IReadOnlyList<string> concepts)
    {
        for (var i = 0; i < concepts.Count; i++)
            if (_byConcept.ContainsKey(concepts[i]))
                return true;
        return false;
    }

    public bool AreInOneSentence(ConceptHit one, ConceptHit other) => SentenceOf(one) == SentenceOf(other);

    /// <summary>Whether one more hit stands close enough to all that are chosen.</summary>
    public bool AreWithin(Reach reach, List<ConceptHit> chosen, ConceptHit candidate) => reach switch
    {
        Reach.Words words => chosen.TrueForAll(hit => AreInOneSentence(hit, candidate)) && WordsBetween([.. chosen, candidate]) <= words.Count,
        Reach.Sentences sentences => chosen.TrueForAll(hit => Math.Abs(SentenceOf(hit) - SentenceOf(candidate)) < sentences.Count),
        _ => true,
    };

    private int WordsBetween(ConceptHit[] hits)
    {
        Array.Sort(hits, (a, b) => a.Start.CompareTo(b.Start));
        var between = 0;
        for (var i = 1; i < hits.Length; i++)
            between += Math.Max(0, _wordsBefore[hits[i].Start] - _wordsAfter[hits[i - 1].End - 1]);
        return between;
    }

    public int EarliestInReach(Reach reach, ConceptHit anchor) => reach switch
    {
        Reach.Words words => anchor.Start - TokensPerWord * (words.Count + 3),
        Reach.Sentences sentences => _message.SentenceStarts[Math.Max(0, SentenceOf(anchor) - sentences.Count + 1)],
        _ => 0,
    };

    public int LatestInReach(Reach reach, ConceptHit anchor) => reach switch
    {
        Reach.Words words => anchor.End + TokensPerWord * (words.Count + 3),
        Reach.Sentences sentences => _message.SentenceEnd(Math.Min(_message.SentenceStarts.Count - 1, SentenceOf(anchor) + sentences.Count - 1)),
        _ => int.MaxValue,
    };

    private int SentenceOf(ConceptHit hit) => _message.Tokens[hit.Start].Sentence;
}
