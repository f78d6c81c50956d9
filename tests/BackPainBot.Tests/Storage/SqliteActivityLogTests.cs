using BackPainBot.BotFramework.DirectLine;
using BackPainBot.Storage;
using BackPainBot.Tests.BotFramework.DirectLine;
using Microsoft.Extensions.Time.Testing;

namespace BackPainBot.Tests.Storage;

public sealed class SqliteActivityLogTests : ActivityLogContract, IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backpainbot-tests-");
    private readonly SqliteDatabase _database;
    private readonly FakeTimeProvider _time = new();

    public SqliteActivityLogTests() => _database = SqliteDatabase.Open(_folder.FullName);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    protected override ValueTask<IActivityLog> OpenAsync() => new(new SqliteActivityLog(_database, TimeSpan.FromHours(1), _time));

    protected override ValueTask<IActivityLog> OpenOnAnotherNodeAsync(IActivityLog log) => new(log);

    protected override ValueTask PassRetentionAsync()
    {
        _time.Advance(TimeSpan.FromMinutes(61));
        return ValueTask.CompletedTask;
    }

    protected override ValueTask PassMostOfRetentionAsync()
    {
        _time.Advance(TimeSpan.FromMinutes(40));
        return ValueTask.CompletedTask;
    }
}
