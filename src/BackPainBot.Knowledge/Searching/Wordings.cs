using System.Collections.Concurrent;
using BackPainBot.Knowledge.Indexing;
using BackPainBot.Knowledge.Questions;
using Lucene.Net.Index;

namespace BackPainBot.Knowledge.Searching;

/// <summary>The owner's wordings for each passage of the index.</summary>
internal sealed class Wordings(IndexReader reader, Vocabulary vocabulary)
{
    /// <summary>Cutting them into words takes longer than comparing them, and a few passages answer most questions.</summary>
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<int, Wording[]> _wordings = new();

    /// <param name="document">The passage's number in the index.</param>
    public IReadOnlyList<Wording> Of(int document)
    {
        if (_wordings.TryGetValue(document, out var known)) return known;
        var wordings = Array.ConvertAll(PassageDocument.WordingsOf(reader, document), wording => Wording.Of(wording, vocabulary));
        if (_wordings.Count < MostRemembered) _wordings[document] = wordings;
        return wordings;
    }
}
