using System.Collections.Concurrent;
using BackPainBot.BotFramework.Activities;
using BackPainBot.Tests.BotFramework.DirectLine;
using BackPainBot.Tests.Storage;

namespace BackPainBot.Tests.SeveralNodes;

/// <summary>Redis or a node dies in the middle of turns: what was acknowledged stays, in order, and no step of a dialog runs twice.</summary>
public sealed class FailureTests(SharedRedis shared)
{
    private static readonly string[] Words = ["why do discs wear out", "more", "source", "what causes back pain", "contact", "thanks"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Redis_killed_and_started_again_has_lost_nothing_and_done_nothing_twice()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var nodes = Nodes.Start(3, redis);
        using var visitor = await RoamingVisitor.StartAsync(nodes.Origins[0], nodes.Origins[1]);
        using var socket = await visitor.OpenAsync(nodes.Origins[2]);
        using var channel = new ChannelCaller();

        var acknowledged = new List<string>();
        var refused = 0;
        async Task SpeakAsync(int times)
        {
            for (var number = 0; number < times; number++)
            {
                if (await visitor.TrySayAsync(nodes.Origins[number % 2], Words[number % Words.Length]) is { } id)
                {
                    acknowledged.Add(id);
                }
                else
                {
                    refused++;
                }
            }
        }

        for (var crash = 0; crash < 3; crash++)
        {
            await SpeakAsync(5);
            var speaking = SpeakAsync(5);
            await redis.KillAsync();
            await redis.StartAgainAsync();
            await speaking;
        }

        await SpeakAsync(4);
        var log = await visitor.ReadAsync(nodes.Origins[0]);
        AssertInOrderAndAnsweredOnce(log, acknowledged);
        Assert.Equal(34, acknowledged.Count + refused);
        Assert.InRange(refused, 0, 14);
        var version = await redis.UseAsync(0, database => database.HashGetAsync($"backpainbot:conversation:{Channels.Directline}/{visitor.ConversationId}", "version"));
        Assert.InRange((int)version, 1, 1 + log.Count(activity => activity.From!.Role == "user"));
        // The socket has outlived all that and got the whole log, each activity once.
        var (seen, _) = await DirectLineClient.ReceiveAsync(socket, log.Count);
        Assert.Equal(log.Select(activity => activity.Id), seen.Select(activity => activity.Id));
    }

    [Fact]
    public async Task While_Redis_is_away_answers_and_notices_still_come_the_log_says_so_once_and_it_heals_by_itself()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var nodes = Nodes.Start(2, redis);
        using var channel = new ChannelCaller();
        using var visitor = await RoamingVisitor.StartAsync(nodes.Origins[0], nodes.Origins[0]);
        using var socket = await visitor.OpenAsync(nodes.Origins[0]);
        await channel.AskAsync(nodes.Origins[0], channel.Message("why do discs wear out"));

        await redis.KillAsync();
        Assert.Contains("911", await channel.AskAsync(nodes.Origins[0], channel.Message("I cannot feel anything when I wipe")), StringComparison.Ordinal);
        Assert.Contains("shock absorber", await channel.AskAsync(nodes.Origins[0], channel.Message("why do discs wear out")), StringComparison.Ordinal);
        Assert.Contains("Dallas Acupuncture Works", await channel.AskAsync(nodes.Origins[0], channel.Message("contact")), StringComparison.Ordinal);
        Assert.Null(await visitor.TrySayAsync(nodes.Origins[0], "hello?"));

        await redis.StartAgainAsync();
        using var tries = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var left = 300;
        while (await visitor.TrySayAsync(nodes.Origins[0], "source") is null)
        {
            Assert.NotEqual(0, left--);
            await tries.WaitForNextTickAsync(Cancellation);
        }

