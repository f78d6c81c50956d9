using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace BackPainBot.Storage;

/// <summary>
/// The bot's one SQLite file. Reads go side by side; writes that arrive together are committed together, and each is acknowledged only after its commit.
/// </summary>
/// <remarks>
/// In WAL mode with synchronous=NORMAL a killed process loses nothing that was acknowledged; a power cut may lose the last moments, but never damages the file
/// (https://www.sqlite.org/pragma.html#pragma_synchronous).
/// </remarks>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    private const string FileName = "backpainbot.db";

    /// <summary>Writes that wait for one commit at most; a further caller waits for its place.</summary>
    private const int WaitingWrites = 4_096;

    /// <summary>SQLITE_BUSY: another program holds the file, and has held it for the whole time-out.</summary>
    private const int Busy = 5;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS conversation (key TEXT PRIMARY KEY, version INTEGER NOT NULL, state TEXT NOT NULL, touched INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS turn (key TEXT NOT NULL, activity_id TEXT NOT NULL, replies TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (key, activity_id)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS feedback (key TEXT NOT NULL, reply_id TEXT NOT NULL, reaction TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (key, reply_id)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS asked (id INTEGER PRIMARY KEY, key TEXT NOT NULL, outcome TEXT NOT NULL, question TEXT, reason TEXT, nearest TEXT, at INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS shown (day INTEGER NOT NULL, passage TEXT NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (day, passage)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS direct_line (conversation TEXT PRIMARY KEY, last INTEGER NOT NULL, touched INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS activity (conversation TEXT NOT NULL, position INTEGER NOT NULL, activity TEXT NOT NULL, PRIMARY KEY (conversation, position)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS conversation_touched ON conversation (touched);
        CREATE INDEX IF NOT EXISTS turn_at ON turn (at);
        CREATE INDEX IF NOT EXISTS feedback_at ON feedback (at);
        CREATE INDEX IF NOT EXISTS asked_at ON asked (at);
        CREATE INDEX IF NOT EXISTS asked_key ON asked (key);
        CREATE INDEX IF NOT EXISTS direct_line_touched ON direct_line (touched);
        """;

    private readonly string _connectionString;
    private readonly PreparedConnection _writer;
    private readonly ConcurrentBag<PreparedConnection> _readers = [];
    private readonly Channel<Write> _writes = Channel.CreateBounded<Write>(new BoundedChannelOptions(WaitingWrites) { SingleReader = true });
    private readonly Task _writing;

    private SqliteDatabase(string connectionString, PreparedConnection writer)
    {
        _connectionString = connectionString;
        _writer = writer;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Whether the folder holds a database already; <see cref="Open"/> would make one.</summary>
    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <exception cref="StorageException">The folder or the file cannot be used.</exception>
    public static SqliteDatabase Open(string folder)
    {
        var path = Path.GetFullPath(Path.Combine(folder, FileName));
        var connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 5, Pooling = false }.ToString();
        var connection = new PreparedConnection(connectionString);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            connection.Open();
            connection.Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;");
            connection.Execute(Schema);
            return new(connectionString, connection);
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            connection.Dispose();
            throw new StorageException(Sentence(path, fault), fault);
        }
    }

    /// <summary>Reads on a connection that nobody else uses meanwhile, so that readers never wait for a writer.</summary>
    /// <exception cref="StorageException">The file cannot be read now.</exception>
    public T Read<T>(Func<PreparedConnection, T> read)
    {
        if (!_readers.TryTake(out var connection))
        {
            connection = new(_connectionString);
        }

        try
        {
            connection.Open();
            var result = read(connection);
            _readers.Add(connection);
            return result;
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            throw new StorageException(Sentence(_writer.DataSource, fault), fault);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Writes whole or not at all; done when it is committed.</summary>
    /// <exception cref="StorageException">The file cannot be written now; nothing of this write is in it.</exception>
    public async Task<T> WriteAsync<T>(Func<PreparedConnection, T> write, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        T result = default!;
        await _writes.Writer.WriteAsync(new(connection => result = write(connection), fault => Settle(done, result, fault)), cancellation);
        return await done.Task.WaitAsync(cancellation);
    }

    /// <summary>Deletes for good: SQLite overwrites what is deleted, and the write-ahead log, which still holds it, is emptied.</summary>
    /// <exception cref="StorageException">The file cannot be written now.</exception>
    public async Task<T> EraseAsync<T>(Func<PreparedConnection, T> delete, CancellationToken cancellation)
    {
        var result = await WriteAsync(delete, cancellation);
        Read(connection => connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)"));
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        _writes.Writer.TryComplete();
        await _writing;
        await _writer.DisposeAsync();
        foreach (var reader in _readers)
        {
            await reader.DisposeAsync();
        }
    }

    private void Settle<T>(TaskCompletionSource<T> done, T result, Exception? fault)
    {
        if (fault is null)
        {
            done.TrySetResult(result);
        }
        else
        {
            done.TrySetException(fault is SqliteException ? new StorageException(Sentence(_writer.DataSource, fault), fault) : fault);
        }
    }

    private async Task WriteAsync()
    {
        var batch = new List<Write>();
        while (await _writes.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (_writes.Reader.TryRead(out var write))
            {
                batch.Add(write);
            }

            Commit(batch);
        }
    }

    /// <summary>One commit for all; a write that fails is undone alone and does not take the others with it.</summary>
    private void Commit(List<Write> batch)
    {
        var faults = new Exception?[batch.Count];
        try
        {
            _writer.Execute("BEGIN IMMEDIATE");
            for (var i = 0; i < batch.Count; i++)
            {
                faults[i] = Attempt(batch[i]);
            }

            _writer.Execute("COMMIT");
        }
        catch (SqliteException fault)
        {
            Array.Fill(faults, fault);
            RollBack();
            if (fault.SqliteErrorCode == Busy)
            {
                RefuseWaiting(fault);
            }
        }

        for (var i = 0; i < batch.Count; i++)
        {
            batch[i].Settle(faults[i]);
        }
    }

    /// <summary>Whoever came while the file was held has waited too; tried one after the other, the last would be told only when its turn is given up.</summary>
    private void RefuseWaiting(SqliteException fault)
    {
        while (_writes.Reader.TryRead(out var waiting))
        {
            waiting.Settle(fault);
        }
    }

    private Exception? Attempt(Write write)
    {
        _writer.Execute("SAVEPOINT one");
        try
        {
            write.Do(_writer);
            _writer.Execute("RELEASE one");
            return null;
        }
        catch (Exception fault)
        {
            _writer.Execute("ROLLBACK TO one; RELEASE one");
            return fault;
        }
    }

    private void RollBack()
    {
        try
        {
            _writer.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has already rolled back on its own, as it does when the disk is full.
        }
    }

    private static string Sentence(string path, Exception fault) => fault is SqliteException { SqliteErrorCode: 11 or 26 }
        ? $"{path} is damaged or no database of this bot; move it away (a new one is made) or restore a copy."
        : $"The database {path} cannot be opened for writing; make the folder writable, free some disk space, or choose another with Storage:Folder.";

    private sealed record Write(Action<PreparedConnection> Do, Action<Exception?> Settle);
}
