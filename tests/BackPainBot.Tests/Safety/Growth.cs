using System.Diagnostics;

namespace BackPainBot.Tests.Safety;

/// <summary>How the time for a text grows with its length, measured so that other work on the machine does not matter.</summary>
internal static class Growth
{
    /// <summary>A reader in proportion to length comes to about 1, one by its square to about 8.</summary>
    public const double Limit = 3;

    private const int Parts = 8;

    /// <summary>
    /// The time for one text against the time for its eight parts one after the other. In proportion both are the same work, so whatever takes the processor away takes as much
    /// from both; the best of several rounds by turns leaves that out. More rounds follow only while the limit is passed: they find quieter moments, which do not help a square.
    /// </summary>
    public static double Of(Action<string> read, string words, int mostRounds = 80)
    {
        const int Rounds = 2;
        var part = string.Concat(Enumerable.Repeat(words, 5_000 / words.Length));
        var whole = string.Concat(Enumerable.Repeat(part, Parts));
        var (parts, once) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < Rounds || (once > Limit * parts && round < mostRounds); round++)
        {
            parts = Shorter(parts, () =>
            {
                for (var index = 0; index < Parts; index++)
                {
                    read(part);
                }
            });
            once = Shorter(once, () => read(whole));
        }

        return once / parts;
    }

    private static TimeSpan Shorter(TimeSpan best, Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        var took = Stopwatch.GetElapsedTime(start);
        return took < best ? took : best;
    }
}
