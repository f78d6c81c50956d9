using BackPainBot.Dialog;
using BackPainBot.Storage;
using Microsoft.Extensions.Time.Testing;

namespace BackPainBot.Tests.Storage;

public sealed class RedisConversationStoreTests(SharedRedis shared) : ConversationStoreContract, IAsyncLifetime
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private RedisServer _server = null!;
    private RedisDatabase _redis = null!;
    private int _database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected override DateOnly Today => DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);

    private protected override IConversationStore Store => new RedisConversationStore(_redis, Retention, _time);

    public async ValueTask InitializeAsync()
    {
        (_server, _database) = await shared.NewDatabaseAsync();
        _redis = SharedRedis.Open(_server, _database);
    }

    [Fact]
    public async Task A_conversation_is_forgotten_after_its_retention_even_if_nobody_sweeps()
    {
        await Store.SaveAsync("old", 0, new("1", Conversation.New, []), Cancellation);
        await _server.PassAsync(TimeSpan.FromDays(20), _database);
        await Store.SaveAsync("new", 0, new("1", Conversation.New, []), Cancellation);
        await _server.PassAsync(TimeSpan.FromDays(11), _database);
        Assert.Equal(["backpainbot:conversation:new"], await _server.KeysAsync(_database));
    }

    [Fact]
    public async Task Thumbs_and_questions_past_their_retention_and_old_replies_are_swept_out_of_a_conversation_that_goes_on()
    {
        await Store.SaveAsync("c", 0, new("1", Conversation.New, [], new("r1", Reaction.Like), new("miss", "old", "r", null)), Cancellation);
        var before = PassRetention();
        await Store.SaveAsync("c", 1, new("2", Conversation.New, [], new("r2", Reaction.Dislike), new("miss", "new", "r", null)), Cancellation);
        Assert.Equal(0, await Store.SweepAsync(before, Cancellation));
        Assert.Equal(["asked", "feedback/r2", "replies/2", "state", "touched", "version", "write"], await FieldsAsync());

        _time.Advance(TimeSpan.FromHours(2));
        await Store.SweepAsync(_time.GetUtcNow() - Retention, Cancellation);
        Assert.Equal(["asked", "feedback/r2", "state", "touched", "version", "write"], await FieldsAsync());
    }

    [Fact]
    public async Task Counts_of_passages_are_forgotten_after_their_retention_even_if_nobody_sweeps()
    {
        await Store.SaveAsync("c", 0, new("1", Conversation.New, [], Shown: ["a#1"]), Cancellation);
        Assert.Contains($"backpainbot:shown:{Today:yyyy-MM-dd}", await _server.KeysAsync(_database));
        await _server.PassAsync(TimeSpan.FromDays(31), _database);
        Assert.Empty(await _server.KeysAsync(_database));
    }

    [Fact]
    public async Task A_thumb_counts_once_however_often_it_arrives_and_the_last_one_holds()
    {
        await Store.SaveAsync("c", 0, new("1", Conversation.New, [], new("r1", Reaction.Like)), Cancellation);
        await Store.SaveAsync("c", 1, new("2", Conversation.New, [], new("r1", Reaction.Dislike)), Cancellation);
        var thumb = await _redis.RunAsync(redis => redis.HashGetAsync("backpainbot:conversation:c", "feedback/r1"), Cancellation);
        Assert.EndsWith(" Dislike", (string)thumb!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_signing_key_is_made_once_for_all_nodes()
    {
        await using var other = SharedRedis.Open(_server, _database);
        var first = DirectLineKey.ReadOrCreate(_redis);
        Assert.Equal(first, DirectLineKey.ReadOrCreate(other));
        Assert.InRange(first.Length, 32, 100);
    }

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    protected override DateTimeOffset PassRetention()
    {
        _time.Advance(TimeSpan.FromDays(31));
        return _time.GetUtcNow() - Retention;
    }

    private protected override async Task<IConversationStore> OpenAgainAsync()
    {
        await _redis.DisposeAsync();
        _redis = SharedRedis.Open(_server, _database);
        return Store;
    }

    /// <summary>What is kept of conversation c; a question's own id does not matter.</summary>
    private async Task<string[]> FieldsAsync()
    {
        var names = await _redis.RunAsync(redis => redis.HashKeysAsync("backpainbot:conversation:c"), Cancellation);
        return [.. names.Select(name => name.ToString()).Select(name => name.StartsWith("asked/", StringComparison.Ordinal) ? "asked" : name).Order(StringComparer.Ordinal)];
    }
}
