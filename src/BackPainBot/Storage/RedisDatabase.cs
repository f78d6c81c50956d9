using System.Net;
using StackExchange.Redis;

namespace BackPainBot.Storage;

/// <summary>
/// The Redis that several nodes share. A short interruption is waited for; during a long one every command fails at once, until Redis is back.
/// What was acknowledged survives a killed Redis only with <c>appendonly yes</c> and <c>appendfsync always</c>
/// (https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/).
/// </summary>
internal sealed partial class RedisDatabase : IAsyncDisposable
{
    /// <summary>So long a turn waits for a Redis that does not answer; a person with an emergency waits for the notice meanwhile.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    private readonly ConnectionMultiplexer _connection;
    private readonly IDatabase _database;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisDatabase> _logger;
    private readonly string _name;
    private bool _isAway;

    private RedisDatabase(ConfigurationOptions options, TimeProvider time, ILogger<RedisDatabase> logger)
    {
        (_time, _logger) = (time, logger);
        _name = string.Join(", ", options.EndPoints.Select(endpoint => endpoint is DnsEndPoint name ? $"{name.Host}:{name.Port}" : endpoint.ToString()));
        _connection = ConnectionMultiplexer.Connect(options);
        _database = _connection.GetDatabase();
        _connection.ConnectionRestored += (_, _) => Restored?.Invoke();
    }

    /// <summary>Connected, or connected again: what was published before is lost.</summary>
    public event Action? Restored;

    /// <summary>Connects, or goes on trying in the background while Redis cannot be reached.</summary>
    public static RedisDatabase Open(string connectionString, TimeProvider time, ILogger<RedisDatabase> logger)
    {
        // What the owner writes comes last and so counts.
        var options = ConfigurationOptions.Parse($"abortConnect=false,connectTimeout=2000,asyncTimeout={Patience.TotalMilliseconds},{connectionString}");
        options.BacklogPolicy = BacklogPolicy.FailFast;
        // Looked at with every heartbeat, so that a restarted Redis is found again well within the patience.
        options.HeartbeatInterval = TimeSpan.FromMilliseconds(250);
        options.ReconnectRetryPolicy = new LinearRetry(250);
        // For RewriteFileAsync; what the user may do on the server is the server's to say.
        options.AllowAdmin = true;
        return new(options, time, logger);
    }

    /// <summary>Runs a command that does no harm when it runs twice.</summary>
    /// <exception cref="StorageException">Redis cannot be used now.</exception>
    public Task<T> RunAsync<T>(Func<IDatabase, Task<T>> command, CancellationToken cancellation) =>
        TryAsync(_ => command(_database).WaitAsync(cancellation), cancellation);

    /// <summary>
    /// Runs a Lua script that writes, whole or not at all. It may run again when its answer was lost, so it gets, before its own values, the id of this write
    /// (ARGV[1]) and which try it is (ARGV[2], from 1), and sees to it that nothing is written twice.
    /// </summary>
    /// <exception cref="StorageException">Redis cannot be used now; whether it has written is not known.</exception>
    public Task<long> WriteAsync(string script, RedisKey[] keys, IEnumerable<RedisValue> values, CancellationToken cancellation)
    {
        var id = Guid.NewGuid().ToString("N");
        return TryAsync(async number => (long)await _database.ScriptEvaluateAsync(script, keys, [id, number, .. values]).WaitAsync(cancellation), cancellation);
    }

    /// <summary>The value that the first node gave; kept for ever.</summary>
    /// <exception cref="StorageException">Redis cannot be used now.</exception>
    public string GetOrAdd(string key, string value)
    {
        try
        {
            _database.StringSet(key, value, when: When.NotExists);
            return _database.StringGet(key)!;
        }
        catch (Exception fault) when (IsFault(fault))
        {
            throw new StorageException(Sentence(fault), fault);
        }
    }

    /// <summary>Listens until the process ends, across interruptions. Does not wait until Redis knows: a request that starts it must not.</summary>
    public void Subscribe(string channel, Action<string> listener) => _ = SubscribeAsync(channel, listener);

