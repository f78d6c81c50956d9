using System.Text.Json;
using BackPainBot.BotFramework.Activities;

namespace BackPainBot.BotFramework.DirectLine;

/// <summary>
/// What was said in each Direct Line conversation, in order. Several nodes may share one log: a socket on one reads what another appended.
/// A conversation with no append for the retention time of the log is gone, as if deleted.
/// Every method may throw an <see cref="UnavailableException"/> while the log cannot be used.
/// </summary>
public interface IActivityLog
{
    /// <summary>Starts an empty conversation. False if it is there already; then nothing changes.</summary>
    ValueTask<bool> CreateAsync(string conversationId, CancellationToken cancellation);

    ValueTask<bool> ExistsAsync(string conversationId, CancellationToken cancellation);

    /// <summary>
    /// Adds the activities together, at the next positions. False if the conversation does not exist: an append never brings a deleted one back.
    /// </summary>
    ValueTask<bool> AppendAsync(string conversationId, IReadOnlyList<Activity> activities, CancellationToken cancellation);

    /// <summary>The activities after a position, oldest first, at most <paramref name="limit"/>. Null if the conversation does not exist.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="after">A position from an earlier read; 0 is the start. A position beyond the end gives none.</param>
    /// <param name="limit">From 1.</param>
    /// <param name="cancellation">Gives up.</param>
    ValueTask<IReadOnlyList<LoggedActivity>?> ReadAsync(string conversationId, long after, int limit, CancellationToken cancellation);

    /// <summary>
    /// Returns once there is something after the position or the conversation is gone; at once if that is so already.
    /// It may also return early for no reason: the caller reads again.
    /// </summary>
    Task WaitAsync(string conversationId, long after, CancellationToken cancellation);

    /// <summary>Forgets the conversation and wakes everyone who waits for it. No error if there is none.</summary>
    ValueTask DeleteAsync(string conversationId, CancellationToken cancellation);
}

/// <summary>An activity and its place in its conversation.</summary>
/// <param name="Position">From 1, strictly rising within a conversation. Gaps are allowed.</param>
/// <param name="Activity">As it was appended.</param>
public readonly record struct LoggedActivity(long Position, Activity Activity)
{
    /// <summary>
    /// As a client gets it. Web Chat sorts by this number and, where there is none, by timestamps; those are mixed when a clock is put back, or when nodes do not agree.
    /// </summary>
    internal Activity Numbered
    {
        get
        {
            if (Activity.ChannelData is { ValueKind: not JsonValueKind.Object })
                return Activity;
            var data = Activity.ChannelData?.Deserialize<Dictionary<string, JsonElement>>() ?? [];
            data["webchat:sequence-id"] = ActivityJson.Element(Position);
            return Activity with { ChannelData = ActivityJson.Element(data) };
        }
    }
}
