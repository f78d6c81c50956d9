using System.Globalization;
using System.Text.Json;
using BackPainBot.Benchmarks.Search;
using BackPainBot.BotFramework.Activities;
using BackPainBot.Knowledge;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackPainBot.Benchmarks;

/// <summary>What each turn does, over the shipped folder.</summary>
public class HotParts : IDisposable
{
    private KnowledgeBase _knowledge = null!;
    private string _activity = null!;
    private int _number;

    internal static int Run()
    {
        // In this process and few times: a look, done in a minute.
        var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.DontLogOutput);
        BenchmarkRunner.Run<HotParts>(DefaultConfig.Instance.AddJob(job).AddDiagnoser(MemoryDiagnoser.Default));
        return 0;
    }

    [GlobalSetup]
    public void Open()
    {
        _knowledge = Read();
        _activity = JsonSerializer.Serialize(new Activity { Type = ActivityTypes.Message, Text = "why do discs wear out" }, ActivityJson.Options);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _knowledge?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public SearchResult Question() => _knowledge.Current.Search(new("how does acupuncture help a slipped disc"));

    /// <summary>Another word each time, as a word is only looked for once.</summary>
    [Benchmark]
    public SearchResult MistypedQuestion() => _knowledge.Current.Search(new(string.Create(CultureInfo.InvariantCulture, $"does acupunctur{Letters(_number++)} help")));

    [Benchmark]
    public SearchResult FollowUp() => _knowledge.Current.Search(new("and for old people?", "does acupuncture help with back pain"));

    [Benchmark]
    public SearchResult Story() => _knowledge.Current.Search(new(
        "I am 45 and drive a van all day. Since last spring my lower back has been aching, mostly in the evening, and now and then it goes down my leg. My doctor talked of an operation. "
        + "My wife says that needles helped her sister a lot. Should I try acupuncture before I let them operate?"));

    [Benchmark]
    public Activity? ReadActivity() => JsonSerializer.Deserialize<Activity>(_activity, ActivityJson.Options);

    [Benchmark]
    public int ReadFolder()
    {
        using var knowledge = Read();
        return knowledge.Current.PassageCount;
    }

    private static KnowledgeBase Read() => KnowledgeBase.Open(new() { Folder = CorpusFolder.Shipped() }, NullLogger<KnowledgeBase>.Instance);

    private static string Letters(int number) => $"{(char)('a' + (number % 26))}{(char)('a' + (number / 26 % 26))}{(char)('a' + (number / 676 % 26))}";
}
