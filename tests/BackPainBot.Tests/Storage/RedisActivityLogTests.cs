using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.DirectLine;
using BackPainBot.Storage;
using BackPainBot.Tests.BotFramework.DirectLine;

namespace BackPainBot.Tests.Storage;

public sealed class RedisActivityLogTests(SharedRedis shared) : ActivityLogContract, IAsyncLifetime
{
    private static readonly TimeSpan Retention = TimeSpan.FromHours(1);

    private readonly List<RedisDatabase> _nodes = [];
    private RedisServer _server = null!;
    private int _database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (_server, _database) = await shared.NewDatabaseAsync();

    [Fact]
    public async Task Who_waits_for_a_conversation_that_expires_is_let_go()
    {
        var log = await OpenAsync();
        await log.CreateAsync("c", Cancellation);
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var waiting = new RedisActivityLog(_nodes[0], Retention, time).WaitAsync("c", 0, Cancellation);
        await PassRetentionAsync();
        while (!waiting.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(15));
            await Task.WhenAny(waiting, Task.Delay(10, Cancellation));
        }

        await waiting;
        Assert.Null(await log.ReadAsync("c", 0, 1, Cancellation));
    }

    [Fact]
    public async Task Positions_count_from_1_without_gaps_so_that_a_watermark_means_the_same_on_every_node()
    {
        var log = await OpenAsync();
        var other = await OpenOnAnotherNodeAsync(log);
        await log.CreateAsync("c", Cancellation);
        foreach (var node in new[] { log, other, log })
        {
            await node.AppendAsync("c", [new() { Type = ActivityTypes.Message }, new() { Type = ActivityTypes.Typing }], Cancellation);
        }

        Assert.Equal([1L, 2, 3, 4, 5, 6], (await other.ReadAsync("c", 0, 100, Cancellation))!.Select(entry => entry.Position));
        Assert.Empty((await other.ReadAsync("c", long.MaxValue, 100, Cancellation))!);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    protected override ValueTask<IActivityLog> OpenAsync()
    {
        _nodes.Add(SharedRedis.Open(_server, _database));
        return new(new RedisActivityLog(_nodes[^1], Retention, TimeProvider.System));
    }

    protected override ValueTask<IActivityLog> OpenOnAnotherNodeAsync(IActivityLog log) => OpenAsync();

    protected override async ValueTask PassRetentionAsync() => await _server.PassAsync(TimeSpan.FromMinutes(61), _database);

    protected override async ValueTask PassMostOfRetentionAsync() => await _server.PassAsync(TimeSpan.FromMinutes(40), _database);
}
