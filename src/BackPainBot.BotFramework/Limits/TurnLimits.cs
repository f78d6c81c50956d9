using System.Threading.RateLimiting;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.DirectLine;
using BackPainBot.BotFramework.Turns;
using Microsoft.Extensions.Options;

namespace BackPainBot.BotFramework.Limits;

/// <summary>What the bot takes on: so many activities a minute in each conversation, and so many turns at once in all. Counted per process.</summary>
internal sealed class TurnLimits : IAsyncDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<Activity> pace;
    private readonly ConcurrencyLimiter places;
    private readonly WireMetrics metrics;

    public TurnLimits(IOptions<BotFrameworkOptions> options, IOptions<DirectLineOptions> directLine, ConversationLocks locks, WireMetrics metrics)
    {
        this.metrics = metrics;
        pace = PartitionedRateLimiter.Create<Activity, (string? ChannelId, string? Id)>(activity => RateLimitPartition.Get(
            (activity.ChannelId, activity.Conversation?.Id),
            conversation => PerMinute(conversation.ChannelId == Channels.Directline ? directLine.Value.MessagesPerMinute : options.Value.ActivitiesPerMinute)));
        // Whoever finds no place comes again: a queue here would only make everybody wait for longer than channels do.
        places = new ConcurrencyLimiter(new() { PermitLimit = options.Value.TurnsAtOnce, QueueLimit = 0 });
        metrics.ObserveTurns(() => options.Value.TurnsAtOnce - (int)places.GetStatistics()!.CurrentAvailablePermits);
        metrics.ObserveQueue(() => locks.Waiting);
    }

    // The partitioned limiter that holds these refills them all with one timer.
    public static RateLimiter PerMinute(int count) =>
        new FixedWindowRateLimiter(new() { PermitLimit = count, Window = Window, AutoReplenishment = false });

    /// <summary>Counts the activity for its conversation; not acquired when there were too many.</summary>
    public RateLimitLease Pace(Activity incoming) => Counted(pace.AttemptAcquire(incoming), "conversation");

    /// <summary>A place among the turns at once, until disposed.</summary>
    public RateLimitLease Place() => Counted(places.AttemptAcquire(), "all");

    // The places have nothing to give back, and the last look at the meters comes after this.
    public ValueTask DisposeAsync() => pace.DisposeAsync();

    private RateLimitLease Counted(RateLimitLease lease, string limit)
    {
        if (!lease.IsAcquired)
            metrics.Refused(limit);
        return lease;
    }
}
