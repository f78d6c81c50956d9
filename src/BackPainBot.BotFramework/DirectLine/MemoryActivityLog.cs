using System.Collections.Concurrent;
using BackPainBot.BotFramework.Activities;

namespace BackPainBot.BotFramework.DirectLine;

/// <summary>An <see cref="IActivityLog"/> for one process that forgets everything when it stops.</summary>
/// <param name="retention">How long a conversation is kept after its last activity.</param>
/// <param name="time">The clock.</param>
public sealed class MemoryActivityLog(TimeSpan retention, TimeProvider time) : IActivityLog
{
    private readonly ConcurrentDictionary<string, Log> logs = new(StringComparer.Ordinal);
    private long lastSweep = time.GetTimestamp();

    public ValueTask<bool> CreateAsync(string conversationId, CancellationToken cancellation)
    {
        SweepNowAndThen();
        return ValueTask.FromResult(Find(conversationId) is null && logs.TryAdd(conversationId, new Log(time.GetTimestamp())));
    }

    public ValueTask<bool> ExistsAsync(string conversationId, CancellationToken cancellation) =>
        ValueTask.FromResult(Find(conversationId) is not null);

    public ValueTask<bool> AppendAsync(string conversationId, IReadOnlyList<Activity> activities, CancellationToken cancellation) =>
        ValueTask.FromResult(Find(conversationId) is { } log && log.Append(activities, time.GetTimestamp()));

    public ValueTask<IReadOnlyList<LoggedActivity>?> ReadAsync(string conversationId, long after, int limit, CancellationToken cancellation) =>
        ValueTask.FromResult(Find(conversationId)?.Read(after, limit));

    public Task WaitAsync(string conversationId, long after, CancellationToken cancellation) =>
        (Find(conversationId)?.NewsAfter(after) ?? Task.CompletedTask).WaitAsync(cancellation);

    public ValueTask DeleteAsync(string conversationId, CancellationToken cancellation)
    {
        if (logs.TryRemove(conversationId, out var log))
            log.Close();
        return ValueTask.CompletedTask;
    }

    private Log? Find(string conversationId)
    {
        if (!logs.TryGetValue(conversationId, out var log))
            return null;
        if (!IsExpired(log))
            return log;
        if (logs.TryRemove(KeyValuePair.Create(conversationId, log)))
            log.Close();
        return null;
    }

    private bool IsExpired(Log log) => time.GetElapsedTime(log.LastAppend) >= retention;

    // Conversations nobody comes back to are found here; a pass over all of them is only worth it when much time has gone by.
    private void SweepNowAndThen()
    {
        var last = Interlocked.Read(ref lastSweep);
        if (time.GetElapsedTime(last) < retention / 4 || Interlocked.CompareExchange(ref lastSweep, time.GetTimestamp(), last) != last)
            return;
        foreach (var conversationId in logs.Keys)
            Find(conversationId);
    }

    private sealed class Log(long created)
    {
        private readonly Lock gate = new();
        private readonly List<Activity> activities = [];
        private TaskCompletionSource news = NewSignal();
        private bool closed;

        public long LastAppend { get; private set; } = created;

        public bool Append(IReadOnlyList<Activity> more, long now)
        {
            lock (gate)
            {
                if (closed)
                    return false;
                activities.AddRange(more);
                LastAppend = now;
                Signal();
                return true;
            }
        }

        public IReadOnlyList<LoggedActivity> Read(long after, int limit)
        {
            lock (gate)
            {
                var start = (int)Math.Clamp(after, 0, activities.Count);
                return [.. activities.Skip(start).Take(limit).Select((activity, index) => new LoggedActivity(start + index + 1, activity))];
            }
        }

        public Task NewsAfter(long after)
        {
            lock (gate)
                return closed || activities.Count > after ? Task.CompletedTask : news.Task;
        }

        public void Close()
        {
            lock (gate)
            {
                closed = true;
                Signal();
            }
        }

        private void Signal()
        {
            news.SetResult();
            news = NewSignal();
        }

        private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
