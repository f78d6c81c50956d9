using System.Text.Json;
using BackPainBot.BotFramework.Activities;
using BackPainBot.Storage;
using BackPainBot.Tests.Dialog;
using BackPainBot.Turns;

namespace BackPainBot.Tests.Teams;

public sealed class TeamsTurnTests(TestBot bot)
{
    private const string Question = "why do discs wear out", Emergency = "I cannot feel my groin when I wipe";

    private async Task<IReadOnlyList<Activity>> TakeAsync(Activity incoming) => await bot.Turn.TakeAsync(incoming, TestContext.Current.CancellationToken);

    private async Task<string> AnswerAsync(Activity incoming) => Assert.Single(await TakeAsync(incoming)).Text!;

    [Fact, Trait("Item", "50")]
    public async Task A_mention_changes_neither_answer_nor_safety()
    {
        Assert.Equal(await AnswerAsync(new TeamsChat().Says(Question)), await AnswerAsync(new TeamsChat().Asks(Question)));
        Assert.Contains("911", await AnswerAsync(new TeamsChat("channel").Asks(Emergency)), StringComparison.Ordinal);
    }

    [Fact, Trait("Item", "50")]
    public async Task A_bare_mention_is_an_empty_message_and_no_upload() =>
        Assert.StartsWith(bot.Script.NotText.Empty[0], await AnswerAsync(new TeamsChat("groupChat").Asks("")), StringComparison.Ordinal);

