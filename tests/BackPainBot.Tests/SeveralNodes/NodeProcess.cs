using System.Diagnostics;
using System.Runtime.InteropServices;

namespace BackPainBot.Tests.SeveralNodes;

/// <summary>The bot in a process of its own, which can be killed.</summary>
internal sealed class NodeProcess : IDisposable
{
    private const string Announced = "Chat page";
    private const int SigTerm = 15;
    private readonly Process _process;

    private NodeProcess(Process process, string origin) => (_process, Origin) = (process, origin);

    /// <summary>Without a slash at the end.</summary>
    public string Origin { get; }

    /// <summary>Memory that the operating system counts for it, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts it and waits until it says where it is.</summary>
    public static async Task<NodeProcess> StartAsync(params (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BackPainBot.dll"), "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true };
        start.Environment["DirectLine__MessagesPerMinute"] = "1000";
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

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

    /// <summary>Asks it to stop, as systemd and containers do. Not on Windows, which has no such signal.</summary>
    public void AskToStop() => Assert.Equal(0, Signal(_process.Id, SigTerm));

    /// <summary>How it ended.</summary>
    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
