using BackPainBot.BotFramework.Activities;
using BackPainBot.Dialog;

namespace BackPainBot.Storage;

/// <summary>
/// Keeps conversations, the replies of their last turns for redelivery, and what the owner should learn from them.
/// Several nodes may share one store: versions, not locks, keep two turns from both succeeding on the same state.
/// Every method throws a <see cref="StorageException"/> while the storage cannot be used.
/// </summary>
internal interface IConversationStore
{
    /// <summary>The conversation as last saved, or a new one at version 0.</summary>
    /// <param name="key">Channel and conversation id.</param>
    /// <param name="activityId">The incoming activity's id; null when it has none and so cannot be a redelivery.</param>
    Task<StoredConversation> LoadAsync(string key, string? activityId, CancellationToken cancellation);

    /// <summary>Saves a turn whole or not at all. False when another turn was saved since <paramref name="version"/> was loaded: load again and think anew.</summary>
    Task<bool> SaveAsync(string key, long version, CompletedTurn turn, CancellationToken cancellation);

    /// <summary>Forgets the conversation and all that was kept of it. No error if there is none.</summary>
    Task DeleteAsync(string key, CancellationToken cancellation);

    /// <summary>Forgets everything that was not changed since a moment.</summary>
    /// <returns>How many conversations went.</returns>
    Task<int> SweepAsync(DateTimeOffset before, CancellationToken cancellation);

    /// <summary>What the owner may learn of the days since one.</summary>
    Task<RecordedTurns> RecordedAsync(DateOnly since, CancellationToken cancellation);
}

/// <param name="Version">Counts the saved turns.</param>
/// <param name="SavedReplies">What was answered to this very activity before; null when it is new.</param>
internal sealed record StoredConversation(Conversation Conversation, long Version, IReadOnlyList<Activity>? SavedReplies);

/// <param name="ActivityId">What was answered; null when the channel gave no id.</param>
/// <param name="Feedback">A thumb that came with this turn; null for none.</param>
/// <param name="Asked">What the owner may learn from it; null when it was no question.</param>
/// <param name="Shown">Ids of the passages that were shown; only counted, by day and passage, apart from the conversation. Null for none.</param>
internal sealed record CompletedTurn(
    string? ActivityId,
    Conversation Conversation,
    IReadOnlyList<Activity> Replies,
    Feedback? Feedback = null,
    AskedQuestion? Asked = null,
    IReadOnlyList<string>? Shown = null);

/// <summary>A question and what came of it, for the owner's report.</summary>
/// <param name="Outcome">As in the receipt.</param>
/// <param name="Question">Redacted; null for a safety notice, whose words are never kept.</param>
/// <param name="Reason">Why the search came to its outcome; null when it was not asked.</param>
/// <param name="NearestPassage">Id of the best passage, also of a miss; null when there was none.</param>
internal sealed record AskedQuestion(string Outcome, string? Question, string? Reason, string? NearestPassage);

/// <summary>A thumb on a reply. The same reply keeps only the last one, however often it arrives.</summary>
/// <param name="ReplyId">Null when the channel does not say which reply (Teams may not).</param>
internal sealed record Feedback(string? ReplyId, Reaction Reaction);

internal enum Reaction
{
    Like,
    Dislike,
}
