using Microsoft.Extensions.Time.Testing;

namespace BackPainBot.Tests.Knowledge;

/// <summary>Time that a test moves on, and that waits for what falls due.</summary>
/// <remarks>While the file system's report of an edit sets a timer, it is the reporting thread that calls what falls due, and <see cref="FakeTimeProvider.Advance"/> returns before it is done.</remarks>
internal sealed class PollingTime : FakeTimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private int _polls;
    private int _running;

    /// <summary>Moves on until the folder is looked through, and waits until that is done.</summary>
    public void Poll(TimeSpan interval)
    {
        var before = Volatile.Read(ref _polls);
        Advance(interval);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref _polls) > before && Volatile.Read(ref _running) == 0, Patience), "The folder is not looked through.");
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(
        given =>
        {
            Interlocked.Increment(ref _running);
            try
            {
                callback(given);
            }
            finally
            {
                if (period != Timeout.InfiniteTimeSpan) Interlocked.Increment(ref _polls);
                Interlocked.Decrement(ref _running);
            }
        },
        state, dueTime, period);
}
