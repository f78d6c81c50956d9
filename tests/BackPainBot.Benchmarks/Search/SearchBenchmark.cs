using System.Globalization;

namespace BackPainBot.Benchmarks.Search;

/// <summary>Finds the ten best answers to a question, as their ids, best first.</summary>
internal delegate IReadOnlyList<string> Searcher(string question);

/// <summary>Puts the same questions to this search, to plain BM25 and to SQLite, one after the other in one run.</summary>
internal static class SearchBenchmark
{
    public static int Run(QuestionSet set, TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{set.Answers.Count} answers, {set.Questions.Count} questions"));
        output.WriteLine("search                      MRR@10  Hit@1    p50 ms   p99 ms");
        using var own = new OwnSearch(set.Answers, OwnSearch.InOnePiece);
        Measure("this search", own.Find, set, output);
        using var lucene = new PlainLucene(set.Answers);
        Measure("Lucene BM25, one field", lucene.Find, set, output);
        using var sqlite = new SqliteFts5(set.Answers);
        Measure("SQLite FTS5", sqlite.Find, set, output);
        return 0;
    }

    private static void Measure(string name, Searcher search, QuestionSet set, TextWriter output)
    {
        var (reciprocal, first) = (0.0, 0);
        foreach (var question in set.Questions)
        {
            var rank = search(question.Text).Index().FirstOrDefault(one => question.Right.Contains(one.Item), (Index: -1, Item: "")).Index + 1;
            reciprocal += rank > 0 ? 1.0 / rank : 0;
            first += rank == 1 ? 1 : 0;
        }

        var times = QuestionTimes.Of(search, set.Questions);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-26} {reciprocal / set.Questions.Count,7:0.000} {(double)first / set.Questions.Count,6:0.000} {times.P50,9:0.00} {times.P99,8:0.00}"));
    }
}
