using System.Text;
using BackPainBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace BackPainBot.Tests.Operations;

public sealed class SqlitePlantedDataTests : PlantedDataContract
{
    /// <summary>The table of what was said in the bot's own chat.</summary>
    private const string Chats = "activity";

    protected override (string Key, string Value)[] Settings => [];

    /// <summary>Every file in the folder: the database, its write-ahead log, and whatever else is there.</summary>
    private protected override Task<byte[]> BytesAsync(WatchedBot bot) => Task.FromResult(Directory.GetFiles(bot.Folder).SelectMany(Bytes).ToArray());

    private protected override Task<byte[]> EntriesAsync(WatchedBot bot, bool withChats) => Task.FromResult(bot.Services.GetRequiredService<SqliteDatabase>().Read(connection =>
    {
        var text = new StringBuilder();
        foreach (var table in Column("SELECT name FROM sqlite_master WHERE type = 'table'").Where(table => withChats || table != Chats))
        {
            var columns = string.Join(" || ' ' || ", Column($"SELECT 'coalesce(' || name || ', '''')' FROM pragma_table_info('{table}')"));
            text.AppendJoin('\n', Column($"SELECT {columns} FROM {table}"));
        }

        return Encoding.UTF8.GetBytes(text.ToString());

        List<string> Column(string sql) => connection.Query(sql, row => row.GetString(0));
    }));

    private protected override async Task PassRetentionAsync(WatchedBot bot)
    {
        bot.Time.Ahead = TimeSpan.FromDays(31);
        await bot.StartChatAsync();
        await bot.Services.GetRequiredService<IConversationStore>().SweepAsync(bot.Time.GetUtcNow() - new StorageOptions().Retention, TestContext.Current.CancellationToken);
    }

    /// <summary>A deletion overwrites the bytes itself.</summary>
    private protected override Task PassSweepAsync(WatchedBot bot) => Task.CompletedTask;

    /// <summary>The bot has the files open.</summary>
    private static byte[] Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
