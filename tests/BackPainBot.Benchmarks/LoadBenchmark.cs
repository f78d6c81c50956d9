using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BackPainBot.Benchmarks;

/// <summary>Whole answered turns (authentication off, safety screen, search, SQLite) beside the bare endpoint, alternating in one run.</summary>
internal static class LoadBenchmark
{
    private static readonly string[] Questions =
    [
        "why do discs wear out", "is surgery a good idea", "how does acupuncture help a slipped disc", "what causes back pain", "chronic inflammation",
        "does sitting at a desk all day hurt my back", "can needles relax tight muscles", "who won the football",
    ];

    public static async Task<int> RunAsync(int seconds)
    {
        var data = Directory.CreateTempSubdirectory("backpainbot-load-");
        try
        {
            return await RunAsync(seconds, data.FullName);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<int> RunAsync(int seconds, string data)
    {
        var started = Stopwatch.GetTimestamp();
        using var bot = await ServerProcess.StartAsync("BackPainBot.dll", "--urls", "http://127.0.0.1:0", "--Storage:Folder", data);
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 50 });
        await AskAsync(client, bot.Endpoint, 0);
        Say($"start to first answer     {Stopwatch.GetElapsedTime(started).TotalMilliseconds,8:N0} ms");
        Say($"memory after 1 question   {bot.ResidentMegabytes,8:N0} MiB");
        for (var i = 1; i <= 1_000; i++)
        {
            await AskAsync(client, bot.Endpoint, i);
        }

        Say($"memory after 1,000        {bot.ResidentMegabytes,8:N0} MiB");

        using var bare = await ServerProcess.StartAsync("BackPainBot.Benchmarks.dll", "bare");
        await MeasureAsync(client, bare.Endpoint, 8, 1);
        Say("connections   bot turns/s   p50 ms   p99 ms   bare requests/s   bot/bare   errors");
        foreach (var connections in new[] { 1, 8, 50 })
        {
            var turns = await MeasureAsync(client, bot.Endpoint, connections, seconds);
            var requests = await MeasureAsync(client, bare.Endpoint, connections, seconds);
            Say($"{connections,11}   {turns.PerSecond,11:N0}   {turns.P50,6:N2}   {turns.P99,6:N1}   {requests.PerSecond,15:N0}   {turns.PerSecond / requests.PerSecond,8:P1}   {turns.Errors,6}");
        }

        Say($"memory after the load     {bot.ResidentMegabytes,8:N0} MiB");
        return 0;
    }

    private static async Task<Rate> MeasureAsync(HttpClient client, Uri endpoint, int connections, int seconds)
    {
        var times = new ConcurrentBag<List<double>>();
        var errors = 0;
        var end = Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(connection => Task.Run(async () =>
        {
            var own = new List<double>();
            for (var i = 0; Stopwatch.GetTimestamp() < end; i++)
            {
                var began = Stopwatch.GetTimestamp();
                if (!await AskAsync(client, endpoint, (connection * 1_000_000) + i))
                {
                    Interlocked.Increment(ref errors);
                }

                own.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            times.Add(own);
        })));
        var all = times.SelectMany(own => own).Order().ToArray();
        return new(all.Length / (double)seconds, all[all.Length / 2], all[(int)(all.Length * 0.99)], errors);
    }

    /// <summary>Asks in a conversation of some ten turns, as visitors do. True when a reply with text came back.</summary>
    private static async Task<bool> AskAsync(HttpClient client, Uri endpoint, int number)
    {
        var activity = JsonSerializer.Serialize(new
        {
            type = "message",
            id = Guid.NewGuid(),
            text = Questions[number % Questions.Length],
            channelId = "emulator",
            deliveryMode = "expectReplies",
            serviceUrl = "http://127.0.0.1:9/",
            conversation = new { id = $"load-{number / 10}" },
            from = new { id = "visitor" },
            recipient = new { id = "bot" },
        });
        using var content = new StringContent(activity, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(endpoint, content);
        return response.IsSuccessStatusCode && (await response.Content.ReadAsStringAsync()).Contains("\"text\":", StringComparison.Ordinal);
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Say(string line) => Console.WriteLine(line);

    private sealed record Rate(double PerSecond, double P50, double P99, int Errors);
}
