using Microsoft.Data.Sqlite;

namespace BackPainBot.Storage;

/// <summary>A connection for one thread at a time that keeps its statements: SQLite takes longer to read one than to carry it out, and a turn has a dozen of them, always the same.</summary>
internal sealed class PreparedConnection(string connectionString) : SqliteConnection(connectionString)
{
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    /// <param name="sql">One of the few texts of this program; each is kept until the connection is closed.</param>
    /// <returns>How many rows were written.</returns>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Run(sql, values, command => command.ExecuteNonQuery());

    /// <summary>Reads each row that a statement brings.</summary>
    /// <param name="sql">As for <see cref="Execute"/>.</param>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> values) => Run(sql, values, command =>
    {
        using var row = command.ExecuteReader();
        var rows = new List<T>();
        while (row.Read())
        {
            rows.Add(read(row));
        }

        return rows;
    });

    private T Run<T>(string sql, ReadOnlySpan<(string Name, object? Value)> values, Func<SqliteCommand, T> run)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = CreateCommand();
            command.CommandText = sql;
            _commands[sql] = command;
        }

        try
        {
            foreach (var (name, value) in values)
            {
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            }

            return run(command);
        }
        finally
        {
            // Nothing that a person wrote stays behind in memory.
            command.Parameters.Clear();
        }
    }
}
