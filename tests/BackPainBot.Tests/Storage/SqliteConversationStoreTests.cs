using BackPainBot.Dialog;
using BackPainBot.Storage;
using Microsoft.Extensions.Time.Testing;

namespace BackPainBot.Tests.Storage;

public sealed class SqliteConversationStoreTests : ConversationStoreContract, IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backpainbot-tests-");
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private SqliteDatabase _database;

    public SqliteConversationStoreTests() => _database = SqliteDatabase.Open(_folder.FullName);

    protected override DateOnly Today => DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);

    private protected override IConversationStore Store => new SqliteConversationStore(_database, _time);

    [Fact]
    public async Task A_thumb_counts_once_however_often_it_arrives_and_the_last_one_holds()
    {
        await Store.SaveAsync("c", 0, new("1", Conversation.New, [], new("r1", Reaction.Like)), TestContext.Current.CancellationToken);
        await Store.SaveAsync("c", 1, new("2", Conversation.New, [], new("r1", Reaction.Dislike)), TestContext.Current.CancellationToken);
        await Store.SaveAsync("c", 2, new("3", Conversation.New, [], new("r2", Reaction.Like)), TestContext.Current.CancellationToken);
        Assert.Equal(["r1 Dislike", "r2 Like"], _database.Read(connection => connection.Query("SELECT reply_id || ' ' || reaction FROM feedback ORDER BY reply_id", row => row.GetString(0))));
    }

    [Fact]
    public async Task A_file_from_before_passages_were_counted_is_taken_over()
    {
        await _database.WriteAsync(connection => connection.Execute("DROP TABLE shown"), TestContext.Current.CancellationToken);
        await Store.SaveAsync("c", 0, new("1", Conversation.New, [], Asked: new("miss", "q", null, null)), TestContext.Current.CancellationToken);
        await OpenAgainAsync();
        Assert.True(await Store.SaveAsync("c", 1, new("2", Conversation.New, [], Shown: ["a#1"]), TestContext.Current.CancellationToken));
        var recorded = await Store.RecordedAsync(DateOnly.MinValue.AddYears(1_900), TestContext.Current.CancellationToken);
        Assert.Equal(("q", 1), (Assert.Single(recorded.Questions).Asked.Question, recorded.TimesShown["a#1"]));
    }

    [Fact]
    public async Task A_write_that_fails_takes_no_other_with_it()
    {
        var bad = _database.WriteAsync(connection => connection.Execute("INSERT INTO nowhere VALUES (1)"), TestContext.Current.CancellationToken);
        var good = Store.SaveAsync("c", 0, new("1", Conversation.New, []), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<StorageException>(() => bad);
        Assert.True(await good);
    }

    [Fact]
    public void A_file_that_is_no_database_is_named_with_the_remedy()
    {
        var folder = _folder.CreateSubdirectory("damaged").FullName;
        File.WriteAllText(Path.Combine(folder, "backpainbot.db"), string.Concat(Enumerable.Repeat("this is no database ", 500)));
        var fault = Assert.Throws<StorageException>(() => SqliteDatabase.Open(folder));
        Assert.Contains("damaged", fault.Message, StringComparison.Ordinal);
        Assert.Contains("move it away", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named_with_the_setting()
    {
        var file = Path.Combine(_folder.FullName, "occupied");
        File.WriteAllText(file, "");
        Assert.Contains("Storage:Folder", Assert.Throws<StorageException>(() => SqliteDatabase.Open(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_signing_key_is_made_once_and_long_enough()
    {
        var first = DirectLineKey.ReadOrCreate(_folder.FullName);
        Assert.Equal(first, DirectLineKey.ReadOrCreate(_folder.FullName));
        Assert.InRange(first.Length, 32, 100);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    protected override DateTimeOffset PassRetention()
    {
        _time.Advance(TimeSpan.FromDays(31));
        return _time.GetUtcNow() - TimeSpan.FromDays(30);
    }

    private protected override async Task<IConversationStore> OpenAgainAsync()
    {
        await _database.DisposeAsync();
        _database = SqliteDatabase.Open(_folder.FullName);
        return Store;
    }
}
