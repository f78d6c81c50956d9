using System.Net;
using System.Net.WebSockets;
using BackPainBot.BotFramework.Activities;
using BackPainBot.Tests.BotFramework.DirectLine;
using BackPainBot.Tests.Storage;

namespace BackPainBot.Tests.SeveralNodes;

public sealed class SharedConversationTests(SharedRedis shared)
{
    private static readonly string[] Words =
        ["why do discs wear out", "source", "more", "what causes back pain", "source", "how does acupuncture help a slipped disc", "more", "thanks", "contact", "who won the football"];

    [Fact]
    public async Task A_conversation_changes_its_node_with_every_message_while_its_socket_stays_on_a_third()
    {
        var (redis, database) = await shared.NewDatabaseAsync();
        await using var nodes = Nodes.Start(3, redis, database);
        using var visitor = await RoamingVisitor.StartAsync(nodes.Origins[0], nodes.Origins[1]);
        using var socket = await visitor.OpenAsync(nodes.Origins[2]);

        var said = new List<string>();
        foreach (var (number, words) in Words.Index())
        {
            said.Add(await visitor.SayAsync(nodes.Origins[number % 2], words));
        }

        var (seen, _) = await DirectLineClient.ReceiveAsync(socket, 1 + (Words.Length * 2));
        Assert.Equal("bot", seen[0].From!.Role);
        Assert.Equal(
            said.SelectMany(id => new[] { $"said {id}", $"answered {id}" }),
            seen.Skip(1).Select(activity => activity.From!.Role == "user" ? $"said {activity.Id}" : $"answered {activity.ReplyToId}"));

        // "source" after an answer of the other node leads to the same passages as on a single node: what was shown came along.
        await using var alone = new Web.ChatSite();
        using var atHome = await RoamingVisitor.StartAsync(alone.Origin, alone.Origin);
        foreach (var words in Words)
        {
            await atHome.SayAsync(alone.Origin, words);
        }

        Assert.Equal((await atHome.ReadAsync(alone.Origin)).Select(activity => activity.Text), seen.Select(activity => activity.Text));
        foreach (var node in nodes.Origins)
        {
            Assert.Equal(seen.Select(activity => activity.Id), (await visitor.ReadAsync(node)).Select(activity => activity.Id));
        }
    }

    [Fact]
    public async Task An_activity_that_reaches_two_nodes_at_once_is_answered_by_one_turn()
    {
        var (redis, database) = await shared.NewDatabaseAsync();
        await using var nodes = Nodes.Start(2, redis, database);
        using var channel = new ChannelCaller();
        foreach (var words in Words)
        {
            var message = channel.Message(words);
            var answers = await Task.WhenAll(nodes.Origins.Concat(nodes.Origins).Select(node => channel.AskAsync(node, message)));
            Assert.Single(answers.Distinct());
        }

        Assert.Equal(Words.Length, (int)await redis.UseAsync(database, database => database.HashGetAsync(channel.Key, "version")));
        Assert.Empty(nodes.Log.Warnings);
    }

    [Fact]
    public async Task Different_activities_that_reach_two_nodes_at_once_are_each_thought_on_the_one_before()
    {
        const int Messages = 20;
        var (redis, database) = await shared.NewDatabaseAsync();
        await using var nodes = Nodes.Start(2, redis, database);
        using var visitor = await RoamingVisitor.StartAsync(nodes.Origins[0], nodes.Origins[1]);
        var ids = await Task.WhenAll(Enumerable.Range(0, Messages).Select(number => visitor.SayAsync(nodes.Origins[number % 2], Words[number % Words.Length])));

        var log = await visitor.ReadAsync(nodes.Origins[0]);
        Assert.Equal(ids.Order(), log.Where(activity => activity.From!.Role == "user").Select(activity => activity.Id!).Order());
        foreach (var id in ids)
        {
            var reply = Assert.Single(log, activity => activity.ReplyToId == id);
            Assert.True(log.ToList().FindIndex(activity => activity.Id == id) < log.ToList().IndexOf(reply));
        }

        // The greeting and each message once.
        var version = await redis.UseAsync(database, database => database.HashGetAsync($"backpainbot:conversation:{Channels.Directline}/{visitor.ConversationId}", "version"));
        Assert.Equal(1 + Messages, (int)version);
    }

    [Fact]
    public async Task A_deleted_conversation_is_gone_from_every_node_and_from_Redis()
    {
        var (redis, database) = await shared.NewDatabaseAsync();
        await using var nodes = Nodes.Start(2, redis, database);
        using var visitor = await RoamingVisitor.StartAsync(nodes.Origins[0], nodes.Origins[0]);
        using var other = await RoamingVisitor.StartAsync(nodes.Origins[0], nodes.Origins[0]);
        await visitor.SayAsync(nodes.Origins[0], "why do discs wear out");
        using var socket = await visitor.OpenAsync(nodes.Origins[1]);
        await DirectLineClient.ReceiveAsync(socket, 3);

        Assert.Equal(HttpStatusCode.NoContent, await visitor.DeleteAsync(nodes.Origins[0]));

        Assert.Null(await DirectLineClient.FrameAsync(socket));
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
        foreach (var node in nodes.Origins)
        {
            Assert.Equal(HttpStatusCode.NotFound, await visitor.StatusAsync(node));
            Assert.Null(await visitor.TrySayAsync(node, "still there?"));
        }

        var keys = await redis.KeysAsync(database);
        Assert.DoesNotContain(keys, key => key.Contains(visitor.ConversationId, StringComparison.Ordinal));
        Assert.Contains(keys, key => key.Contains(other.ConversationId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_past_its_retention_is_gone_from_every_node_and_nothing_else_stays_but_the_signing_key()
    {
        var (redis, database) = await shared.NewDatabaseAsync();
        await using var nodes = Nodes.Start(2, redis, database);
        using var visitor = await RoamingVisitor.StartAsync(nodes.Origins[0], nodes.Origins[0]);
        await visitor.SayAsync(nodes.Origins[0], "my name is Mary Jones, why do discs wear out");

        await redis.PassAsync(TimeSpan.FromHours(25), database);
        foreach (var node in nodes.Origins)
        {
            Assert.Equal(HttpStatusCode.NotFound, await visitor.StatusAsync(node));
        }

        var conversation = $"backpainbot:conversation:{Channels.Directline}/{visitor.ConversationId}";
        var keys = await redis.KeysAsync(database);
        var counts = Assert.Single(keys, key => key.StartsWith("backpainbot:shown:", StringComparison.Ordinal));
        Assert.Equal([counts, "backpainbot:directline-key", conversation], keys.OrderDescending(StringComparer.Ordinal));
        var asked = await redis.UseAsync(database, async database => (await database.HashGetAllAsync(conversation)).Single(field => field.Name.StartsWith("asked/")));
        Assert.Contains("my name is […], why do discs", System.Text.RegularExpressions.Regex.Unescape(asked.Value!), StringComparison.Ordinal);
        Assert.DoesNotContain("Mary", asked.Value.ToString(), StringComparison.Ordinal);

        await redis.PassAsync(TimeSpan.FromDays(30), database);
        Assert.Equal(["backpainbot:directline-key"], await redis.KeysAsync(database));
    }
}
