using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.DirectLine;

namespace BackPainBot.Tests.BotFramework.DirectLine;

/// <summary>What every <see cref="IActivityLog"/> must do; each engine's tests derive from this.</summary>
public abstract class ActivityLogContract
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An empty log, or one whose conversations do not matter: the tests make their own ids.</summary>
    protected abstract ValueTask<IActivityLog> OpenAsync();

    /// <summary>A second way into the same log, as another node has it. An engine for one process gives the same log again.</summary>
    protected abstract ValueTask<IActivityLog> OpenOnAnotherNodeAsync(IActivityLog log);

    /// <summary>Lets more than the retention time go by.</summary>
    protected abstract ValueTask PassRetentionAsync();

    /// <summary>Lets more than half, but not all, of the retention time go by.</summary>
    protected abstract ValueTask PassMostOfRetentionAsync();

    private static string NewId() => Guid.NewGuid().ToString("N");

    private static Activity Message(string text) => new() { Type = ActivityTypes.Message, Text = text };

    private static async Task<string[]> TextsAsync(IActivityLog log, string id, long after = 0, int limit = 100) =>
        [.. (await log.ReadAsync(id, after, limit, Cancellation))!.Select(entry => entry.Activity.Text!)];

    [Fact]
    public async Task A_conversation_is_created_once()
    {
        var log = await OpenAsync();
        var id = NewId();
        Assert.False(await log.ExistsAsync(id, Cancellation));
        Assert.True(await log.CreateAsync(id, Cancellation));
        await log.AppendAsync(id, [Message("kept")], Cancellation);
        Assert.False(await log.CreateAsync(id, Cancellation));
        Assert.True(await log.ExistsAsync(id, Cancellation));
        Assert.Equal(["kept"], await TextsAsync(log, id));
    }

    [Fact]
    public async Task Activities_come_back_in_order_whole_and_after_any_position()
    {
        var log = await OpenAsync();
        var id = NewId();
        await log.CreateAsync(id, Cancellation);
        var first = Message("one") with
        {
            Id = "a|1",
            Timestamp = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            ChannelData = ActivityJson.Element(new { clientActivityID = "x" }),
            Properties = new() { ["unknown"] = ActivityJson.Element(new { kept = true }) },
        };
        await log.AppendAsync(id, [first], Cancellation);
        await log.AppendAsync(id, [Message("two"), Message("three")], Cancellation);

        var all = (await log.ReadAsync(id, 0, 100, Cancellation))!;
        Assert.Equal(ActivityJson.Write(first), ActivityJson.Write(all[0].Activity));
        Assert.Equal(["one", "two", "three"], all.Select(entry => entry.Activity.Text));
        Assert.True(0 < all[0].Position && all[0].Position < all[1].Position && all[1].Position < all[2].Position);
        Assert.Equal(["two", "three"], await TextsAsync(log, id, all[0].Position));
        Assert.Equal(["two"], await TextsAsync(log, id, all[0].Position, limit: 1));
        Assert.Empty(await TextsAsync(log, id, all[2].Position));
        Assert.Empty(await TextsAsync(log, id, all[2].Position + 1000));
    }

    [Fact]
    public async Task Conversations_do_not_mix()
    {
        var log = await OpenAsync();
        var (one, other) = (NewId(), NewId());
        await log.CreateAsync(one, Cancellation);
        await log.CreateAsync(other, Cancellation);
        await log.AppendAsync(one, [Message("mine")], Cancellation);
        Assert.Empty(await TextsAsync(log, other));
    }

    [Fact]
    public async Task An_unknown_conversation_takes_and_gives_nothing()
    {
        var log = await OpenAsync();
        var id = NewId();
        Assert.False(await log.AppendAsync(id, [Message("lost")], Cancellation));
        Assert.Null(await log.ReadAsync(id, 0, 100, Cancellation));
        await log.WaitAsync(id, 0, Cancellation);
        await log.DeleteAsync(id, Cancellation);
        Assert.False(await log.ExistsAsync(id, Cancellation));
    }

    [Fact]
    public async Task Who_waits_hears_of_an_append_on_another_node()
    {
        var log = await OpenAsync();
        var other = await OpenOnAnotherNodeAsync(log);
        var id = NewId();
        await log.CreateAsync(id, Cancellation);
        var received = UntilAsync(other, id, count: 3);
        foreach (var text in new[] { "one", "two", "three" })
            await log.AppendAsync(id, [Message(text)], Cancellation);
        Assert.Equal(["one", "two", "three"], await received.WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
    }

    [Fact]
    public async Task Who_waits_for_what_is_there_already_does_not_wait()
    {
        var log = await OpenAsync();
        var id = NewId();
        await log.CreateAsync(id, Cancellation);
        await log.AppendAsync(id, [Message("there")], Cancellation);
        await log.WaitAsync(id, 0, Cancellation).WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
    }

    [Fact]
    public async Task A_wait_can_be_given_up()
    {
        var log = await OpenAsync();
        var id = NewId();
        await log.CreateAsync(id, Cancellation);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var waiting = Task.Run(async () => { while (true) await log.WaitAsync(id, 0, patience.Token); }, Cancellation);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromMinutes(1), Cancellation));
    }

    [Fact]
    public async Task A_deleted_conversation_is_gone_and_wakes_who_waits()
    {
        var log = await OpenAsync();
        var other = await OpenOnAnotherNodeAsync(log);
        var id = NewId();
        await log.CreateAsync(id, Cancellation);
        await log.AppendAsync(id, [Message("secret")], Cancellation);
        var end = UntilAsync(other, id, count: int.MaxValue);
        await log.DeleteAsync(id, Cancellation);
        await end.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        Assert.False(await log.ExistsAsync(id, Cancellation));
        Assert.False(await log.AppendAsync(id, [Message("late")], Cancellation));
        Assert.True(await log.CreateAsync(id, Cancellation));
        Assert.Empty(await TextsAsync(log, id));
    }

    [Fact]
    public async Task Appends_from_many_at_once_are_all_there_and_in_each_ones_order()
    {
        const int Writers = 4, Each = 25;
        var log = await OpenAsync();
        var other = await OpenOnAnotherNodeAsync(log);
        var id = NewId();
        await log.CreateAsync(id, Cancellation);
        var received = UntilAsync(other, id, Writers * Each);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var number = 0; number < Each; number++)
                await (writer % 2 == 0 ? log : other).AppendAsync(id, [Message($"{writer}:{number:00}")], Cancellation);
        }, Cancellation)));
        var texts = await received.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        Assert.Equal(Writers * Each, texts.Distinct().Count());
        foreach (var writer in texts.GroupBy(text => text[0]))
            Assert.Equal(writer.Order(StringComparer.Ordinal), writer);
    }

    [Fact]
    public async Task A_conversation_that_nobody_adds_to_expires()
    {
        var log = await OpenAsync();
        var (quiet, busy) = (NewId(), NewId());
        await log.CreateAsync(quiet, Cancellation);
        await log.CreateAsync(busy, Cancellation);
        await PassMostOfRetentionAsync();
        await log.AppendAsync(busy, [Message("still here")], Cancellation);
        await PassMostOfRetentionAsync();
        Assert.False(await log.ExistsAsync(quiet, Cancellation));
        Assert.Null(await log.ReadAsync(quiet, 0, 100, Cancellation));
        Assert.Equal(["still here"], await TextsAsync(log, busy));
        await PassRetentionAsync();
        Assert.False(await log.AppendAsync(busy, [Message("too late")], Cancellation));
        Assert.True(await log.CreateAsync(busy, Cancellation));
        Assert.Empty(await TextsAsync(log, busy));
    }

    /// <summary>Follows a conversation as a socket does, until it has enough or the conversation is gone.</summary>
    private static Task<List<string>> UntilAsync(IActivityLog log, string id, int count) => Task.Run(async () =>
    {
        var texts = new List<string>();
        for (var after = 0L; texts.Count < count;)
        {
            await log.WaitAsync(id, after, Cancellation);
            if (await log.ReadAsync(id, after, 10, Cancellation) is not { } page)
                break;
            texts.AddRange(page.Select(entry => entry.Activity.Text!));
            after = page.Count > 0 ? page[^1].Position : after;
        }
        return texts;
    }, Cancellation);
}
