using System.Text;
using BackPainBot.Storage;
using BackPainBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace BackPainBot.Tests.Operations;

/// <summary>With a server of its own: its file must hold what this test planted and nothing of another.</summary>
public sealed class RedisPlantedDataTests : PlantedDataContract, IAsyncLifetime
{
    private RedisServer _server = null!;

    protected override (string Key, string Value)[] Settings => [("Storage:Redis", _server.ConnectionString())];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await RedisServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>The append-only file in all its parts, and the bot's own folder, which should be empty.</summary>
    private protected override Task<byte[]> BytesAsync(WatchedBot bot) => Task.FromResult(
        new[] { _server.Folder, bot.Folder }.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).SelectMany(Bytes).ToArray());

    private protected override async Task<byte[]> EntriesAsync(WatchedBot bot, bool withChats)
    {
        var text = new StringBuilder();
        foreach (var key in (await _server.KeysAsync()).Where(key => withChats || !key.StartsWith("backpainbot:said:", StringComparison.Ordinal)))
        {
            text.AppendLine(key).AppendJoin('\n', await _server.UseAsync(0, redis => ValuesAsync(redis, key))).AppendLine();
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private protected override async Task PassRetentionAsync(WatchedBot bot)
    {
        bot.Time.Ahead = TimeSpan.FromDays(31);
        await _server.PassAsync(TimeSpan.FromDays(31));
        await PassSweepAsync(bot);
    }

    private protected override async Task PassSweepAsync(WatchedBot bot)
    {
        var before = Parts();
        await bot.Services.GetRequiredService<IConversationStore>().SweepAsync(bot.Time.GetUtcNow() - new StorageOptions().Retention, Cancellation);
        using var tries = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var left = 400; Parts().Overlaps(before); left--)
        {
            Assert.NotEqual(0, left);
            await tries.WaitForNextTickAsync(Cancellation);
        }
    }

    /// <summary>The files that hold entries; a rewrite puts others in their place.</summary>
    private HashSet<string> Parts() => [.. Directory.EnumerateFiles(_server.Folder, "*.aof", SearchOption.AllDirectories)];

    private static async Task<IEnumerable<string>> ValuesAsync(IDatabase redis, string key) => await redis.KeyTypeAsync(key) switch
    {
        RedisType.String => [(string)(await redis.StringGetAsync(key))!],
        RedisType.Hash => (await redis.HashGetAllAsync(key)).Select(entry => $"{entry.Name} {entry.Value}"),
        RedisType.Stream => (await redis.StreamRangeAsync(key)).SelectMany(entry => entry.Values.Select(value => $"{value.Name} {value.Value}")),
        var other => throw new InvalidOperationException($"{key} is a {other}, which this test cannot read."),
    };

    private static byte[] Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
