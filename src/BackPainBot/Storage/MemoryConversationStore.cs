using BackPainBot.BotFramework.Activities;
using BackPainBot.Dialog;
using Microsoft.Extensions.Caching.Memory;

namespace BackPainBot.Storage;

/// <summary>Keeps conversations in this process until they have rested for a day or too many newer ones came.</summary>
internal sealed class MemoryConversationStore : IConversationStore, IDisposable
{
    private const int MostConversations = 20_000;

    /// <summary>A channel redelivers within a minute or two, so the last few turns are enough.</summary>
    private const int RememberedTurns = 8;

    private static readonly TimeSpan Rest = TimeSpan.FromDays(1);
    private readonly MemoryCache _conversations = new(new MemoryCacheOptions { SizeLimit = MostConversations });
    private readonly Lock _saving = new();

    public Task<StoredConversation> LoadAsync(string key, string? activityId, CancellationToken cancellation)
    {
        var entry = _conversations.Get<Entry>(key) ?? Entry.New;
        var saved = activityId is null ? null : entry.Turns.FirstOrDefault(turn => turn.ActivityId == activityId)?.Replies;
        return Task.FromResult(new StoredConversation(entry.Conversation, entry.Version, saved));
    }

    public Task<bool> SaveAsync(string key, long version, CompletedTurn turn, CancellationToken cancellation)
    {
        lock (_saving)
        {
            var entry = _conversations.Get<Entry>(key) ?? Entry.New;
            if (entry.Version != version)
            {
                return Task.FromResult(false);
            }

            var feedback = turn.Feedback is { } given ? entry.Feedback.Where(one => one.ReplyId != given.ReplyId).Append(given).ToList() : entry.Feedback;
            var next = new Entry(turn.Conversation, version + 1, [.. entry.Turns.Append(turn).TakeLast(RememberedTurns)], feedback);
            _conversations.Set(key, next, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Rest });
            return Task.FromResult(true);
        }
    }

    public Task DeleteAsync(string key, CancellationToken cancellation)
    {
        _conversations.Remove(key);
        return Task.CompletedTask;
    }

    public void Dispose() => _conversations.Dispose();

    private sealed record Entry(Conversation Conversation, long Version, IReadOnlyList<CompletedTurn> Turns, IReadOnlyList<Feedback> Feedback)
    {
        public static Entry New { get; } = new(Conversation.New, 0, [], []);
    }
}
