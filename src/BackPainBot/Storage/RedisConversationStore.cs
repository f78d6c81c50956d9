using System.Globalization;
using System.Text.Json;
using BackPainBot.Dialog;
using StackExchange.Redis;

namespace BackPainBot.Storage;

/// <summary>
/// Keeps conversations in Redis, where every node finds them: one hash per conversation, so that it is saved whole and forgotten whole.
/// Its fields are version, state, touched (Unix time in ms), write (the id of the last save) and, each with its time before it,
/// replies/activity id, feedback/reply id and asked/any id. How often passages were shown is in one hash per day, apart from conversations.
/// </summary>
/// <param name="retention">How long a conversation is kept after its last turn; Redis forgets it by itself then.</param>
internal sealed class RedisConversationStore(RedisDatabase database, TimeSpan retention, TimeProvider time) : IConversationStore
{
    private const string Prefix = "backpainbot:conversation:", ShownPrefix = "backpainbot:shown:", DayFormat = "yyyy-MM-dd";

    /// <summary>A second try that finds its own first one has saved. ARGV[5] is the number of passages that were shown; they come next.</summary>
    private const string Save = """
        local version = tonumber(redis.call('HGET', KEYS[1], 'version') or '0')
        if version ~= tonumber(ARGV[4]) then
          return redis.call('HGET', KEYS[1], 'write') == ARGV[1] and 1 or 0
        end
        local last = 5 + tonumber(ARGV[5])
        for i = 6, last do
          redis.call('HINCRBY', KEYS[2], ARGV[i], 1)
          redis.call('PEXPIRE', KEYS[2], ARGV[3])
        end
        redis.call('HSET', KEYS[1], 'version', version + 1, 'write', ARGV[1], unpack(ARGV, last + 1))
        redis.call('PEXPIRE', KEYS[1], ARGV[3])
        return 1
        """;

    /// <summary>ARGV[3] and ARGV[4]: since when conversations, thumbs and questions, and since when replies, must have changed to stay.</summary>
    private const string Sweep = """
        if tonumber(redis.call('HGET', KEYS[1], 'touched') or '0') < tonumber(ARGV[3]) then
          return redis.call('DEL', KEYS[1])
        end
        local fields = redis.call('HGETALL', KEYS[1])
        for i = 1, #fields, 2 do
          local kind = string.match(fields[i], '^(%a+)/')
          local oldest = kind == 'replies' and ARGV[4] or ARGV[3]
          if kind and tonumber(string.match(fields[i + 1], '^%d+')) < tonumber(oldest) then
            redis.call('HDEL', KEYS[1], fields[i])
          end
        end
        return 0
        """;

    public async Task<StoredConversation> LoadAsync(string key, string? activityId, CancellationToken cancellation)
    {
        var found = await database.RunAsync(redis => redis.HashGetAsync(Prefix + key, ["version", "state", $"replies/{activityId}"]), cancellation);
        return found is [{ IsNull: false } version, var state, var replies]
            ? new(ConversationJson.ReadConversation(state!), (long)version, replies.IsNull ? null : ConversationJson.ReadReplies(WithoutTime(replies!)))
            : new(Conversation.New, 0, null);
    }

    public async Task<bool> SaveAsync(string key, long version, CompletedTurn turn, CancellationToken cancellation)
    {
        var shown = turn.Shown ?? [];
        return await database.WriteAsync(
            Save,
            [Prefix + key, ShownOn(RecordedTurns.DayOf(time.GetUtcNow()))],
            [(long)retention.TotalMilliseconds, version, shown.Count, .. shown.Select(passage => (RedisValue)passage), .. Fields(turn)],
            cancellation) == 1;
    }

    public Task DeleteAsync(string key, CancellationToken cancellation) => database.RunAsync(redis => redis.KeyDeleteAsync(Prefix + key), cancellation);

