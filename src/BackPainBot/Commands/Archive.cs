using System.ComponentModel.DataAnnotations;
using BackPainBot.BotFramework.DirectLine;
using BackPainBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackPainBot.Commands;

/// <summary>What a bot keeps of its conversations, opened by a command while the bot may run.</summary>
/// <param name="Place">Where it is, for a sentence.</param>
internal sealed record Archive(string Place, IConversationStore Conversations, IActivityLog Chats, IAsyncDisposable Engine) : IAsyncDisposable
{
    /// <param name="folder">The folder of a database; null for the Redis or the folder of the settings.</param>
    /// <param name="settings">Those of the bot.</param>
    /// <exception cref="UsageException">There is nothing to open.</exception>
    /// <exception cref="StorageException">It cannot be opened.</exception>
    public static Archive Open(string? folder, IConfiguration settings)
    {
        var options = settings.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new();
        var retention = settings.GetSection(DirectLineOptions.Section).Get<DirectLineOptions>()?.Retention ?? new DirectLineOptions().Retention;
        return folder is null && !string.IsNullOrEmpty(options.Redis) ? OpenRedis(options, retention) : OpenSqlite(folder ?? options.Folder, retention);
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();

    private static Archive OpenSqlite(string folder, TimeSpan retention)
    {
        if (!SqliteDatabase.Exists(folder))
        {
            throw new UsageException($"There is no database in {Path.GetFullPath(folder)}; name the folder of the bot's database with --data.");
        }

        var database = SqliteDatabase.Open(folder);
        return new(Path.GetFullPath(folder), new SqliteConversationStore(database, TimeProvider.System), new SqliteActivityLog(database, retention, TimeProvider.System), database);
    }

    private static Archive OpenRedis(StorageOptions options, TimeSpan retention)
    {
        if (options.Validate(new(options)).FirstOrDefault() is { ErrorMessage: { } wrong })
        {
            throw new UsageException(wrong);
        }

        var database = RedisDatabase.Open(options.Redis!, TimeProvider.System, NullLogger<RedisDatabase>.Instance);
        return new("Redis", new RedisConversationStore(database, options.Retention, TimeProvider.System), new RedisActivityLog(database, retention, TimeProvider.System), database);
    }
}
