using System.ComponentModel.DataAnnotations;
using BackPainBot.BotFramework.Activities;
using BackPainBot.Dialog;
using BackPainBot.Storage;
using BackPainBot.Tests.BotFramework;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace BackPainBot.Tests.Storage;

public sealed class RedisDatabaseTests(SharedRedis shared) : IDisposable
{
    private readonly CapturedLog _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_whose_answer_is_lost_is_not_done_twice()
    {
        var (server, number) = await shared.NewDatabaseAsync();
        await using var line = new LossyLine(server.Port);
        await using var redis = Open($"127.0.0.1:{line.Port},password={RedisServer.Password},defaultDatabase={number}");
        var store = new RedisConversationStore(redis, TimeSpan.FromDays(1), TimeProvider.System);
        var log = new RedisActivityLog(redis, TimeSpan.FromDays(1), TimeProvider.System);

        line.LoseAnswerTo("backpainbot:said:c");
        Assert.True(await log.CreateAsync("c", Cancellation));
        line.LoseAnswerTo("backpainbot:said:c");
        Assert.True(await log.AppendAsync("c", [Said("one"), Said("two")], Cancellation));
        line.LoseAnswerTo("backpainbot:conversation:c");
        Assert.True(await store.SaveAsync("c", 0, new(null, Conversation.New, []), Cancellation));

        Assert.Equal(3, line.Lost);
        Assert.Equal(["one", "two"], (await log.ReadAsync("c", 0, 10, Cancellation))!.Select(entry => entry.Activity.Text));
        Assert.Equal(1, (await store.LoadAsync("c", null, Cancellation)).Version);
        Assert.Empty(_log.Warnings);
    }

    [Fact]
    public async Task A_node_that_starts_before_Redis_finds_it_and_hears_of_what_others_append()
    {
        await using var server = new RedisServer();
        await using var early = Open(server.ConnectionString());
        var log = new RedisActivityLog(early, TimeSpan.FromDays(1), TimeProvider.System);
        var fault = await Assert.ThrowsAsync<StorageException>(() => log.ExistsAsync("c", Cancellation).AsTask());
        Assert.Equal($"Redis at 127.0.0.1:{server.Port} cannot be reached; start it, or correct Storage:Redis.", fault.Message);

        var restored = new TaskCompletionSource();
        early.Restored += () => restored.TrySetResult();
        await server.StartAgainAsync();
        await restored.Task.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        await using var other = SharedRedis.Open(server, 0);
        var otherLog = new RedisActivityLog(other, TimeSpan.FromDays(1), TimeProvider.System);
        await otherLog.CreateAsync("c", Cancellation);
        var waiting = log.WaitAsync("c", 0, Cancellation);
        Assert.False(waiting.IsCompleted);
        await otherLog.AppendAsync("c", [Said("one")], Cancellation);
        await waiting.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        Assert.Single(_log.Warnings, line => line.EndsWith(" is back.", StringComparison.Ordinal));
        Assert.DoesNotContain(RedisServer.Password, _log.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_interruption_is_waited_for_and_in_a_long_one_nobody_waits()
    {
        await using var server = new RedisServer();
        var time = new FakeTimeProvider();
        await using var redis = RedisDatabase.Open(server.ConnectionString(), time, new LoggerFactory([_log]).CreateLogger<RedisDatabase>());
        var store = new RedisConversationStore(redis, TimeSpan.FromDays(1), time);
        var first = store.LoadAsync("c", null, Cancellation);
        Assert.False(first.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(2.1));
        await Assert.ThrowsAsync<StorageException>(() => first.WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
        await Assert.ThrowsAsync<StorageException>(() => store.LoadAsync("c", null, Cancellation).WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
        Assert.Equal($"Redis at 127.0.0.1:{server.Port} cannot be reached; start it, or correct Storage:Redis. Until then nothing is remembered, and web chats wait.", Assert.Single(_log.Warnings));
    }

    [Fact]
    public async Task Without_Redis_the_signing_key_cannot_be_had_and_one_sentence_says_why()
    {
        await using var server = new RedisServer();
        await using var redis = Open(server.ConnectionString());
        var fault = Assert.Throws<StorageException>(() => DirectLineKey.ReadOrCreate(redis));
        Assert.Equal($"Redis at 127.0.0.1:{server.Port} cannot be reached; start it, or correct Storage:Redis.", fault.Message);
    }

    [Fact]
    public async Task A_wrong_password_is_named_and_not_shown()
    {
        var (server, _) = await shared.NewDatabaseAsync();
        await using var redis = Open($"127.0.0.1:{server.Port},password=another-secret");
        var fault = Assert.Throws<StorageException>(() => DirectLineKey.ReadOrCreate(redis));
        Assert.Equal($"Redis at 127.0.0.1:{server.Port} refuses the user or password; correct them in Storage:Redis.", fault.Message);
        Assert.DoesNotContain("another-secret", fault.ToString() + _log.Everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password=hunter2,hunter2=x")]
    [InlineData("redis.example.org:6379,hunter2=x")]
    [InlineData("redis.example.org:6379,ssl=hunter2")]
    [InlineData("ssl=true")]
    public void What_is_no_connection_string_is_refused_without_showing_it(string setting)
    {
        var problems = new List<ValidationResult>();
        var options = new StorageOptions { Redis = setting };
        Assert.False(Validator.TryValidateObject(options, new(options), problems, validateAllProperties: true));
        var problem = Assert.Single(problems).ErrorMessage!;
        Assert.StartsWith("Storage:Redis is no connection string; write it like ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problem, StringComparison.Ordinal);
    }

    public void Dispose() => _log.Dispose();

    private RedisDatabase Open(string connectionString) => RedisDatabase.Open(connectionString, TimeProvider.System, new LoggerFactory([_log]).CreateLogger<RedisDatabase>());

    private static Activity Said(string text) => new() { Type = ActivityTypes.Message, Text = text };
}
