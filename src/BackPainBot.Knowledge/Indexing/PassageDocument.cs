using System.Text.Json;
using System.Text.Json.Serialization;
using BackPainBot.Knowledge.Reading;
using Lucene.Net.Documents;
using Lucene.Net.Index;

namespace BackPainBot.Knowledge.Indexing;

/// <summary>A passage as a document of the index, and back.</summary>
internal static partial class PassageDocument
{
    private static readonly FieldType Scored = Frozen(IndexOptions.DOCS_AND_FREQS, tokenized: true, norms: true);
    private static readonly FieldType Vocabulary = Frozen(IndexOptions.DOCS_ONLY, tokenized: true, norms: false);

    public static Document Of(PassageContent content)
    {
        var passage = content.Passage;
        var document = new Document
        {
            new StringField(PassageFields.File, passage.Article.File, Field.Store.NO),
            new StringField(PassageFields.Id, passage.Id, Field.Store.NO),
            new StringField(PassageFields.Hash, passage.Hash, Field.Store.NO),
            new StoredField(PassageFields.Passage, JsonSerializer.SerializeToUtf8Bytes(passage, StoredPassage.Default.Passage)),
        };
        Add(PassageFields.Title, passage.Article.Title);
        foreach (var heading in passage.Headings) Add(PassageFields.Headings, heading);
        if (content.LeadIn is { } leadIn) Add(PassageFields.Headings, leadIn);
        Add(PassageFields.Body, passage.Text);
        foreach (var wording in content.Wordings) Add(PassageFields.Wordings, wording);
        if (content.Wordings.Count > 0) document.Add(new BinaryDocValuesField(PassageFields.WordingTexts, new(string.Join('\n', content.Wordings))));
        return document;

        void Add(string field, string text)
        {
            document.Add(new Field(field, text, Scored));
            document.Add(new Field(PassageFields.All, text, Vocabulary));
            document.Add(new Field(PassageFields.Words, text, Vocabulary));
        }
    }

    public static Passage PassageOf(Document document)
    {
        var stored = document.GetBinaryValue(PassageFields.Passage);
        return JsonSerializer.Deserialize(stored.Bytes.AsSpan(stored.Offset, stored.Length), StoredPassage.Default.Passage)!;
    }

    private static FieldType Frozen(IndexOptions options, bool tokenized, bool norms) =>
        new FieldType { IsIndexed = true, IndexOptions = options, IsTokenized = tokenized, OmitNorms = !norms }.Freeze();

    [JsonSerializable(typeof(Passage))]
    private sealed partial class StoredPassage : JsonSerializerContext;
}