        var (seen, _) = await DirectLineClient.ReceiveAsync(socket, 3);
        Assert.Equal("source", seen[1].Text);
        await channel.AskAsync(nodes.Origins[0], channel.Message("contact"));
        Assert.Equal(2, (int)await redis.UseAsync(0, database => database.HashGetAsync(channel.Key, "version")));
        Assert.Single(nodes.Log.Warnings, line => line.StartsWith("Redis at 127.0.0.1:", StringComparison.Ordinal) && line.Contains(" cannot be reached; start it, or correct Storage:Redis. Until then ", StringComparison.Ordinal));
        Assert.Single(nodes.Log.Warnings, line => line.EndsWith(" is back.", StringComparison.Ordinal));
        Assert.DoesNotContain(RedisServer.Password, nodes.Log.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_has_its_signing_key_starts_and_answers_while_Redis_is_away()
    {
        await using var redis = new RedisServer();
        await using var nodes = Nodes.Start(1, redis, settings: ("DirectLine:TokenKey", "0123456789abcdef0123456789abcdef"));
        using var channel = new ChannelCaller();
        Assert.Contains("911", await channel.AskAsync(nodes.Origins[0], channel.Message("I cannot feel anything when I wipe")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_killed_in_the_middle_of_turns_leaves_every_conversation_to_another_one()
    {
        const int Conversations = 8, Messages = 24;
        var (redis, database) = await shared.NewDatabaseAsync();
        using var doomed = await NodeProcess.StartAsync(("Storage:Redis", redis.ConnectionString(database)));
        await using var nodes = Nodes.Start(1, redis, database);
        var alive = nodes.Origins[0];
        var channels = Enumerable.Range(0, Conversations).Select(_ => new ChannelCaller()).ToArray();
        var answered = new ConcurrentBag<(ChannelCaller Channel, Activity Message, string Replies)>();
        var halfway = new TaskCompletionSource();

        async Task TalkAsync(ChannelCaller channel)
        {
            for (var number = 0; number < Messages; number++)
            {
                var message = channel.Message(Words[number % Words.Length]);
                // As a channel does: the same activity again, wherever it is taken.
                var replies = await channel.TryAskAsync(doomed.Origin, message) ?? await channel.AskAsync(alive, message);
                answered.Add((channel, message, replies));
                if (answered.Count >= Conversations * Messages / 2)
                {
                    halfway.TrySetResult();
                }
            }
        }

        var talking = Task.WhenAll(channels.Select(TalkAsync));
        await halfway.Task;
        doomed.Kill();
        await talking;

        Assert.Equal(Conversations * Messages, answered.Count);
        foreach (var channel in channels)
        {
            Assert.Equal(Messages, (int)await redis.UseAsync(database, database => database.HashGetAsync(channel.Key, "version")));
        }

        // What the dead node answered, the living one answers word for word when it is brought again.
        foreach (var (channel, message, replies) in answered)
        {
            Assert.Equal(replies, await channel.AskAsync(alive, message));
        }

        foreach (var channel in channels)
        {
            channel.Dispose();
        }
    }

    [Fact]
    public async Task A_web_chat_goes_on_where_a_killed_node_left_it()
    {
        const int Visitors = 6;
        var (redis, database) = await shared.NewDatabaseAsync();
        using var doomed = await NodeProcess.StartAsync(("Storage:Redis", redis.ConnectionString(database)));
        await using var nodes = Nodes.Start(1, redis, database);
        var alive = nodes.Origins[0];

        // Speaks until it meets the dead node, and a little longer.
        async Task TalkAsync(CountdownEvent firstWords)
        {
            using var visitor = await RoamingVisitor.StartAsync(doomed.Origin, alive);
            using var socket = await visitor.OpenAsync(alive);
            var acknowledged = new List<string>();
            for (var (number, left) = (0, 5); left > 0; number++)
            {
                var words = Words[number % Words.Length];
                var id = await visitor.TrySayAsync(doomed.Origin, words);
                left -= id is null ? 1 : 0;
                acknowledged.Add(id ?? await visitor.SayAsync(alive, words));
                if (number == 5)
                {
                    firstWords.Signal();
                }
            }

            var log = await visitor.ReadAsync(alive);
            AssertInOrderAndAnsweredOnce(log, acknowledged);
            var (seen, _) = await DirectLineClient.ReceiveAsync(socket, log.Count);
            Assert.Equal(log.Select(activity => activity.Id), seen.Select(activity => activity.Id));
        }

        using var firstWords = new CountdownEvent(Visitors);
        var talking = Task.WhenAll(Enumerable.Range(0, Visitors).Select(_ => TalkAsync(firstWords)));
        await Task.Run(() => firstWords.Wait(Cancellation), Cancellation);
        doomed.Kill();
        await talking;
    }

    /// <summary>All that was acknowledged is there in order, with one answer behind it; nothing else has more than one.</summary>
    private static void AssertInOrderAndAnsweredOnce(IReadOnlyList<Activity> log, List<string> acknowledged)
    {
        var ids = log.Select(activity => activity.Id!).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(acknowledged, ids.Where(acknowledged.Contains));
        Assert.All(log.Where(activity => activity.ReplyToId is not null).GroupBy(activity => activity.ReplyToId), replies => Assert.Single(replies));
        Assert.All(acknowledged, id => Assert.Equal(id, log[ids.IndexOf(id) + 1].ReplyToId));
    }
}
