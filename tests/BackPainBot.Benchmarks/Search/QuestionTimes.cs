using System.Diagnostics;

namespace BackPainBot.Benchmarks.Search;

/// <summary>How long questions take: of each the fastest of some passes, as other programs on the machine only ever make one slower.</summary>
internal sealed record QuestionTimes(double P50, double P99, double KilobytesAllocated)
{
    private const int Passes = 3;

    /// <summary>No pass begins later.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static QuestionTimes Of(Searcher search, IReadOnlyList<CorpusQuestion> questions)
    {
        var started = Stopwatch.GetTimestamp();
        var fastest = new double[questions.Count];
        Array.Fill(fastest, double.MaxValue);
        long allocated = 0;
        for (var pass = 0; pass < Passes && (pass == 0 || Stopwatch.GetElapsedTime(started) < Patience); pass++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < questions.Count; i++)
            {
                var start = Stopwatch.GetTimestamp();
                search(questions[i].Text);
                fastest[i] = Math.Min(fastest[i], Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Array.Sort(fastest);
        return new(fastest[fastest.Length / 2], fastest[fastest.Length * 99 / 100], allocated / 1024.0 / questions.Count);
    }
}
