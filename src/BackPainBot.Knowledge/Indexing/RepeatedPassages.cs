using Lucene.Net.Index;
using Lucene.Net.Search;

namespace BackPainBot.Knowledge.Indexing;

/// <summary>Finds passages that stand word for word in more than one place: only one of them will ever be shown.</summary>
internal static class RepeatedPassages
{
    private const int MostReported = 100;

    public static IEnumerable<KnowledgeProblem> In(IndexReader reader)
    {
        if (MultiFields.GetTerms(reader, PassageFields.Hash) is not { } hashes) yield break;
        var live = MultiFields.GetLiveDocs(reader);
        var reported = 0;
        var terms = hashes.GetEnumerator();
        while (terms.MoveNext() && reported < MostReported)
        {
            if (terms.DocFreq < 2) continue;
            var documents = terms.Docs(live, null);
            var first = documents.NextDoc() == DocIdSetIterator.NO_MORE_DOCS ? null : PassageDocument.PassageOf(reader, documents.DocID);
            while (documents.NextDoc() != DocIdSetIterator.NO_MORE_DOCS && reported++ < MostReported)
            {
                var again = PassageDocument.PassageOf(reader, documents.DocID);
                yield return new(again.Article.File, again.Line, $"The passage repeats {first!.Article.File}:{first.Line}.", "Keep one of them.", ProblemSeverity.Warning);
            }
        }
    }
}
