using System.Text.Json;
using System.Text.Json.Serialization;
using BackPainBot.Knowledge.Reading;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace BackPainBot.Knowledge.Indexing;

/// <summary>A passage as a document of the index, and back.</summary>
internal static partial class PassageDocument
{
    private static readonly FieldType Scored = Frozen(IndexOptions.DOCS_AND_FREQS, norms: true);
    private static readonly FieldType Vocabulary = Frozen(IndexOptions.DOCS_ONLY, norms: false);

    public static Document Of(PassageContent content)
    {
        var passage = content.Passage;
        var document = new Document
        {
            new StringField(PassageFields.File, passage.Article.File, Field.Store.NO),
            new StringField(PassageFields.Id, passage.Id, Field.Store.NO),
            new StringField(PassageFields.Hash, passage.Hash, Field.Store.NO),
            // Beside the index rather than stored in it: stored fields are unpacked in blocks of 16 KB, ten for each question.
            new BinaryDocValuesField(PassageFields.Passage, new(JsonSerializer.SerializeToUtf8Bytes(passage, StoredPassage.Default.Passage))),
        };
        Add(PassageFields.Title, passage.Article.Title);
        foreach (var heading in passage.Headings) Add(PassageFields.Headings, heading);
        if (content.LeadIn is { } leadIn) Add(PassageFields.Headings, leadIn);
        var (words, stems) = Add(PassageFields.Body, passage.Text);
        document.Add(new BinaryDocValuesField(PassageFields.Sentences, new(CutSentences.Of(passage.Text, words, stems))));
        foreach (var wording in content.Wordings) Add(PassageFields.Wordings, wording);
        if (content.Wordings.Count > 0) document.Add(new BinaryDocValuesField(PassageFields.WordingTexts, new(string.Join('\n', content.Wordings))));
        return document;

        (List<Token> Words, List<Token> Stems) Add(string field, string text)
        {
            var words = TextAnalyzer.Words.Tokens(text);
            var stems = TextAnalyzer.StemsOf(words);
            document.Add(new Field(field, new CutTokens(stems), Scored));
            document.Add(new Field(PassageFields.All, new CutTokens(stems), Vocabulary));
            document.Add(new Field(PassageFields.Words, new CutTokens(words), Vocabulary));
            return (words, stems);
        }
    }

    public static Passage PassageOf(IndexReader reader, int document)
    {
        var stored = Stored(reader, document, PassageFields.Passage);
        return JsonSerializer.Deserialize(stored.Bytes.AsSpan(stored.Offset, stored.Length), StoredPassage.Default.Passage)!;
    }

    /// <summary>What <see cref="CutSentences.Of"/> made of its text.</summary>
    public static string SentencesOf(IndexReader reader, int document) => Stored(reader, document, PassageFields.Sentences).Utf8ToString();

    /// <summary>The owner's wordings as they are written.</summary>
    public static string[] WordingsOf(IndexReader reader, int document) =>
        Stored(reader, document, PassageFields.WordingTexts).Utf8ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <returns>Empty when the passage has none; good until the same field is read again.</returns>
    private static BytesRef Stored(IndexReader reader, int document, string field)
    {
        var value = new BytesRef();
        var leaf = reader.Leaves[ReaderUtil.SubIndex(document, reader.Leaves)];
        leaf.AtomicReader.GetBinaryDocValues(field)?.Get(document - leaf.DocBase, value);
        return value;
    }

    private static FieldType Frozen(IndexOptions options, bool norms) =>
        new FieldType { IsIndexed = true, IndexOptions = options, IsTokenized = true, OmitNorms = !norms }.Freeze();

    [JsonSerializable(typeof(Passage))]
    private sealed partial class StoredPassage : JsonSerializerContext;
}
