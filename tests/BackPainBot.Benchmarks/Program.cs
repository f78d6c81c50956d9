using BackPainBot.Benchmarks;
using BackPainBot.Benchmarks.Search;

// dotnet run -c Release --project tests/BackPainBot.Benchmarks -- load
return args switch
{
    ["bare"] => await BareEndpoint.RunAsync(),
    ["load"] => await LoadBenchmark.RunAsync(seconds: 5),
    ["load", var seconds] when int.TryParse(seconds, out var length) => await LoadBenchmark.RunAsync(length),
    ["search", var folder] => SearchBenchmark.Run(new QuestionSet(folder), Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("load [seconds]   answered turns through expectReplies at 1, 8 and 50 connections, beside a bare JSON endpoint in the same run");
    Console.WriteLine("search FOLDER    this search beside plain Lucene and SQLite FTS5; FOLDER holds corpus.jsonl.gz, dev-queries.tsv and dev-qrels.tsv");
    return 1;
}
