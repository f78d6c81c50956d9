using System.Diagnostics;

namespace BackPainBot.Tests.SeveralNodes;

/// <summary>The bot in a process of its own, which can be killed.</summary>
internal sealed class NodeProcess : IDisposable
{
    private const string Announced = "Chat page";
    private readonly Process _process;

    private NodeProcess(Process process, string origin) => (_process, Origin) = (process, origin);

    /// <summary>Without a slash at the end.</summary>
    public string Origin { get; }

    /// <summary>Starts it and waits until it says where it is.</summary>
    public static async Task<NodeProcess> StartAsync(string redis)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BackPainBot.dll"), "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true };
        start.Environment["Storage__Redis"] = redis;
        start.Environment["DirectLine__MessagesPerMinute"] = "1000";
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith(Announced, StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new(process, line[Announced.Length..].Trim());
            }
        }

        throw new InvalidOperationException("The node ended before it said where it is.");
    }

    /// <summary>Ends it in the middle of whatever it does.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    public void Dispose()
    {
        Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
