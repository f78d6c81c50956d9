using System.Collections.Concurrent;
using BackPainBot.Knowledge.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace BackPainBot.Knowledge.Questions;

/// <summary>The words of the articles.</summary>
internal sealed class Vocabulary(IndexReader reader, Synonyms synonyms)
{
    private readonly IndexSearcher _searcher = new(reader) { Similarity = Similarities.Passages };

    /// <summary>A synonym tells less about what was meant than the word itself.</summary>
    private const double SynonymWeight = 0.8;

    /// <summary>Looking a word up costs more than all else in a question, and people ask with the same few thousand words.</summary>
    private const int MostRemembered = 10_000;
    private const int MostRememberedImportances = 100_000;

    private readonly ConcurrentDictionary<string, Slot> _slots = new();
    private readonly ConcurrentDictionary<string, double> _importances = new();
    private readonly ConcurrentDictionary<string, int> _numbers = new();
    private int _lastNumber;

    /// <summary>Stands for a stem where texts are compared word by word; only for stems that the index holds, as each is remembered.</summary>
    public int Number(string stem) => _numbers.TryGetValue(stem, out var known) ? known : _numbers.GetOrAdd(stem, _ => Interlocked.Increment(ref _lastNumber));

    /// <summary>Whether any passage mentions the word, be it in its title.</summary>
    public bool Mentions(string stem) => (_slots.TryGetValue(stem, out var slot) && slot.Terms is [{ Weight: 1 }, ..]) || reader.DocFreq(new(PassageFields.All, stem)) > 0;

    /// <summary>The word with its one-word synonyms.</summary>
    public Slot Slot(string stem)
    {
        if (_slots.TryGetValue(stem, out var known)) return known;
        var slot = LookUp(stem);
        if (_slots.Count < MostRemembered) _slots[stem] = slot;
        return slot;
    }

    /// <summary>How much a word alone, without its synonyms, tells passages apart.</summary>
    public double Importance(string stem)
    {
        if (_importances.TryGetValue(stem, out var known)) return known;
        var importance = Importance(Math.Max(1, reader.DocFreq(new(PassageFields.Body, stem))));
        if (_importances.Count < MostRememberedImportances) _importances[stem] = importance;
        return importance;
    }

    /// <summary>What a word counts that stands in one passage only; grows with the collection.</summary>
    public double RarestImportance { get; } = Importance(reader, 1);

    /// <summary>A phrase, its little words left out (wear down).</summary>
    public Phrasing Phrasing(IEnumerable<string> stems, bool isSynonym) =>
        new([.. stems.Where(EnglishQuestions.HasMeaning).DefaultIfEmpty(stems.First()).Select(Slot)], isSynonym ? SynonymWeight : 1);

    private Slot LookUp(string stem)
    {
        var others = synonyms.Of(stem).Where(phrase => phrase.Length == 1).Select(phrase => (Stem: phrase[0], Weight: SynonymWeight));
        var terms = others.Prepend((stem, 1)).Where(term => Mentions(term.Stem)).Select(term => new Variant(term.Stem, Number(term.Stem), term.Weight)).ToArray();
        if (terms.Length == 0) return new(terms, Importance(0), [], Occurrences.None);
        var parts = new List<TermQuery>();
        var common = 1;
        foreach (var field in PassageFields.Scored)
        {
            // One count for all of them, so that a rare synonym does not outweigh the word.
            var passages = terms.Max(term => reader.DocFreq(new(field, term.Stem)));
            if (passages == 0) continue;
            parts.AddRange(
                from term in terms
                let places = Places(field, term.Stem, passages)
                where places.DocFreq > 0
                select new TermQuery(new(field, term.Stem), places) { Boost = (float)term.Weight * PassageFields.Weight(field) });

            // A title stands on every passage of its article, which says nothing about how common its words are.
            if (field == PassageFields.Body) common = passages;
        }

        return new(terms, Importance(common), [.. parts], Occurrences.Of(_searcher, parts));
    }

    /// <summary>Where a term stands, with the count that it is scored with.</summary>
    /// <param name="passages">The count that it is scored with.</param>
    private TermContext Places(string field, string stem, int passages)
    {
        var places = new TermContext(reader.Context);
        foreach (var leaf in reader.Leaves)
        {
            if (leaf.AtomicReader.GetTerms(field)?.GetEnumerator() is { } terms && terms.SeekExact(new BytesRef(stem)))
                places.Register(terms.GetTermState(), leaf.Ord, places.DocFreq == 0 ? passages : 0, terms.TotalTermFreq);
        }

        return places;
    }

    /// <summary>BM25's idf.</summary>
    private double Importance(int passages) => Importance(reader, passages);

    private static double Importance(IndexReader reader, int passages) => Math.Log(1 + ((Math.Max(reader.NumDocs - passages, 0) + 0.5) / (passages + 0.5)));
}
