using BackPainBot.Knowledge.Indexing;
using Lucene.Net.Index;

namespace BackPainBot.Knowledge.Searching;

/// <summary>The words of the articles.</summary>
internal sealed class Vocabulary(IndexReader reader, Synonyms synonyms)
{
    /// <summary>A synonym tells less about what was meant than the word itself.</summary>
    private const double SynonymWeight = 0.8;

    private static readonly Dictionary<string, int> NoPassages = [];

    /// <summary>Whether any passage mentions the word, be it in its title.</summary>
    public bool Mentions(string stem) => reader.DocFreq(new(PassageFields.All, stem)) > 0;

    /// <summary>The word with its one-word synonyms.</summary>
    public Slot Slot(string stem)
    {
        var terms = new List<Variant>();
        if (Mentions(stem)) terms.Add(new(stem, 1));
        foreach (var synonym in synonyms.Of(stem))
            if (synonym.Length == 1 && Mentions(synonym[0])) terms.Add(new(synonym[0], SynonymWeight));

        if (terms.Count == 0) return new(terms, NoPassages, Importance(0));
        var passages = PassageFields.Scored.ToDictionary(field => field, field => terms.Max(term => reader.DocFreq(new(field, term.Stem))));
        // A title stands on every passage of its article, which says nothing about how common its words are.
        return new(terms, passages, Importance(Math.Max(1, passages[PassageFields.Body])));
    }

    /// <summary>A phrase, its little words left out (wear down).</summary>
    public Reading Reading(IEnumerable<string> stems, bool isSynonym) =>
        new([.. stems.Where(EnglishQuestions.HasMeaning).DefaultIfEmpty(stems.First()).Select(Slot)], isSynonym ? SynonymWeight : 1);

    /// <summary>BM25's idf.</summary>
    private double Importance(int passages) => Math.Log(1 + ((Math.Max(reader.NumDocs - passages, 0) + 0.5) / (passages + 0.5)));
}
