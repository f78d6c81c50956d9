using System.Globalization;
using BackPainBot.Benchmarks;
using BackPainBot.Benchmarks.Load;
using BackPainBot.Benchmarks.Search;

// dotnet run -c Release --project tests/BackPainBot.Benchmarks -- load
return args switch
{
    ["bare"] => await BareEndpoint.RunAsync(),
    ["load"] => await LoadBenchmark.RunAsync(seconds: 5, [1, 8, 50, 500]),
    ["load", .. var numbers] when Array.TrueForAll(numbers, number => int.TryParse(number, CultureInfo.InvariantCulture, out var one) && one > 0) =>
        await LoadBenchmark.RunAsync(int.Parse(numbers[0], CultureInfo.InvariantCulture), numbers.Length > 1 ? [.. numbers[1..].Select(int.Parse)] : [1, 8, 50, 500]),
    ["search", var folder] => SearchBenchmark.Run(new QuestionSet(folder), Console.Out),
    ["sizes", var folder] => SizeBenchmark.Run(new QuestionSet(folder), [28, 2_800, 28_000, 280_000], Console.Out),
    ["sizes", var folder, .. var sizes] => SizeBenchmark.Run(new QuestionSet(folder), Array.ConvertAll(sizes, int.Parse), Console.Out),
    ["folder", var folder, var target] => CorpusFolder.Write(new QuestionSet(folder).Answers, target),
    ["start"] => await StartBenchmark.RunAsync(corpus: null),
    ["start", var folder] => await StartBenchmark.RunAsync(new QuestionSet(folder)),
    ["hot"] => HotParts.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("load [seconds [N ...]]  answered turns at N connections (1, 8, 50, 500), by expectReplies and by Direct Line, beside a bare JSON endpoint in the same run");
    Console.WriteLine("search FOLDER           how well this search finds, beside plain Lucene and SQLite FTS5");
    Console.WriteLine("sizes FOLDER [N ...]    how fast it finds in N passages (28, 2800, 28000, 280000), beside the same two");
    Console.WriteLine("start [FOLDER]          from the start of the process to the first answer, cold and from the cache; with FOLDER also over 28,000 passages");
    Console.WriteLine("hot                     the hot parts with their allocations (BenchmarkDotNet)");
    Console.WriteLine("folder FOLDER TARGET    writes the corpus as a knowledge folder");
    Console.WriteLine("FOLDER holds corpus.jsonl.gz, dev-queries.tsv and dev-qrels.tsv.");
    return 1;
}
