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
            var concepts = questions.Read(new(Text(random.Next(1, 9)))).Concepts;
            var whole = new BooleanQuery(disableCoord: true);
            foreach (var concept in concepts) whole.Add(Whole(concept), Occur.SHOULD);
            var expected = searcher.Search(whole, 20).ScoreDocs;
            var found = BestPassages.Of(concepts, 20);
            Assert.Equal(expected.Select(hit => hit.Doc), found.Select(hit => hit.Passage));
            Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First.Score, pair.Second.Score, pair.First.Score * 1e-5f));
        }

        string Text(int length) => string.Join(' ', Enumerable.Range(0, length).Select(_ => Words[(int)(Words.Length * Math.Pow(random.NextDouble(), 3))]));
    }

    /// <summary>A concept as one query to Lucene.</summary>
    private static DisjunctionMaxQuery Whole(Concept concept)
    {
        var best = new DisjunctionMaxQuery(0) { Boost = (float)concept.Weight };
        foreach (var (place, phrasing) in concept.Phrasings.Index().Where(phrasing => phrasing.Index == 0 || phrasing.Item.IsKnown))
        {
            var all = new BooleanQuery(disableCoord: true) { Boost = (float)phrasing.Weight };
            foreach (var word in phrasing.Words.Where(word => word.IsKnown))
                all.Add(new DisjunctionMaxQuery([.. word.Parts.Select(part => (Query)part.Clone())], 0.1f), place == 0 ? Occur.SHOULD : Occur.MUST);
            best.Add(all);
        }

        return best;
    }
}
