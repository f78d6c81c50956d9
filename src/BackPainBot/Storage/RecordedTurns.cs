using Microsoft.Data.Sqlite;

namespace BackPainBot.Storage;

/// <summary>What the bot's SQLite file holds for the owner's report, since a day.</summary>
/// <param name="Questions">Questions and safety notices, in the order in which they came.</param>
/// <param name="Dislikes">Thumbs down.</param>
/// <param name="TimesShown">By passage id; a passage that was not shown is not in it.</param>
internal sealed record RecordedTurns(IReadOnlyList<RecordedQuestion> Questions, IReadOnlyList<RecordedDislike> Dislikes, IReadOnlyDictionary<string, int> TimesShown)
{
    public bool IsEmpty => Questions.Count == 0 && Dislikes.Count == 0 && TimesShown.Count == 0;

    /// <summary>Days are those of UTC, so that a count does not depend on where the report is made.</summary>
    public static int Day(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime).DayNumber;

    /// <exception cref="StorageException">The file cannot be read now.</exception>
    public static RecordedTurns Read(SqliteDatabase database, DateOnly since) => database.Read(connection =>
    {
        var at = new DateTimeOffset(since, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds();
        return new RecordedTurns(
            Rows(connection, "SELECT key, at, outcome, question, reason, nearest FROM asked WHERE at >= $since ORDER BY id", at, row =>
                new RecordedQuestion(row.GetString(0), DayOf(row), new(row.GetString(2), Text(row, 3), Text(row, 4), Text(row, 5)))),
            Rows(connection, "SELECT key, at FROM feedback WHERE reaction = 'Dislike' AND at >= $since", at, row => new RecordedDislike(row.GetString(0), DayOf(row))),
            Rows(connection, "SELECT passage, SUM(times) FROM shown WHERE day >= $since GROUP BY passage", since.DayNumber, row => (Passage: row.GetString(0), Times: row.GetInt32(1)))
                .ToDictionary(one => one.Passage, one => one.Times));
    });

    private static List<T> Rows<T>(SqliteConnection connection, string sql, long since, Func<SqliteDataReader, T> read)
    {
        using var command = SqliteDatabase.Command(connection, sql, ("$since", since));
        using var row = command.ExecuteReader();
        var rows = new List<T>();
        while (row.Read())
        {
            rows.Add(read(row));
        }

        return rows;
    }

    private static DateOnly DayOf(SqliteDataReader row) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)).UtcDateTime);

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}

/// <param name="Conversation">The key of the conversation; stands for the person in counts of people.</param>
internal sealed record RecordedQuestion(string Conversation, DateOnly Day, AskedQuestion Asked);

internal sealed record RecordedDislike(string Conversation, DateOnly Day);
