using System.Globalization;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.DirectLine;
using StackExchange.Redis;

namespace BackPainBot.Storage;

/// <summary>
/// Keeps what was said in Direct Line conversations in Redis, where every node reads it: one stream per conversation, whose entry n-1 is the activity at position n.
/// Entry 0-1 says that the conversation exists.
/// </summary>
internal sealed class RedisActivityLog : IActivityLog
{
    private const string Prefix = "backpainbot:said:", Channel = "backpainbot:news";

    private const string Create = """
        if redis.call('EXISTS', KEYS[1]) == 1 then
          return redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1][2][2] == ARGV[1] and 1 or 0
        end
        redis.call('XADD', KEYS[1], '0-1', 'write', ARGV[1])
        redis.call('PEXPIRE', KEYS[1], ARGV[3])
        return 1
        """;

    /// <summary>A second try looks whether the first one was among the latest entries.</summary>
    private const string Append = """
        local position = redis.call('XLEN', KEYS[1])
        if position == 0 then return 0 end
        if ARGV[2] ~= '1' then
          for _, entry in ipairs(redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 100)) do
            if entry[2][2] == ARGV[1] then return 1 end
          end
        end
        for i = 6, #ARGV do
          redis.call('XADD', KEYS[1], position + i - 6 .. '-1', 'write', ARGV[1], 'activity', ARGV[i])
        end
        redis.call('PEXPIRE', KEYS[1], ARGV[3])
        redis.call('PUBLISH', ARGV[4], ARGV[5])
        return 1
        """;

    private const string Delete = """
        redis.call('DEL', KEYS[1])
        redis.call('PUBLISH', ARGV[3], ARGV[4])
        return 1
        """;

    /// <summary>A waiting socket looks by itself this often: for a conversation that has expired, which nobody announces.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(15);

    private readonly RedisDatabase _database;
    private readonly TimeSpan _retention;
    private readonly TimeProvider _time;
    private readonly ConversationNews _news = new();

    /// <param name="database">Shared by all nodes.</param>
    /// <param name="retention">How long a conversation is kept after its last activity.</param>
    /// <param name="time">The clock of the waits; what is kept expires by the clock of Redis.</param>
    public RedisActivityLog(RedisDatabase database, TimeSpan retention, TimeProvider time)
    {
        (_database, _retention, _time) = (database, retention, time);
        database.Restored += _news.WakeAll;
        database.Subscribe(Channel, _news.Wake);
    }

    private long Milliseconds => (long)_retention.TotalMilliseconds;

    public async ValueTask<bool> CreateAsync(string conversationId, CancellationToken cancellation) =>
        await _database.WriteAsync(Create, [Key(conversationId)], [Milliseconds], cancellation) == 1;

    public async ValueTask<bool> ExistsAsync(string conversationId, CancellationToken cancellation) =>
        await _database.RunAsync(redis => redis.KeyExistsAsync(Key(conversationId)), cancellation);

    public async ValueTask<bool> AppendAsync(string conversationId, IReadOnlyList<Activity> activities, CancellationToken cancellation) =>
        await _database.WriteAsync(
            Append,
            [Key(conversationId)],
            [Milliseconds, Channel, conversationId, .. activities.Select(activity => (RedisValue)ActivityJson.Write(activity))],
            cancellation) == 1;

    public async ValueTask<IReadOnlyList<LoggedActivity>?> ReadAsync(string conversationId, long after, int limit, CancellationToken cancellation)
    {
        var entries = await _database.RunAsync(redis => redis.StreamRangeAsync(Key(conversationId), $"({after}-1", count: limit), cancellation);
        return entries.Length > 0 || await ExistsAsync(conversationId, cancellation)
            ? [.. entries.Select(entry => new LoggedActivity(Position(entry.Id!), ActivityJson.Read(entry["activity"]!)))]
            : null;
    }

    public async Task WaitAsync(string conversationId, long after, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var news = _news.Of(conversationId);
                if (await HasNewsAsync(conversationId, after, cancellation))
                {
                    return;
                }

                await Task.WhenAny(news, Task.Delay(LookAgain, _time, cancellation));
                cancellation.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            // Whoever else waits here looks again; a signal that nobody gives must not stay behind.
            _news.Wake(conversationId);
        }
    }

    public async ValueTask DeleteAsync(string conversationId, CancellationToken cancellation) =>
        await _database.WriteAsync(Delete, [Key(conversationId)], [Channel, conversationId], cancellation);

    /// <summary>Something new, or no such conversation (any more). While Redis is away there is no news: its return wakes who waits.</summary>
    private async Task<bool> HasNewsAsync(string conversationId, long after, CancellationToken cancellation)
    {
        try
        {
            var length = await _database.RunAsync(redis => redis.StreamLengthAsync(Key(conversationId)), cancellation);
            return length == 0 || length - 1 > after;
        }
        catch (StorageException)
        {
            return false;
        }
    }

    private static RedisKey Key(string conversationId) => Prefix + conversationId;

    private static long Position(string entryId) => long.Parse(entryId.AsSpan(0, entryId.IndexOf('-', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
}
