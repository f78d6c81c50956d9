using System.Collections.Immutable;
using BackPainBot.Dialog;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Caching.Memory;

namespace BackPainBot.Storage;

/// <summary>Keeps conversations in the bot's SQLite file, and those that are going on in memory as well, so that a turn need not read what the turn before it wrote.</summary>
/// <remarks>What is remembered may be out of date, as another program may use the file, too: then the turn is not saved, and the next load reads the file.</remarks>
internal sealed class SqliteConversationStore(SqliteDatabase database, TimeProvider time) : IConversationStore, IDisposable
{
    private const int MostRemembered = 2_000;
    private const int MostTurnsRemembered = 100;

    /// <summary>Few people think longer about their next question.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _goingOn = new(new MemoryCacheOptions { SizeLimit = MostRemembered });

    private const string ForgetOne = "DELETE FROM conversation WHERE key = $key; DELETE FROM turn WHERE key = $key; DELETE FROM feedback WHERE key = $key; DELETE FROM asked WHERE key = $key";

    public Task<StoredConversation> LoadAsync(string key, string? activityId, CancellationToken cancellation) => Task.FromResult(
        _goingOn.Get(key) is GoingOn known && (activityId is null || !known.Answered.Contains(activityId)) ? new(known.Conversation, known.Version, null) : Read(key, activityId));

    public async Task<bool> SaveAsync(string key, long version, CompletedTurn turn, CancellationToken cancellation)
    {
        var before = _goingOn.Get(key) as GoingOn;
        _goingOn.Remove(key); // until it is certain what is in the file
        var isSaved = await WriteAsync(key, version, turn, cancellation);
        if (isSaved && (version == 0 ? GoingOn.New : before) is { } known && known.Version == version && known.Answered.Count < MostTurnsRemembered)
        {
            var answered = turn.ActivityId is { } id ? known.Answered.Add(id) : known.Answered;
            _goingOn.Set(key, new GoingOn(turn.Conversation, version + 1, answered), new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Remembered });
        }

        return isSaved;
    }

    public Task DeleteAsync(string key, CancellationToken cancellation)
    {
        _goingOn.Remove(key);
        return database.EraseAsync(connection => connection.Execute(ForgetOne, ("$key", key)), cancellation);
    }

    public void Dispose() => _goingOn.Dispose();

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

    private StoredConversation Read(string key, string? activityId) => database.Read(connection => connection.Query(
        "SELECT version, state, (SELECT replies FROM turn WHERE key = $key AND activity_id = $id) FROM conversation WHERE key = $key",
        row => new StoredConversation(ConversationJson.ReadConversation(row.GetString(1)), row.GetInt64(0), row.IsDBNull(2) ? null : ConversationJson.ReadReplies(row.GetString(2))),
        ("$key", key),
        ("$id", activityId))).SingleOrDefault() ?? new StoredConversation(Conversation.New, 0, null);

    private Task<bool> WriteAsync(string key, long version, CompletedTurn turn, CancellationToken cancellation) => database.WriteAsync(
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

    /// <summary>A conversation that began in this process, so that all its answered activities are known: another one is no redelivery.</summary>
    private sealed record GoingOn(Conversation Conversation, long Version, ImmutableHashSet<string> Answered)
    {
        public static readonly GoingOn New = new(Conversation.New, 0, []);
    }
}
