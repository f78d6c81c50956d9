using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace BackPainBot.Benchmarks.Load;

/// <summary>Whole answered turns (authentication off, safety screen, search, SQLite) beside the bare endpoint, alternating in one run.</summary>
internal static class LoadBenchmark
{
    /// <summary>For each way; until then the bot's code, of which there is far more than of the bare endpoint's, is still being compiled.</summary>
    private const int WarmUpSeconds = 10;

    public static async Task<int> RunAsync(int seconds, IReadOnlyList<int> connections)
    {
        var data = Directory.CreateTempSubdirectory("backpainbot-load-");
        try
        {
            return await RunAsync(seconds, connections, data.FullName);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<int> RunAsync(int seconds, IReadOnlyList<int> sizes, string data)
    {
        using var bot = await ServerProcess.StartAsync("BackPainBot.dll", ["--urls", "http://127.0.0.1:0", "--Storage:Folder", data, .. Visitors.WithoutLimits(perMinute: 100_000)]);
        using var bare = await ServerProcess.StartAsync("BackPainBot.Benchmarks.dll", "bare");
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = sizes.Max() });
        var (messages, directLine, nothing) = (Visitors.ByMessages(client, bot.Endpoint), Visitors.ByDirectLine(client, bot.Endpoint, sizes.Max()), Visitors.ByMessages(client, bare.Endpoint));
        await messages(0, 0);
        Say($"memory after 1 question   {bot.ResidentMegabytes,8:N0} MiB");
        for (var i = 1; i <= 1_000; i++) await messages(0, i);
        Say($"memory after 1,000        {bot.ResidentMegabytes,8:N0} MiB");

        foreach (var (server, visitor) in new[] { (bot, messages), (bot, directLine), (bare, nothing) }) await MeasureAsync(server, visitor, sizes.Max(), WarmUpSeconds);
        Say($"connections   way             turns/s   p50 ms   p99 ms   µs a turn   bare requests/s   µs a request   of bare   errors");
        foreach (var connections in sizes)
        {
            var requests = await MeasureAsync(bare, nothing, connections, seconds);
            foreach (var (name, visitor) in new[] { ("expectReplies", messages), ("Direct Line", directLine) })
            {
                var turns = await MeasureAsync(bot, visitor, connections, seconds);
                Say($"{connections,11}   {name,-13} {turns.PerSecond,9:N0}   {turns.P50,6:N2}   {turns.P99,6:N1}   {turns.Microseconds,9:N0}   {requests.PerSecond,15:N0}   {requests.Microseconds,12:N0}   {turns.PerSecond / requests.PerSecond,7:P1}   {turns.Errors,6}");
            }
        }

        Say($"memory after the load     {bot.ResidentMegabytes,8:N0} MiB");
        return 0;
    }

    private static async Task<Rate> MeasureAsync(ServerProcess server, Visitor visitor, int connections, int seconds)
    {
        var times = new ConcurrentBag<List<double>>();
        var errors = 0;
        var before = server.ProcessorTime;
        var (start, end) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency));
        await Task.WhenAll(Enumerable.Range(0, connections).Select(connection => Task.Run(async () =>
        {
            var own = new List<double>();
            for (var i = 0; Stopwatch.GetTimestamp() < end; i++)
            {
                var began = Stopwatch.GetTimestamp();
                if (!await visitor(connection, i)) Interlocked.Increment(ref errors);
                own.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            times.Add(own);
        })));
        var (all, lasted) = (times.SelectMany(own => own).Order().ToArray(), Stopwatch.GetElapsedTime(start).TotalSeconds);
        return new(all.Length / lasted, all[all.Length / 2], all[(int)(all.Length * 0.99)], (server.ProcessorTime - before).TotalMicroseconds / all.Length, errors);
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <param name="Microseconds">Processor time of the server for each.</param>
    private sealed record Rate(double PerSecond, double P50, double P99, double Microseconds, int Errors);
}
