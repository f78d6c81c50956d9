using BackPainBot.Knowledge.Indexing;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace BackPainBot.Knowledge.Searching;

/// <summary>How much of a question some passages mention, anywhere: title, headings, text or wordings.</summary>
internal static class Coverage
{
    /// <returns>For each document 0 to 1: the share of the question's meaning, weighed by how much each concept counts and tells.</returns>
    public static double[] Of(IndexReader reader, IReadOnlyList<Concept> concepts, int[] documents)
    {
        var mentions = new Dictionary<string, bool[]>();
        foreach (var term in concepts.SelectMany(concept => concept.Readings).SelectMany(reading => reading.Words).SelectMany(word => word.Terms))
            if (!mentions.ContainsKey(term.Stem)) mentions[term.Stem] = Mentions(reader, term.Stem, documents);

        var coverage = new double[documents.Length];
        var whole = concepts.Sum(concept => concept.Weight * concept.Importance);
        if (whole <= 0) return coverage;
        for (var i = 0; i < documents.Length; i++)
            coverage[i] = concepts.Sum(concept => concept.Weight * concept.Importance * Share(concept, stem => mentions[stem][i])) / whole;
        return coverage;
    }

    /// <summary>0 to 1: how much of a concept is mentioned under its best reading.</summary>
    public static double Share(Concept concept, Func<string, bool> isMentioned)
    {
        var best = 0.0;
        foreach (var (reading, index) in concept.Readings.Select((reading, index) => (reading, index)))
        {
            var whole = reading.Words.Sum(word => word.Importance);
            var part = reading.Words.Where(word => word.Terms.Any(term => isMentioned(term.Stem))).Sum(word => word.Importance);
            var share = whole > 0 ? part / whole : 0;
            if (index == 0 || share >= 1) best = Math.Max(best, share);
        }

        return best;
    }

    private static bool[] Mentions(IndexReader reader, string stem, int[] documents)
    {
        var mentions = new bool[documents.Length];
        foreach (var leaf in reader.Leaves)
        {
            var passages = leaf.AtomicReader.GetTermDocsEnum(new(PassageFields.All, stem));
            if (passages is null) continue;
            foreach (var (document, index) in documents.Select((document, index) => (Document: document - leaf.DocBase, Index: index)).OrderBy(pair => pair.Document))
            {
                if (document < 0 || document >= leaf.Reader.MaxDoc) continue;
                if (passages.DocID < document && passages.Advance(document) == DocIdSetIterator.NO_MORE_DOCS) break;
                mentions[index] = passages.DocID == document;
            }
        }

        return mentions;
    }
}
