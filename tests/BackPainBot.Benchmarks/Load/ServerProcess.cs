using System.Diagnostics;

namespace BackPainBot.Benchmarks.Load;

/// <summary>A server in a process of its own, so that its memory is its own and the load's is not.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const string Announced = "Messaging endpoint";
    private readonly Process _process;

    private ServerProcess(Process process, Uri endpoint) => (_process, Endpoint) = (process, endpoint);

    public Uri Endpoint { get; }

    /// <summary>Memory that the operating system counts for it, in MiB.</summary>
    public double ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>The time for which it has kept a processor busy so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it and waits until it names its endpoint.</summary>
    public static async Task<ServerProcess> StartAsync(string assembly, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments]) { RedirectStandardOutput = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{assembly} did not start.");
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Announced, StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new(process, new Uri(line[Announced.Length..].Trim()));
            }
        }

        throw new InvalidOperationException($"{assembly} ended before it named its endpoint.");
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
