using BackPainBot.Benchmarks.Search;

// dotnet run -c Release --project tests/BackPainBot.Benchmarks -- search FOLDER
if (args is not ["search", var folder])
{
    Console.Error.WriteLine("Write: search FOLDER, where FOLDER holds corpus.jsonl.gz, dev-queries.tsv and dev-qrels.tsv.");
    return 2;
}

SearchBenchmark.Run(new(folder), Console.Out);
return 0;
