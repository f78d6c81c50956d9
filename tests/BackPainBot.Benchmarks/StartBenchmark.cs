using System.Diagnostics;
using System.Globalization;
using BackPainBot.Benchmarks.Load;
using BackPainBot.Benchmarks.Search;
using BackPainBot.Knowledge;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackPainBot.Benchmarks;

/// <summary>The time from the start of a process of the bot to its first answer, its memory then, and how soon an edit is live.</summary>
internal static class StartBenchmark
{
    private const int Passages = 28_000;

    private const int StartsFromCache = 3;

    /// <param name="corpus">Null to start over the shipped folder only.</param>
    public static async Task<int> RunAsync(QuestionSet? corpus)
    {
        Console.WriteLine("knowledge              first answer ms   MiB then   after 100 questions");
        await StartAsync("shipped", CorpusFolder.Shipped());
        if (corpus is null) return 0;
        var folder = Directory.CreateTempSubdirectory("benchmark-");
        try
        {
            CorpusFolder.Write(CorpusFolder.WithPassages(corpus.Answers, Passages), folder.FullName);
            await StartAsync($"{Passages} passages", folder.FullName);
            await EditAsync(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task StartAsync(string name, string knowledge)
    {
        var data = Directory.CreateTempSubdirectory("benchmark-data-");
        try
        {
            var (cold, cached) = ($"{name}, cold", $"{name}, cached");
            Report(cold, await StartOnceAsync(knowledge, data.FullName));
            var starts = new List<Started>();
            for (var i = 0; i < StartsFromCache; i++) starts.Add(await StartOnceAsync(knowledge, data.FullName));
            Report(cached, starts.MinBy(start => start.Milliseconds)!);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<Started> StartOnceAsync(string knowledge, string data)
    {
        var started = Stopwatch.GetTimestamp();
        using var bot = await ServerProcess.StartAsync("BackPainBot.dll", "--urls", "http://127.0.0.1:0", "--Storage:Folder", data, "--Knowledge:Folder", knowledge);
        using var client = new HttpClient();
        var ask = Visitors.ByMessages(client, bot.Endpoint);
        if (!await ask(0, 0)) throw new InvalidOperationException("The bot did not answer.");
        var (milliseconds, memory) = (Stopwatch.GetElapsedTime(started).TotalMilliseconds, bot.ResidentMegabytes);
        for (var i = 1; i <= 100; i++) await ask(0, i);
        return new(milliseconds, memory, bot.ResidentMegabytes);
    }

    /// <summary>From the save of one article to the index that answers with it.</summary>
    private static async Task EditAsync(string folder)
    {
        using var knowledge = KnowledgeBase.Open(new() { Folder = folder }, NullLogger<KnowledgeBase>.Instance);
        knowledge.Watch();
        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < StartsFromCache; i++)
        {
            var live = new TaskCompletionSource();
            knowledge.Changed += _ => live.TrySetResult();
            var saved = Stopwatch.GetTimestamp();
            await File.AppendAllTextAsync(Path.Combine(folder, "articles", "000000.md"), $"\nEdit {i}.\n");
            await live.Task;
            var took = Stopwatch.GetElapsedTime(saved);
            fastest = took < fastest ? took : fastest;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"edit to live over {Passages} passages: {fastest.TotalMilliseconds:N0} ms, {new KnowledgeOptions().QuietTime.TotalMilliseconds:N0} ms of them waiting for further saves"));
    }

    private static void Report(string name, Started start) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{name,-24} {start.Milliseconds,13:N0} {start.Memory,10:N0} {start.MemoryLater,21:N0}"));

    private sealed record Started(double Milliseconds, double Memory, double MemoryLater);
}
