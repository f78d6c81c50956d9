using BackPainBot.Knowledge.Indexing;
using BackPainBot.Knowledge.Questions;
using BackPainBot.Knowledge.Reading;
using BackPainBot.Knowledge.Searching;
using Lucene.Net.Search;

namespace BackPainBot.Tests.Knowledge;

public sealed class BestPassagesTests
{
    private static readonly string[] Words = ["back", "pain", "disc", "nerve", "heat", "walk", "rest", "what", "is", "the", "sleep", "doctor"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_left_out_of_the_search_could_not_have_won(int seed)
    {
        // Common words first: word number n is drawn about n times as rarely as the first.
        var random = new Random(seed);
        var synonyms = Synonyms.Read("disc, nerve root\ndoctor => heat\n");
        using var index = new PassageIndex(new MemoryDirectory());
        for (var i = 0; i < 40; i++) index.Put(ArticleReader.Read($"articles/{i}.md", KnowledgeFolderOnDisk.Article(string.Join("\n\n", Enumerable.Range(0, 10).Select(n => $"{Text(15)} {i} {n}"))), 10_000).Content!);
        index.Remove("articles/7.md");
        using var reader = index.Snapshot();
        var searcher = new IndexSearcher(reader) { Similarity = Similarities.Passages };
        var vocabulary = new Vocabulary(reader, synonyms);
        var questions = new QuestionReader(vocabulary, synonyms, new(reader, vocabulary, synonyms), 5_000);

        for (var i = 0; i < 200; i++)
        {
            // Each search gets queries of its own, as Lucene writes boosts into them.
            var concepts = questions.Read(new(Text(random.Next(1, 9)))).Concepts;
            var whole = new BooleanQuery(disableCoord: true);
            foreach (var part in PassageQuery.Of(concepts)) whole.Add(part.Query, Occur.SHOULD);
            var expected = searcher.Search(whole, 20).ScoreDocs.Select(hit => (hit.Doc, hit.Score));
            Assert.Equal(expected, BestPassages.Of(searcher, PassageQuery.Of(concepts), 20).Select(hit => (hit.Doc, hit.Score)));
        }

        string Text(int length) => string.Join(' ', Enumerable.Range(0, length).Select(_ => Words[(int)(Words.Length * Math.Pow(random.NextDouble(), 3))]));
    }
}
