using BackPainBot.BotFramework.Activities;
using BackPainBot.Dialog;
using BackPainBot.Safety;
using BackPainBot.Storage;

namespace BackPainBot.Tests.Storage;

/// <summary>What every <see cref="IConversationStore"/> must do; each engine's tests derive from this.</summary>
public abstract class ConversationStoreContract
{
    private readonly string _key = $"webchat/{Guid.NewGuid():N}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Lets the time that conversations are kept go by, and says since when they must have changed to stay.</summary>
    protected abstract DateTimeOffset PassRetention();

    /// <summary>By the clock of the storage, in UTC.</summary>
    protected abstract DateOnly Today { get; }

    private protected abstract IConversationStore Store { get; }

    /// <summary>The same storage, opened again by another process or after a restart.</summary>
    private protected abstract Task<IConversationStore> OpenAgainAsync();

    [Fact]
    public async Task An_unknown_conversation_is_new_at_version_0()
    {
        var stored = await Store.LoadAsync(_key, "1", Cancellation);
        Assert.Equal((Conversation.New, 0L, null), (stored.Conversation, stored.Version, stored.SavedReplies));
    }

    public static TheoryData<int> States => [0, 1, 2, 3];

    [Theory]
    [MemberData(nameof(States))]
    public async Task Every_state_comes_back_as_it_was_saved_also_after_a_restart(int index)
    {
        DialogState[] states = [new DialogState.Open(), new DialogState.Answered(["a#1"], ["a#2", "a#3"]), new DialogState.Missed(2), new DialogState.Warned(SafetyNotice.Crisis)];
        var conversation = new Conversation(states[index], Greeted: true, Topic: "why “discs”?", SeenPassages: ["a#1"], LastText: "It said so.");
        Assert.True(await Store.SaveAsync(_key, 0, new("1", conversation, [Said("hello")]), Cancellation));

        var stored = await (await OpenAgainAsync()).LoadAsync(_key, "1", Cancellation);
        Assert.Equivalent(conversation, stored.Conversation, strict: true);
        Assert.Equal(states[index].GetType(), stored.Conversation.State.GetType());
        Assert.Equal(1, stored.Version);
        Assert.Equal("hello", Assert.Single(stored.SavedReplies!).Text);
    }

    [Fact]
    public async Task Of_two_turns_on_the_same_version_only_one_is_saved()
    {
        var saved = await Task.WhenAll(Enumerable.Range(0, 8).Select(index => Store.SaveAsync(_key, 0, new($"{index}", Conversation.New, [Said($"{index}")]), Cancellation)));
        Assert.Single(saved, won => won);
        Assert.Equal(1, (await Store.LoadAsync(_key, null, Cancellation)).Version);

        var winner = Array.IndexOf(saved, true);
        for (var index = 0; index < saved.Length; index++)
        {
            var replies = (await Store.LoadAsync(_key, $"{index}", Cancellation)).SavedReplies;
            Assert.Equal(index == winner ? $"{index}" : null, replies?.Single().Text);
        }
    }

    [Fact]
    public async Task Replies_are_found_again_by_the_activity_that_they_answer()
    {
        await Store.SaveAsync(_key, 0, new("1", Conversation.New, [Said("one"), Said("and more")]), Cancellation);
        await Store.SaveAsync(_key, 1, new("2", Conversation.New, []), Cancellation);
        Assert.Equal(["one", "and more"], (await Store.LoadAsync(_key, "1", Cancellation)).SavedReplies!.Select(reply => reply.Text));
        Assert.Empty((await Store.LoadAsync(_key, "2", Cancellation)).SavedReplies!);
        Assert.Null((await Store.LoadAsync(_key, "3", Cancellation)).SavedReplies);
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_can_begin_anew()
    {
        await Store.SaveAsync(_key, 0, new("1", Conversation.New with { Greeted = true }, [Said("x")], new("r", Reaction.Like), new("miss", "q", "r", null)), Cancellation);
        await Store.DeleteAsync(_key, Cancellation);
        var stored = await Store.LoadAsync(_key, "1", Cancellation);
        Assert.Equal((Conversation.New, 0L, null), (stored.Conversation, stored.Version, stored.SavedReplies));
        Assert.True(await Store.SaveAsync(_key, 0, new("1", Conversation.New, []), Cancellation));
    }

    [Fact]
    public async Task What_rests_longer_than_it_is_kept_is_swept_and_nothing_else()
    {
        await Store.SaveAsync(_key, 0, new("1", Conversation.New, []), Cancellation);
        var before = PassRetention();
        await Store.SaveAsync($"{_key}2", 0, new("1", Conversation.New, []), Cancellation);
        Assert.Equal(1, await Store.SweepAsync(before, Cancellation));
        Assert.Equal(0, (await Store.LoadAsync(_key, null, Cancellation)).Version);
        Assert.Equal(1, (await Store.LoadAsync($"{_key}2", null, Cancellation)).Version);
    }

    [Fact]
    public async Task Questions_and_dislikes_are_recorded_with_their_day_and_forgotten_with_their_conversation()
    {
        await Store.SaveAsync(_key, 0, new("1", Conversation.New, [], new("r1", Reaction.Like), new("miss", "is it “good”?", "r", "a#1")), Cancellation);
        await Store.SaveAsync(_key, 1, new("2", Conversation.New, [], new("r1", Reaction.Dislike)), Cancellation);
        await Store.SaveAsync($"{_key}2", 0, new("1", Conversation.New, [], new(null, Reaction.Like), new("safety", null, null, null)), Cancellation);

        var recorded = await (await OpenAgainAsync()).RecordedAsync(Today, Cancellation);
        Assert.Equal([new(_key, Today, new("miss", "is it “good”?", "r", "a#1")), new RecordedQuestion($"{_key}2", Today, new("safety", null, null, null))], recorded.Questions);
        Assert.Equal([new RecordedDislike(_key, Today)], recorded.Dislikes);
        Assert.True((await Store.RecordedAsync(Today.AddDays(1), Cancellation)).IsEmpty);

        await Store.DeleteAsync(_key, Cancellation);
        recorded = await Store.RecordedAsync(Today, Cancellation);
        Assert.Equal($"{_key}2", Assert.Single(recorded.Questions).Conversation);
        Assert.Empty(recorded.Dislikes);
    }

    [Fact]
    public async Task Passages_are_counted_by_day_apart_from_conversations_and_forgotten_after_their_retention()
    {
        var day = Today;
        await Store.SaveAsync("c", 0, new("1", Conversation.New, [], Shown: ["a#1", "a#2"]), Cancellation);
        await Store.SaveAsync("d", 0, new("1", Conversation.New, [], Shown: ["a#1"]), Cancellation);
        Assert.False(await Store.SaveAsync("d", 0, new("2", Conversation.New, [], Shown: ["a#2"]), Cancellation));
        await Store.DeleteAsync("c", Cancellation);
        Assert.Equal([("a#1", 2), ("a#2", 1)], (await Store.RecordedAsync(day, Cancellation)).TimesShown.Select(one => (one.Key, one.Value)).Order());
        Assert.Empty((await Store.RecordedAsync(day.AddDays(1), Cancellation)).TimesShown);

        await Store.SweepAsync(PassRetention(), Cancellation);
        Assert.True((await Store.RecordedAsync(day, Cancellation)).IsEmpty);
    }

    private static Activity Said(string text) => new() { Type = ActivityTypes.Message, Text = text };
}
