using BackPainBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

[assembly: AssemblyFixture(typeof(BackPainBot.Tests.Storage.SharedRedis))]

namespace BackPainBot.Tests.Storage;

/// <summary>One redis-server, started when a test first asks; each test has a database of its own in it.</summary>
public sealed class SharedRedis : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private RedisServer? _server;
    private int _databases;

    internal async Task<(RedisServer Server, int Database)> NewDatabaseAsync()
    {
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _server ??= await RedisServer.StartAsync();
            return (_server, _databases++);
        }
        finally
        {
            _starting.Release();
        }
    }

    internal static RedisDatabase Open(RedisServer server, int database) => RedisDatabase.Open(server.ConnectionString(database), TimeProvider.System, NullLogger<RedisDatabase>.Instance);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _starting.Dispose();
    }
}
