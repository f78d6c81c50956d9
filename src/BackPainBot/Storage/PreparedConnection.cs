using Microsoft.Data.Sqlite;

namespace BackPainBot.Storage;

/// <summary>A connection for one thread that keeps its statements: SQLite takes longer to read one than to carry it out, and a turn has a dozen of them, always the same.</summary>
internal sealed class PreparedConnection(string connectionString) : SqliteConnection(connectionString)
{
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    /// <param name="sql">One of the few texts of this program; each is kept until the connection is closed.</param>
    public int Execute(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = CreateCommand();
            command.CommandText = sql;
            _commands[sql] = command;
        }

        try
        {
            SqliteDatabase.Fill(command, values);
            return command.ExecuteNonQuery();
        }
        finally
        {
            // Nothing that a person wrote stays behind in memory.
            command.Parameters.Clear();
        }
    }
}
