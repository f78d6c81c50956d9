using System.Text.Json;
using BackPainBot.BotFramework.Activities;
using BackPainBot.Commands;
using BackPainBot.Storage;
using BackPainBot.Tests.Storage;
using Microsoft.Extensions.Configuration;

namespace BackPainBot.Tests.Commands;

public sealed class TranscriptTests(SharedRedis shared) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backpainbot-tests-");

    private string Transcript => Path.Combine(_folder.FullName, "out.transcript");

    private Task<int> WriteAsync(string conversation, string? data = null) =>
        TranscriptCommand.WriteAsync(conversation, Transcript, data ?? _folder.FullName, new ConfigurationBuilder().Build(), TextWriter.Null, TestContext.Current.CancellationToken);

    private async Task SayAsync(string conversation, params Activity[] said)
    {
        await using var database = SqliteDatabase.Open(_folder.FullName);
        var log = new SqliteActivityLog(database, TimeSpan.FromHours(1), TimeProvider.System);
        await log.CreateAsync(conversation, TestContext.Current.CancellationToken);
        await log.AppendAsync(conversation, said, TestContext.Current.CancellationToken);
    }

    [Fact, Trait("Item", "74")]
    public async Task A_conversation_becomes_a_flat_array_of_activities_in_UTF8_without_BOM()
    {
        Activity[] said =
        [
            new() { Type = ActivityTypes.Message, Id = "1", Text = "¿Por qué? 🙂", From = new() { Id = "dl_x", Role = "user" }, Conversation = new() { Id = "c1" } },
            new() { Type = ActivityTypes.Message, Id = "2", ReplyToId = "1", Text = "Why.", From = new() { Id = "bot", Role = "bot" }, Conversation = new() { Id = "c1" } },
        ];
        await SayAsync("c1", said);
        Assert.Equal(0, await WriteAsync("c1"));
        var bytes = await File.ReadAllBytesAsync(Transcript, TestContext.Current.CancellationToken);
        Assert.Equal((byte)'[', bytes[0]);
        var activities = JsonDocument.Parse(bytes).RootElement.EnumerateArray().Select(activity => ActivityJson.Write(ActivityJson.Read(activity.GetRawText())));
        Assert.Equal(said.Select(ActivityJson.Write), activities);
    }

    [Fact]
    public async Task With_Storage_Redis_the_conversation_is_read_there()
    {
        var (server, number) = await shared.NewDatabaseAsync();
        await using var redis = SharedRedis.Open(server, number);
        var log = new RedisActivityLog(redis, TimeSpan.FromHours(1), TimeProvider.System);
        await log.CreateAsync("c1", TestContext.Current.CancellationToken);
        await log.AppendAsync("c1", [new() { Type = ActivityTypes.Message, Id = "1", Text = "¿Por qué?" }], TestContext.Current.CancellationToken);

        Assert.Equal(0, await WriteFromRedisAsync("c1", server.ConnectionString(number)));
        using var written = JsonDocument.Parse(await File.ReadAllBytesAsync(Transcript, TestContext.Current.CancellationToken));
        Assert.Equal("¿Por qué?", Assert.Single(written.RootElement.EnumerateArray()).GetProperty("text").GetString());
        var unknown = await Assert.ThrowsAsync<UsageException>(() => WriteFromRedisAsync("c2", server.ConnectionString(number)));
        Assert.Equal("There is no conversation \"c2\" in Redis; it never was, or it is past its retention and forgotten.", unknown.Message);
        var setting = await Assert.ThrowsAsync<UsageException>(() => WriteFromRedisAsync("c1", "ssl=hunter2"));
        Assert.StartsWith("Storage:Redis is no connection string; ", setting.Message, StringComparison.Ordinal);
        var away = await Assert.ThrowsAsync<StorageException>(() => WriteFromRedisAsync("c1", "127.0.0.1:1"));
        Assert.Equal("Redis at 127.0.0.1:1 cannot be reached; start it, or correct Storage:Redis.", away.Message);
    }

    private Task<int> WriteFromRedisAsync(string conversation, string redis) => TranscriptCommand.WriteAsync(
        conversation,
        Transcript,
        data: null,
        new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Redis", redis)]).Build(),
        TextWriter.Null,
        TestContext.Current.CancellationToken);

    [Fact, Trait("Item", "74")]
    public async Task An_unknown_conversation_is_named_and_nothing_is_written()
    {
        await SayAsync("c1");
        var refusal = await Assert.ThrowsAsync<UsageException>(() => WriteAsync("../c2"));
        Assert.StartsWith("There is no conversation \"../c2\" in ", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Transcript));
    }

    [Fact, Trait("Item", "74")]
    public async Task A_folder_without_a_database_is_named_and_stays_without()
    {
        var empty = _folder.CreateSubdirectory("empty");
        var refusal = await Assert.ThrowsAsync<UsageException>(() => WriteAsync("c1", empty.FullName));
        Assert.Contains("--data", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(empty.EnumerateFileSystemInfos());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
