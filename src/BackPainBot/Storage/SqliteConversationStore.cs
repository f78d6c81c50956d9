using BackPainBot.Dialog;
using Microsoft.Data.Sqlite;

namespace BackPainBot.Storage;

/// <summary>Keeps conversations in the bot's SQLite file.</summary>
internal sealed class SqliteConversationStore(SqliteDatabase database, TimeProvider time) : IConversationStore
{
    private const string ForgetOne = "DELETE FROM conversation WHERE key = $key; DELETE FROM turn WHERE key = $key; DELETE FROM feedback WHERE key = $key; DELETE FROM asked WHERE key = $key";

    public Task<StoredConversation> LoadAsync(string key, string? activityId, CancellationToken cancellation) => Task.FromResult(database.Read(connection => connection.Query(
        "SELECT version, state, (SELECT replies FROM turn WHERE key = $key AND activity_id = $id) FROM conversation WHERE key = $key",
        row => new StoredConversation(ConversationJson.ReadConversation(row.GetString(1)), row.GetInt64(0), row.IsDBNull(2) ? null : ConversationJson.ReadReplies(row.GetString(2))),
        ("$key", key),
        ("$id", activityId))).SingleOrDefault() ?? new StoredConversation(Conversation.New, 0, null));

    public Task<bool> SaveAsync(string key, long version, CompletedTurn turn, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            var saved = connection.Execute(
                version == 0
                    ? "INSERT INTO conversation (key, version, state, touched) VALUES ($key, 1, $state, $now) ON CONFLICT (key) DO NOTHING"
                    : "UPDATE conversation SET version = version + 1, state = $state, touched = $now WHERE key = $key AND version = $version",
                ("$key", key),
                ("$version", version),
                ("$state", ConversationJson.Write(turn.Conversation)),
                ("$now", now)) == 1;
            if (saved)
            {
                SaveRest(connection, key, turn, now);
            }

            return saved;
        },
        cancellation);

    public Task DeleteAsync(string key, CancellationToken cancellation) =>
        database.EraseAsync(connection => connection.Execute(ForgetOne, ("$key", key)), cancellation);

    public Task<int> SweepAsync(DateTimeOffset before, CancellationToken cancellation) => database.EraseAsync(
        connection =>
        {
            var replies = time.GetUtcNow() - StorageOptions.RepliesKept;
            connection.Execute(
                "DELETE FROM turn WHERE at < $replies; DELETE FROM feedback WHERE at < $before; DELETE FROM asked WHERE at < $before; DELETE FROM shown WHERE day < $day",
                ("$replies", (replies > before ? replies : before).ToUnixTimeMilliseconds()),
                ("$before", before.ToUnixTimeMilliseconds()),
                ("$day", RecordedTurns.DayOf(before).DayNumber));
            return connection.Execute("DELETE FROM conversation WHERE touched < $before", ("$before", before.ToUnixTimeMilliseconds()));
        },
        cancellation);

    public Task<RecordedTurns> RecordedAsync(DateOnly since, CancellationToken cancellation) => Task.FromResult(database.Read(connection =>
    {
        var at = RecordedTurns.StartOf(since).ToUnixTimeMilliseconds();
        return new RecordedTurns(
            connection.Query("SELECT key, at, outcome, question, reason, nearest FROM asked WHERE at >= $since ORDER BY id", row =>
                new RecordedQuestion(row.GetString(0), DayOf(row), new(row.GetString(2), Text(row, 3), Text(row, 4), Text(row, 5))), ("$since", at)),
            connection.Query("SELECT key, at FROM feedback WHERE reaction = 'Dislike' AND at >= $since", row => new RecordedDislike(row.GetString(0), DayOf(row)), ("$since", at)),
            connection.Query("SELECT passage, SUM(times) FROM shown WHERE day >= $since GROUP BY passage", row => (Passage: row.GetString(0), Times: row.GetInt32(1)), ("$since", since.DayNumber))
                .ToDictionary(one => one.Passage, one => one.Times));
    }));

    private static DateOnly DayOf(SqliteDataReader row) => RecordedTurns.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)));

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static void SaveRest(PreparedConnection connection, string key, CompletedTurn turn, long now)
    {
        if (turn.ActivityId is { } id)
        {
            connection.Execute(
                "INSERT OR REPLACE INTO turn (key, activity_id, replies, at) VALUES ($key, $id, $replies, $now)",
                ("$key", key),
                ("$id", id),
                ("$replies", ConversationJson.Write(turn.Replies)),
                ("$now", now));
        }

        if (turn.Feedback is { } feedback)
        {
            connection.Execute(
                "INSERT OR REPLACE INTO feedback (key, reply_id, reaction, at) VALUES ($key, $reply, $reaction, $now)",
                ("$key", key),
                ("$reply", feedback.ReplyId ?? ""),
                ("$reaction", feedback.Reaction.ToString()),
                ("$now", now));
        }

        if (turn.Asked is { } asked)
        {
            connection.Execute(
                "INSERT INTO asked (key, outcome, question, reason, nearest, at) VALUES ($key, $outcome, $question, $reason, $nearest, $now)",
                ("$key", key),
                ("$outcome", asked.Outcome),
                ("$question", asked.Question),
                ("$reason", asked.Reason),
                ("$nearest", asked.NearestPassage),
                ("$now", now));
        }

        foreach (var passage in turn.Shown ?? [])
        {
            connection.Execute(
                "INSERT INTO shown (day, passage, times) VALUES ($day, $passage, 1) ON CONFLICT (day, passage) DO UPDATE SET times = times + 1",
                ("$day", RecordedTurns.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(now)).DayNumber),
                ("$passage", passage));
        }
    }
}
