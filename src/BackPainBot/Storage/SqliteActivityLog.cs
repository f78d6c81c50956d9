using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.DirectLine;

namespace BackPainBot.Storage;

/// <summary>Keeps what was said in Direct Line conversations in the bot's SQLite file, so that a restart is invisible to a visitor.</summary>
/// <param name="retention">How long a conversation is kept after its last activity.</param>
internal sealed class SqliteActivityLog(SqliteDatabase database, TimeSpan retention, TimeProvider time) : IActivityLog
{
    /// <summary>The file has one process, so the signal need not leave it.</summary>
    private readonly ConversationNews _news = new();

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private long Oldest => (time.GetUtcNow() - retention).ToUnixTimeMilliseconds();

    public async ValueTask<bool> CreateAsync(string conversationId, CancellationToken cancellation) => await database.WriteAsync(
        connection =>
        {
            connection.Execute(
                "DELETE FROM activity WHERE conversation IN (SELECT conversation FROM direct_line WHERE touched <= $oldest); DELETE FROM direct_line WHERE touched <= $oldest",
                ("$oldest", Oldest));
            return connection.Execute(
                "INSERT INTO direct_line (conversation, last, touched) VALUES ($id, 0, $now) ON CONFLICT (conversation) DO NOTHING",
                ("$id", conversationId),
                ("$now", Now)) == 1;
        },
        cancellation);

    public ValueTask<bool> ExistsAsync(string conversationId, CancellationToken cancellation) => ValueTask.FromResult(Last(conversationId) is not null);

    public async ValueTask<bool> AppendAsync(string conversationId, IReadOnlyList<Activity> activities, CancellationToken cancellation)
    {
        var appended = await database.WriteAsync(
            connection =>
            {
                var reserved = connection.Query(
                    "UPDATE direct_line SET last = last + $count, touched = $now WHERE conversation = $id AND touched > $oldest RETURNING last",
                    row => row.GetInt64(0),
                    ("$id", conversationId),
                    ("$count", activities.Count),
                    ("$now", Now),
                    ("$oldest", Oldest));
                if (reserved is not [var last])
                {
                    return false;
                }

                var position = last - activities.Count;
                foreach (var activity in activities)
                {
                    connection.Execute(
                        "INSERT INTO activity (conversation, position, activity) VALUES ($id, $position, $activity)",
                        ("$id", conversationId),
                        ("$position", ++position),
                        ("$activity", ActivityJson.Write(activity)));
                }

                return true;
            },
            cancellation);
        _news.Wake(conversationId);
        return appended;
    }

    public ValueTask<IReadOnlyList<LoggedActivity>?> ReadAsync(string conversationId, long after, int limit, CancellationToken cancellation)
    {
        if (Last(conversationId) is null)
        {
            return ValueTask.FromResult<IReadOnlyList<LoggedActivity>?>(null);
        }

        return ValueTask.FromResult<IReadOnlyList<LoggedActivity>?>(database.Read(connection => connection.Query(
            "SELECT position, activity FROM activity WHERE conversation = $id AND position > $after ORDER BY position LIMIT $limit",
            row => new LoggedActivity(row.GetInt64(0), ActivityJson.Read(row.GetString(1))),
            ("$id", conversationId),
            ("$after", after),
            ("$limit", limit))));
    }

    public async Task WaitAsync(string conversationId, long after, CancellationToken cancellation)
    {
        var news = _news.Of(conversationId);
        try
        {
            if (Last(conversationId) is { } last && last <= after)
            {
                await news.WaitAsync(cancellation);
            }
        }
        finally
        {
            // Whoever else waits here looks again; a signal that nobody gives must not stay behind.
            _news.Wake(conversationId);
        }
    }

    public async ValueTask DeleteAsync(string conversationId, CancellationToken cancellation)
    {
        await database.EraseAsync(
            connection => connection.Execute("DELETE FROM activity WHERE conversation = $id; DELETE FROM direct_line WHERE conversation = $id", ("$id", conversationId)),
            cancellation);
        _news.Wake(conversationId);
    }

    /// <summary>The last position; null when there is no such conversation (any more).</summary>
    private long? Last(string conversationId) => database.Read(connection => connection.Query(
        "SELECT last FROM direct_line WHERE conversation = $id AND touched > $oldest",
        row => (long?)row.GetInt64(0),
        ("$id", conversationId),
        ("$oldest", Oldest))).SingleOrDefault();
}
