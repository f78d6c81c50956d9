namespace BackPainBot.Knowledge.Reading;

/// <summary>Calls when a folder may have changed: soon after the file system says so, and now and then in any case.</summary>
/// <remarks>Calls never overlap. Network drives, containers and full watch tables report nothing, hence the second way.</remarks>
internal sealed class FolderWatch : IDisposable
{
    private readonly Lock _calling = new();
    private readonly ITimer _poll;
    private readonly ITimer _quiet;
    private readonly FileSystemWatcher? _watcher;
    private bool _disposed;

    /// <param name="quietTime">How long the folder must be quiet before the call.</param>
    /// <param name="pollInterval">How often it is called in any case.</param>
    public FolderWatch(string folder, TimeSpan quietTime, TimeSpan pollInterval, TimeProvider time, Action look)
    {
        _quiet = time.CreateTimer(_ => Call(look), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _poll = time.CreateTimer(_ => Call(look), null, pollInterval, pollInterval);
        try
        {
            _watcher = new(folder) { IncludeSubdirectories = true };
            _watcher.Changed += (_, _) => Noticed(quietTime);
            _watcher.Created += (_, _) => Noticed(quietTime);
            _watcher.Deleted += (_, _) => Noticed(quietTime);
            _watcher.Renamed += (_, _) => Noticed(quietTime);
            _watcher.EnableRaisingEvents = true;
        }
        catch (Exception error) when (error is IOException or ArgumentException or PlatformNotSupportedException)
        {
            _watcher?.Dispose();
            _watcher = null;
        }
    }

    public void Dispose()
    {
        _watcher?.Dispose();
        _quiet.Dispose();
        _poll.Dispose();
        lock (_calling) _disposed = true;
    }

    private void Noticed(TimeSpan quietTime) => _quiet.Change(quietTime, Timeout.InfiniteTimeSpan);

    private void Call(Action look)
    {
        // A poll that falls into a running call has nothing to add; the next one comes.
        if (!_calling.TryEnter()) return;
        try
        {
            if (!_disposed) look();
        }
        finally
        {
            _calling.Exit();
        }
    }
}
