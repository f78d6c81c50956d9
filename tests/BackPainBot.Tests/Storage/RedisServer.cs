using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace BackPainBot.Tests.Storage;

/// <summary>A real redis-server on a free port of this machine, set up so that it loses nothing that it acknowledged. Without one its tests are skipped, and on CI they fail.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    public const string Password = "hunter2-is-secret";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backpainbot-redis-");
    private Process? _process;

    private readonly Socket _place = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public RedisServer()
    {
        _place.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _place.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Port = ((IPEndPoint)_place.LocalEndPoint!).Port;
        // Where it is bound and never listens, nobody else is given the port while redis-server is away; only Linux lets redis-server in beside it.
        if (!OperatingSystem.IsLinux())
        {
            _place.Dispose();
        }
    }

    public int Port { get; }

    /// <summary>Where it writes its append-only file, uncompressed.</summary>
    public string Folder => _folder.FullName;

    public static async Task<RedisServer> StartAsync()
    {
        var server = new RedisServer();
        await server.StartAgainAsync();
        return server;
    }

    public string ConnectionString(int database = 0) => $"127.0.0.1:{Port},password={Password},defaultDatabase={database}";

    /// <summary>Starts it with what it had, and waits until it has read that.</summary>
    public async Task StartAgainAsync()
    {
        string[] arguments =
        [
            "--port", $"{Port}", "--bind", "127.0.0.1", "--dir", _folder.FullName, "--save", "", "--rdbcompression", "no", "--appendonly", "yes", "--appendfsync", "always",
            "--databases", "1000", "--requirepass", Password,
        ];
        try
        {
            _process = Process.Start(new ProcessStartInfo("redis-server", arguments) { RedirectStandardOutput = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            const string Missing = "The tests of several nodes need redis-server on the PATH.";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", Missing);
            Assert.Fail(Missing);
        }

        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        Assert.Fail("redis-server ended before it was ready.");
    }

    /// <summary>Without a warning, as a power cut or the kernel would.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _process = null;
    }

    /// <summary>Lets time go by for a database: whatever expires, expires so much earlier.</summary>
    public async Task PassAsync(TimeSpan time, int database = 0)
    {
        foreach (var key in await KeysAsync(database))
        {
            await UseAsync(database, async redis => await redis.KeyTimeToLiveAsync(key) is { } left && await redis.KeyExpireAsync(key, left - time));
        }
    }

    /// <summary>The keys of a database.</summary>
    public Task<string[]> KeysAsync(int database = 0) =>
        UseAsync(database, redis => Task.FromResult(redis.Multiplexer.GetServers()[0].Keys(database).Select(key => (string)key!).ToArray()));

    public async Task<T> UseAsync<T>(int database, Func<IDatabase, Task<T>> use)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(ConnectionString(database));
        return await use(connection.GetDatabase());
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }

        _place.Dispose();
        _folder.Delete(recursive: true);
    }
}