    /// <summary>All keys that begin so, each once.</summary>
    /// <exception cref="StorageException">Redis cannot be used now.</exception>
    public Task<HashSet<RedisKey>> KeysAsync(string prefix, CancellationToken cancellation) => TryAsync(
        async _ =>
        {
            var keys = new HashSet<RedisKey>();
            await foreach (var key in Primary().KeysAsync(_database.Database, $"{prefix}*", pageSize: 500).WithCancellation(cancellation))
            {
                keys.Add(key);
            }

            return keys;
        },
        cancellation);

    /// <summary>
    /// Asks for a new append-only file. Redis forgets at once, but its file, if it has one, holds what was written and deleted since until it is rewritten, which Redis does
    /// by itself only when it has doubled in size.
    /// </summary>
    public async Task RewriteFileAsync()
    {
        try
        {
            if (((string?)await _database.ExecuteAsync("INFO", "persistence"))?.Contains("aof_enabled:1", StringComparison.Ordinal) == true)
            {
                await _database.ExecuteAsync("BGREWRITEAOF");
            }
        }
        catch (Exception fault) when (IsFault(fault))
        {
            // Not allowed here, under way already, or Redis is away; the next sweep asks again.
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private IServer Primary() => _connection.GetServers().FirstOrDefault(server => server is { IsConnected: true, IsReplica: false })
        ?? throw new RedisException("No server takes writes now.");

    private async Task SubscribeAsync(string channel, Action<string> listener)
    {
        try
        {
            await _connection.GetSubscriber().SubscribeAsync(RedisChannel.Literal(channel), (_, message) => listener(message!));
            Restored?.Invoke();
        }
        catch (Exception fault) when (IsFault(fault))
        {
            // It is remembered, and made good once there is a connection.
        }
    }

    private async Task<T> TryAsync<T>(Func<int, Task<T>> attempt, CancellationToken cancellation)
    {
        var started = _time.GetTimestamp();
        for (var number = 1; ; number++)
        {
            try
            {
                var result = await attempt(number);
                CameBack();
                return result;
            }
            catch (Exception fault) when (IsFault(fault))
            {
                if (_isAway || !IsPassing(fault) || _time.GetElapsedTime(started) > Patience)
                {
                    WentAway(fault);
                    throw new StorageException(Sentence(fault), fault);
                }

                await Task.Delay(BetweenTries, cancellation);
            }
        }
    }

    private void WentAway(Exception fault)
    {
        if (!Interlocked.Exchange(ref _isAway, true))
        {
            LogWentAway(Sentence(fault));
        }
    }

    private void CameBack()
    {
        if (_isAway && Interlocked.Exchange(ref _isAway, false))
        {
            LogCameBack(_name);
        }
    }

    private static bool IsFault(Exception fault) => fault is RedisException or RedisTimeoutException or RedisCommandException;

    /// <summary>Restarting, failing over or slow, rather than set up wrongly.</summary>
    private static bool IsPassing(Exception fault) => fault is RedisServerException server
        ? Code(server) is "LOADING" or "READONLY" or "MASTERDOWN" or "TRYAGAIN" or "CLUSTERDOWN"
        : !IsRefused(fault);

    private static bool IsRefused(Exception fault) =>
        fault is RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } || (fault.InnerException is { } cause && IsRefused(cause));

    private string Sentence(Exception fault) => fault switch
    {
        _ when IsRefused(fault) => $"Redis at {_name} refuses the user or password; correct them in Storage:Redis.",
        RedisServerException server => $"Redis at {_name} refuses to work ({Code(server)}); its own log says why.",
        _ => $"Redis at {_name} cannot be reached; start it, or correct Storage:Redis.",
    };

    /// <summary>The first word of Redis's answer; the rest may quote what was sent.</summary>
    private static string Code(RedisServerException fault) => fault.Message.Split(' ', 2)[0];

    [LoggerMessage(304, LogLevel.Error, "{Fault} Until then nothing is remembered, and web chats wait.")]
    private partial void LogWentAway(string fault);

    [LoggerMessage(305, LogLevel.Warning, "Redis at {Name} is back.")]
    private partial void LogCameBack(string name);
}