    public async Task<int> SweepAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var replies = time.GetUtcNow() - StorageOptions.RepliesKept;
        RedisValue[] oldest = [before.ToUnixTimeMilliseconds(), (replies > before ? replies : before).ToUnixTimeMilliseconds()];
        var swept = 0;
        foreach (var key in await database.KeysAsync(Prefix, cancellation))
        {
            swept += (int)await database.WriteAsync(Sweep, [key], oldest, cancellation);
        }

        foreach (var key in (await database.KeysAsync(ShownPrefix, cancellation)).Where(key => DayOfShown(key) < RecordedTurns.DayOf(before)))
        {
            await database.RunAsync(redis => redis.KeyDeleteAsync(key), cancellation);
        }

        await database.RewriteFileAsync();

        return swept;
    }

    public async Task<RecordedTurns> RecordedAsync(DateOnly since, CancellationToken cancellation)
    {
        var asked = new List<(DateTimeOffset At, RecordedQuestion Question)>();
        var dislikes = new List<RecordedDislike>();
        foreach (var key in await database.KeysAsync(Prefix, cancellation))
        {
            var conversation = key.ToString()[Prefix.Length..];
            foreach (var (name, value) in await FieldsAsync(key, cancellation))
            {
                if (name.StartsWith("asked/", StringComparison.Ordinal) && TimeOf(value) is var at && at >= RecordedTurns.StartOf(since))
                {
                    asked.Add((at, new(conversation, RecordedTurns.DayOf(at), JsonSerializer.Deserialize<AskedQuestion>(WithoutTime(value), JsonSerializerOptions.Web)!)));
                }
                else if (name.StartsWith("feedback/", StringComparison.Ordinal) && WithoutTime(value) == nameof(Reaction.Dislike) && TimeOf(value) >= RecordedTurns.StartOf(since))
                {
                    dislikes.Add(new(conversation, RecordedTurns.DayOf(TimeOf(value))));
                }
            }
        }

        var shown = new Dictionary<string, int>();
        foreach (var key in (await database.KeysAsync(ShownPrefix, cancellation)).Where(key => DayOfShown(key) >= since))
        {
            foreach (var (passage, times) in await FieldsAsync(key, cancellation))
            {
                shown[passage] = shown.GetValueOrDefault(passage) + int.Parse(times, CultureInfo.InvariantCulture);
            }
        }

        return new([.. asked.OrderBy(one => one.At).ThenBy(one => one.Question.Conversation, StringComparer.Ordinal).Select(one => one.Question)], dislikes, shown);
    }

    private async Task<IEnumerable<(string Name, string Value)>> FieldsAsync(RedisKey key, CancellationToken cancellation) =>
        (await database.RunAsync(redis => redis.HashGetAllAsync(key), cancellation)).Select(field => (field.Name.ToString(), field.Value.ToString()));

    private static RedisKey ShownOn(DateOnly day) => ShownPrefix + day.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static DateOnly DayOfShown(RedisKey key) => DateOnly.ParseExact(key.ToString().AsSpan(ShownPrefix.Length), DayFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset TimeOf(string value) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(value.AsSpan(0, value.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture));

    /// <summary>Names and values by turns.</summary>
    private List<RedisValue> Fields(CompletedTurn turn)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        List<RedisValue> fields = ["touched", now, "state", ConversationJson.Write(turn.Conversation)];
        if (turn.ActivityId is { } id)
        {
            fields.AddRange([$"replies/{id}", $"{now} {ConversationJson.Write(turn.Replies)}"]);
        }

        if (turn.Feedback is { } feedback)
        {
            fields.AddRange([$"feedback/{feedback.ReplyId}", $"{now} {feedback.Reaction}"]);
        }

        if (turn.Asked is { } asked)
        {
            fields.AddRange([$"asked/{Guid.NewGuid():N}", $"{now} {JsonSerializer.Serialize(asked, JsonSerializerOptions.Web)}"]);
        }

        return fields;
    }

    private static string WithoutTime(string value) => value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..];
}
