namespace BackPainBot.BotFramework.Turns;

/// <summary>One at a time per conversation, in order of arrival. A conversation that nobody is in takes no memory.</summary>
internal sealed class ConversationLocks
{
    private readonly Dictionary<(string? Channel, string Conversation), Entry> entries = [];

    /// <summary>Conversations that someone is in or waits for.</summary>
    public int Count
    {
        get
        {
            lock (entries)
                return entries.Count;
        }
    }

    /// <summary>Turns that wait for the one before them.</summary>
    public int Waiting
    {
        get
        {
            lock (entries)
                return entries.Values.Sum(entry => entry.Places - 1);
        }
    }

    /// <summary>Waits for its turn; disposing the result lets the next one in.</summary>
    public async Task<IDisposable> EnterAsync(string? channelId, string conversationId, CancellationToken cancellation)
    {
        var place = new Place(this, (channelId, conversationId));
        try
        {
            await place.Entry.Door.WaitAsync(cancellation);
        }
        catch
        {
            place.Leave();
            throw;
        }
        return place;
    }

    private sealed class Entry
    {
        public SemaphoreSlim Door { get; } = new(1);
        public int Places { get; set; }
    }

    private sealed class Place : IDisposable
    {
        private readonly ConversationLocks locks;
        private readonly (string?, string) key;

        public Place(ConversationLocks locks, (string?, string) key)
        {
            (this.locks, this.key) = (locks, key);
            lock (locks.entries)
            {
                if (!locks.entries.TryGetValue(key, out var entry))
                    locks.entries.Add(key, entry = new Entry());
                entry.Places++;
                Entry = entry;
            }
        }

        public Entry Entry { get; }

        public void Dispose()
        {
            Entry.Door.Release();
            Leave();
        }

        public void Leave()
        {
            lock (locks.entries)
            {
                if (--Entry.Places == 0)
                    locks.entries.Remove(key);
            }
        }
    }
}
