using BackPainBot.Knowledge.Reading;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace BackPainBot.Knowledge.Indexing;

/// <summary>The index that articles are written to. What is being searched are its snapshots, which later writes leave as they are.</summary>
internal sealed class PassageIndex : IDisposable
{
    private readonly MemoryDirectory _directory;
    private readonly IndexWriter _writer;

    /// <param name="directory">Empty, or with what was committed before.</param>
    public PassageIndex(MemoryDirectory directory)
    {
        _directory = directory;
        var words = new Dictionary<string, Lucene.Net.Analysis.Analyzer> { [PassageFields.Words] = TextAnalyzer.Words };
        _writer = new(_directory, new(LuceneVersion.LUCENE_48, new PerFieldAnalyzerWrapper(TextAnalyzer.Stems, words)) { Similarity = Similarities.Passages });
    }

    /// <summary>Puts an article in the place of what its file held before.</summary>
    public void Put(ArticleContent content) =>
        _writer.UpdateDocuments(new Term(PassageFields.File, content.Article.File), content.Passages.Select(PassageDocument.Of));

    public void Remove(string file) => _writer.DeleteDocuments(new Term(PassageFields.File, file));

    /// <summary>Joins what the first reading wrote in parts; questions then look in one place.</summary>
    public void Compact() => _writer.ForceMerge(1);

    /// <summary>All that was put in up to now, as files.</summary>
    public MemoryDirectory Commit()
    {
        _writer.Commit();
        return _directory;
    }

    public DirectoryReader Snapshot()
    {
        // Removed passages count in the word statistics until they are merged away.
        _writer.ForceMergeDeletes();
        return DirectoryReader.Open(_writer, applyAllDeletes: true);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _directory.Dispose();
    }
}
