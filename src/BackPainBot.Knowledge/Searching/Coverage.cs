using BackPainBot.Knowledge.Indexing;
using BackPainBot.Knowledge.Questions;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace BackPainBot.Knowledge.Searching;

/// <summary>How much of a question some passages mention, anywhere: title, headings, text or wordings.</summary>
internal static class Coverage
{

    /// <returns>For each document, how much of each concept it mentions, 0 to 1.</returns>
    public static double[][] Of(IndexReader reader, IReadOnlyList<Concept> concepts, int[] documents)
    {
        var mentions = Mentions(reader, concepts, documents);
        return [.. documents.Select((_, i) => concepts.Select(concept => Share(concept, stem => mentions[stem][i])).ToArray())];
    }

    /// <summary>0 to 1: the share of the question's meaning, weighed by how much each concept counts and tells.</summary>
    /// <param name="shares">How much of each concept is mentioned.</param>
    public static double Whole(IReadOnlyList<Concept> concepts, double[] shares)
    {
        var whole = concepts.Sum(concept => concept.Weight * concept.Importance);
        return whole > 0 ? concepts.Zip(shares, (concept, share) => concept.Weight * concept.Importance * share).Sum() / whole : 0;
    }

    /// <summary>0 to 1: how much of a concept is mentioned under its best phrasing.</summary>
    public static double Share(Concept concept, Func<string, bool> isMentioned)
    {
        var best = 0.0;
        for (var i = 0; i < concept.Phrasings.Count; i++)
        {
            var (whole, part) = (0.0, 0.0);
            foreach (var word in concept.Phrasings[i].Words)
            {
                whole += word.Importance;
                if (IsMentioned(word, isMentioned)) part += word.Importance;
            }

            var share = whole > 0 ? part / whole : 0;
            if (i == 0 || share >= 1) best = Math.Max(best, share);
        }

        return best;
    }

    private static bool IsMentioned(Slot word, Func<string, bool> isMentioned)
    {
        foreach (var term in word.Terms)
            if (isMentioned(term.Stem)) return true;
        return false;
    }

    /// <summary>For each stem that the concepts hold, which of the documents mention it.</summary>
    private static Dictionary<string, bool[]> Mentions(IndexReader reader, IReadOnlyList<Concept> concepts, int[] documents)
    {
        var mentions = new Dictionary<string, bool[]>();
        foreach (var concept in concepts)
            foreach (var phrasing in concept.Phrasings)
                foreach (var word in phrasing.Words)
                    foreach (var term in word.Terms) mentions.TryAdd(term.Stem, new bool[documents.Length]);

        var inOrder = Enumerable.Range(0, documents.Length).OrderBy(index => documents[index]).ToArray();
        foreach (var leaf in reader.Leaves)
        {
            if (leaf.AtomicReader.GetTerms(PassageFields.All)?.GetEnumerator() is not { } words) continue;
            DocsEnum? passages = null;
            foreach (var (stem, mentioned) in mentions)
            {
                if (!words.SeekExact(new BytesRef(stem))) continue;
                passages = words.Docs(null, passages, DocsFlags.NONE);
                foreach (var index in inOrder)
                {
                    var document = documents[index] - leaf.DocBase;
                    if (document < 0 || document >= leaf.Reader.MaxDoc) continue;
                    if (passages.DocID < document && passages.Advance(document) == DocIdSetIterator.NO_MORE_DOCS) break;
                    mentioned[index] = passages.DocID == document;
                }
            }
        }

        return mentions;
    }
}
