using System.Collections.Concurrent;

namespace BackPainBot.Storage;

/// <summary>Who in this process waits for news of a conversation. A wake-up may come for no reason; whoever waits looks again.</summary>
internal sealed class ConversationNews
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new(StringComparer.Ordinal);

    /// <summary>Done at the next wake-up. Asking for it before looking loses no news that comes in between.</summary>
    public Task Of(string conversationId) =>
        _waiting.GetOrAdd(conversationId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Wake(string conversationId)
    {
        if (_waiting.TryRemove(conversationId, out var news))
        {
            news.SetResult();
        }
    }

    public void WakeAll()
    {
        foreach (var conversationId in _waiting.Keys)
        {
            Wake(conversationId);
        }
    }
}