    [Theory, Trait("Item", "51")]
    [InlineData("personal")]
    [InlineData("groupChat")]
    [InlineData("channel")]
    public async Task One_greeting_comes_however_the_bot_is_announced(string type)
    {
        var chat = new TeamsChat(type);
        var replies = new[]
        {
            await TakeAsync(chat.Activity(ActivityTypes.InstallationUpdate) with { Action = "add" }),
            await TakeAsync(chat.Activity(ActivityTypes.ConversationUpdate) with { MembersAdded = [new() { Id = TeamsChat.BotId }] }),
            await TakeAsync(chat.Activity(ActivityTypes.ConversationUpdate) with { MembersAdded = [new() { Id = "29:late" }] }),
            await TakeAsync(chat.Activity(ActivityTypes.InstallationUpdate) with { Action = "add-upgrade" }),
        };
        Assert.Contains("search tool", Assert.Single(replies.SelectMany(reply => reply)).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Item", "51")]
    public async Task Two_announcements_at_once_that_both_find_nobody_greeted_still_give_one_greeting()
    {
        var folder = Directory.CreateTempSubdirectory("backpainbot-tests-");
        await using (var database = SqliteDatabase.Open(folder.FullName))
        {
            using var nodes = new BothLoadFirst(new SqliteConversationStore(database, TimeProvider.System));
            var turn = new BotTurn(bot.Dialog, bot.Knowledge, new(bot.Script), nodes, bot.Telemetry, Microsoft.Extensions.Logging.Abstractions.NullLogger<BotTurn>.Instance);
            var chat = new TeamsChat();
            var greetings = await Task.WhenAll(
                Task.Run(() => turn.TakeAsync(chat.Activity(ActivityTypes.InstallationUpdate) with { Action = "add" }, TestContext.Current.CancellationToken)),
                Task.Run(() => turn.TakeAsync(chat.Activity(ActivityTypes.ConversationUpdate) with { MembersAdded = [new() { Id = TeamsChat.BotId }] }, TestContext.Current.CancellationToken)));
            Assert.Single(greetings.SelectMany(greeting => greeting));
            Assert.Equal(1, nodes.LostSaves);
        }

        folder.Delete(recursive: true);
    }

    [Fact, Trait("Item", "51")]
    public async Task Who_takes_the_bot_out_is_forgotten_and_greeted_when_it_comes_back()
    {
        var chat = new TeamsChat();
        await TakeAsync(chat.Activity(ActivityTypes.InstallationUpdate) with { Action = "add" });
        Assert.Empty(await TakeAsync(chat.Activity(ActivityTypes.InstallationUpdate) with { Action = "remove" }));
        Assert.Single(await TakeAsync(chat.Activity(ActivityTypes.InstallationUpdate) with { Action = "add" }));
    }

    [Fact, Trait("Item", "52")]
    public async Task Each_thread_of_a_channel_is_a_conversation_of_its_own_and_keeps_its_id()
    {
        var one = new TeamsChat("channel") { ConversationId = $"19:{Guid.NewGuid():N}@thread.tacv2;messageid=1" };
        var two = new TeamsChat("channel") { ConversationId = one.ConversationId.Replace("=1", "=2", StringComparison.Ordinal) };
        var reply = Assert.Single(await TakeAsync(one.Asks(Question)));
        Assert.Equal(one.ConversationId, reply.Conversation?.Id);
        Assert.StartsWith(bot.Script.Source.Text[0], await AnswerAsync(one.Asks("source")), StringComparison.Ordinal);
        Assert.Contains("Ask me a question first.", await AnswerAsync(two.Asks("source")), StringComparison.Ordinal);
    }

    [Theory, Trait("Item", "52")]
    [InlineData("groupChat")]
    [InlineData("channel")]
    public async Task Among_people_the_bot_speaks_only_when_mentioned(string type)
    {
        var chat = new TeamsChat(type);
        Assert.Empty(await TakeAsync(chat.Says(Question)));
        Assert.Empty(await TakeAsync(chat.Says($"<at>Sam</at> {Question}", TeamsChat.Mention("29:sam", "Sam"))));
        Assert.Single(await TakeAsync(chat.Asks(Question)));
        Assert.Single(await TakeAsync(chat.Activity(ActivityTypes.Message) with { Value = ActivityJson.Element(new { text = Question }) }));
    }

    [Theory, Trait("Item", "53")]
    [InlineData(ActivityTypes.MessageReaction, null)]
    [InlineData(ActivityTypes.MessageUpdate, "editMessage")]
    [InlineData(ActivityTypes.MessageUpdate, "undeleteMessage")]
    [InlineData(ActivityTypes.MessageDelete, "softDeleteMessage")]
    [InlineData(ActivityTypes.ConversationUpdate, "channelCreated")]
    [InlineData(ActivityTypes.ConversationUpdate, "teamRenamed")]
    [InlineData(ActivityTypes.Event, "application/vnd.microsoft.readReceipt")]
    public async Task Edits_reactions_and_news_of_the_team_are_not_answered(string type, string? eventType)
    {
        var chat = new TeamsChat("channel");
        var asked = chat.Asks(Question);
        Assert.Single(await TakeAsync(asked));
        Assert.Empty(await TakeAsync(asked with { Type = type, Name = eventType, Id = $"{asked.Id}-e", ChannelData = ActivityJson.Element(new { eventType }) }));
    }

    [Theory, Trait("Item", "54")]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"like","feedback":"{\"feedbackText\":\"good\"}"}}""")]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"dislike","feedback":"not JSON {"}}""")]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"like","feedback":""}}""")]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"like","feedback":{"deep":[1]}}}""")]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"like"}}""")]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"shrug"}}""")]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":1}}""")]
    [InlineData("""{"actionName":"feedback","actionValue":"like"}""")]
    [InlineData("""{"actionName":"feedback"}""")]
    [InlineData("[]")]
    public async Task A_thumb_gets_200_and_an_empty_body_whatever_comes_with_it(string value)
    {
        foreach (var replyToId in new[] { "1700000000001", null })
        {
            var response = Assert.Single(await TakeAsync(new TeamsChat().Feedback(JsonSerializer.Deserialize<JsonElement>(value), replyToId)));
            Assert.Equal(ActivityTypes.InvokeResponse, response.Type);
            Assert.Equal("""{"status":200}""", response.Value!.Value.GetRawText());
        }
    }

    [Fact, Trait("Item", "54")]
    public async Task Answers_and_misses_ask_for_a_thumb_and_notices_and_greetings_do_not()
    {
        async Task<bool> AsksAsync(string text) => Assert.Single(await TakeAsync(new TeamsChat().Says(text))).ChannelData!.Value.GetProperty("feedbackLoopEnabled").GetBoolean();
        Assert.True(await AsksAsync(Question));
        Assert.True(await AsksAsync("who won the football"));
        Assert.False(await AsksAsync(Emergency));
        Assert.False(await AsksAsync("hello"));
    }

    [Theory, Trait("Item", "55")]
    [InlineData("null", "BadRequest")]
    [InlineData("{}", "BadRequest")]
    [InlineData("""{"action":null}""", "BadRequest")]
    [InlineData("""{"action":"Action.Execute"}""", "BadRequest")]
    [InlineData("""{"action":{}}""", "NotSupported")]
    [InlineData("""{"action":{"type":7}}""", "NotSupported")]
    [InlineData("""{"action":{"type":"Action.Submit","data":{"text":"why"}}}""", "NotSupported")]
    public async Task A_card_action_that_cannot_be_run_gets_400_with_the_reason(string value, string code)
    {
        var response = Assert.Single(await TakeAsync(new TeamsChat().Invoke("adaptiveCard/action", JsonSerializer.Deserialize<JsonElement>(value))));
        var answer = response.Value!.Value;
        Assert.Equal(400, answer.GetProperty("status").GetInt32());
        Assert.Equal(400, answer.GetProperty("body").GetProperty("statusCode").GetInt32());
        Assert.Equal("application/vnd.microsoft.error", answer.GetProperty("body").GetProperty("type").GetString());
        Assert.Equal(code, answer.GetProperty("body").GetProperty("value").GetProperty("code").GetString());
    }

    [Fact, Trait("Item", "55")]
    public async Task A_card_action_without_a_value_gets_400() =>
        Assert.Equal(400, Assert.Single(await TakeAsync(new TeamsChat().Invoke("adaptiveCard/action", null))).Value!.Value.GetProperty("status").GetInt32());

    [Theory, Trait("Item", "55")]
    [InlineData(Question, "[1]")]
    [InlineData(Emergency, "911")]
    public async Task The_words_of_a_card_action_are_screened_and_answered_and_the_card_told_so(string words, string expected)
    {
        var press = new TeamsChat("channel").Invoke("adaptiveCard/action", new { action = new { type = "Action.Execute", verb = "ask", data = new { text = words } }, trigger = "manual" });
        foreach (var replies in new[] { await TakeAsync(press), await TakeAsync(press) })
        {
            Assert.Equal(2, replies.Count);
            Assert.Contains(expected, replies[0].Text, StringComparison.Ordinal);
            Assert.Equal(
                """{"status":200,"body":{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"The answer is in the chat."}}""",
                replies[1].Value!.Value.GetRawText());
        }
    }

    [Fact, Trait("Item", "49")]
    public async Task What_a_card_submits_is_screened_for_safety_first()
    {
        var submitted = new TeamsChat().Activity(ActivityTypes.Message) with { Value = ActivityJson.Element(new { how = Emergency }) };
        Assert.Contains("911", await AnswerAsync(submitted), StringComparison.Ordinal);
    }

    [Fact, Trait("Item", "72")]
    public async Task Who_asks_to_be_forgotten_is()
    {
        var chat = new TeamsChat();
        await TakeAsync(chat.Says(Question));
        Assert.Empty(await TakeAsync(chat.Activity(ActivityTypes.DeleteUserData)));
        Assert.Contains("Ask me a question first.", await AnswerAsync(chat.Says("source")), StringComparison.Ordinal);
    }

    /// <summary>The first two to load both see the conversation before either saves.</summary>
    private sealed class BothLoadFirst(IConversationStore store) : IConversationStore, IDisposable
    {
        private readonly Barrier _both = new(2);
        private int _loads, _lostSaves;

        public int LostSaves => _lostSaves;

        public async Task<StoredConversation> LoadAsync(string key, string? activityId, CancellationToken cancellation)
        {
            var loaded = await store.LoadAsync(key, activityId, cancellation);
            if (Interlocked.Increment(ref _loads) <= 2)
            {
                _both.SignalAndWait(cancellation);
            }

            return loaded;
        }

        public async Task<bool> SaveAsync(string key, long version, CompletedTurn turn, CancellationToken cancellation)
        {
            var saved = await store.SaveAsync(key, version, turn, cancellation);
            Interlocked.Add(ref _lostSaves, saved ? 0 : 1);
            return saved;
        }

        public void Dispose() => _both.Dispose();

        public Task DeleteAsync(string key, CancellationToken cancellation) => store.DeleteAsync(key, cancellation);

        public Task<int> SweepAsync(DateTimeOffset before, CancellationToken cancellation) => store.SweepAsync(before, cancellation);

        public Task<RecordedTurns> RecordedAsync(DateOnly since, CancellationToken cancellation) => store.RecordedAsync(since, cancellation);
    }
}
