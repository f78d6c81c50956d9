using System.Collections.Concurrent;
using BackPainBot.Knowledge.Indexing;
using BackPainBot.Knowledge.Questions;
using Lucene.Net.Index;

namespace BackPainBot.Knowledge.Searching;

/// <summary>Reads the passages that were found out of the index.</summary>
internal sealed class FoundPassages(IndexReader reader, Vocabulary vocabulary)
{
    /// <summary>A few passages answer most questions.</summary>
    private const int MostRemembered = 1_000;

    private readonly ConcurrentDictionary<int, (Passage Passage, PassageWords Words)> _found = new();

    /// <param name="document">The passage's number in the index.</param>
    public (Passage Passage, PassageWords Words) Of(int document)
    {
        if (_found.TryGetValue(document, out var known)) return known;
        var passage = PassageDocument.PassageOf(reader, document);
        var found = (passage, new PassageWords(passage.Text, PassageDocument.SentencesOf(reader, document), vocabulary));
        if (_found.Count < MostRemembered) _found[document] = found;
        return found;
    }
}
