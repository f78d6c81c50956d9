using Lucene.Net.Search.Similarities;

namespace BackPainBot.Knowledge.Indexing;

/// <summary>How a word's count in a field becomes a score: BM25, with the weight of a field's length by field.</summary>
internal sealed class Similarities : PerFieldSimilarityWrapper
{
    public static readonly Similarities Passages = new();

    /// <summary>k1: a word that comes again adds little. With b of the body measured best on consumer-health questions (MedQuAD).</summary>
    private const float Saturation = 0.9f;

    private readonly BM25Similarity _body = new(Saturation, b: 0.5f);

    /// <summary>A title or a set of wordings is not worth less for being long.</summary>
    private readonly BM25Similarity _labels = new(Saturation, b: 0.3f);

    public override Similarity Get(string field) => field == PassageFields.Body ? _body : _labels;
}
