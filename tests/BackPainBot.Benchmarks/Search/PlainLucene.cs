using Lucene.Net.Analysis.En;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace BackPainBot.Benchmarks.Search;

/// <summary>Lucene as it comes: English analyser, BM25, title and text in one field.</summary>
internal sealed class PlainLucene : IDisposable
{
    private readonly RAMDirectory _directory = new();
    private readonly EnglishAnalyzer _analyzer = new(LuceneVersion.LUCENE_48);
    private readonly DirectoryReader _reader;
    private readonly IndexSearcher _searcher;

    public PlainLucene(IReadOnlyList<CorpusAnswer> answers)
    {
        using (var writer = new IndexWriter(_directory, new(LuceneVersion.LUCENE_48, _analyzer) { Similarity = new BM25Similarity() }))
        {
            foreach (var answer in answers)
                writer.AddDocument([new StringField("id", answer.Id, Field.Store.YES), new TextField("text", $"{answer.Focus} {answer.Answer}", Field.Store.NO)]);
        }

        _reader = DirectoryReader.Open(_directory);
        _searcher = new(_reader) { Similarity = new BM25Similarity() };
    }

    public IReadOnlyList<string> Find(string question)
    {
        var query = new BooleanQuery();
        using (var words = _analyzer.GetTokenStream("text", question))
        {
            var word = words.GetAttribute<Lucene.Net.Analysis.TokenAttributes.ICharTermAttribute>();
            words.Reset();
            while (words.IncrementToken()) query.Add(new TermQuery(new("text", word.ToString())), Occur.SHOULD);
            words.End();
        }

        return [.. _searcher.Search(query, 10).ScoreDocs.Select(hit => _searcher.Doc(hit.Doc).Get("id"))];
    }

    public void Dispose()
    {
        _reader.Dispose();
        _analyzer.Dispose();
        _directory.Dispose();
    }
}
