using System.Globalization;

namespace BackPainBot.Benchmarks.Search;

/// <summary>How the time for a question grows with the collection, beside plain BM25 and SQLite over the same passages in the same run.</summary>
internal static class SizeBenchmark
{
    private const int MostQuestions = 500;

    public static int Run(QuestionSet set, IReadOnlyList<int> sizes, TextWriter output)
    {
        CorpusQuestion[] questions = [.. set.Questions.Take(MostQuestions)];
        output.WriteLine("passages   search                    p50 ms   p99 ms   KB a question   indexed in s");
        foreach (var size in sizes)
        {
            var answers = CorpusFolder.WithPassages(set.Answers, size);
            using (var own = new OwnSearch(answers, answer => answer.Paragraphs))
            {
                Measure(own.Passages, "this search", own.Find, string.Create(CultureInfo.InvariantCulture, $"{own.IndexedIn.TotalSeconds,14:0.0}"));
            }

            CorpusAnswer[] passages = [.. answers.SelectMany(answer => answer.Paragraphs.Select(paragraph => answer with { Answer = paragraph }))];
            using (var lucene = new PlainLucene(passages))
            {
                Measure(passages.Length, "Lucene BM25, one field", lucene.Find, "");
            }

            using (var sqlite = new SqliteFts5(passages))
            {
                Measure(passages.Length, "SQLite FTS5", sqlite.Find, "");
            }
        }

        return 0;

        void Measure(int passages, string name, Searcher search, string indexed)
        {
            var times = QuestionTimes.Of(search, questions);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{passages,8}   {name,-22} {times.P50,9:0.00} {times.P99,8:0.00} {times.KilobytesAllocated,15:0} {indexed}"));
        }
    }
}
