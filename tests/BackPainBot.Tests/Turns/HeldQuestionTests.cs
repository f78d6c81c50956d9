using BackPainBot.Dialog;
using BackPainBot.Replies;
using BackPainBot.Storage;
using BackPainBot.Tests.Dialog;
using BackPainBot.Turns;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackPainBot.Tests.Turns;

/// <summary>A question that waits until its asker has said that no warning sign is meant.</summary>
public sealed class HeldQuestionTests(TestBot bot)
{
    [Fact]
    public async Task It_is_kept_without_names_while_it_waits_and_recorded_when_it_is_looked_up()
    {
        const string Question = "I nearly killed myself laughing, how does acupuncture relieve back pain?";
        var folder = Directory.CreateTempSubdirectory("backpainbot-tests-");
        await using (var database = SqliteDatabase.Open(folder.FullName))
        {
            var store = new SqliteConversationStore(database, TimeProvider.System);
            var turn = new BotTurn(bot.Dialog, bot.Knowledge, new ReplyActivities(bot.Script), store, bot.Telemetry, NullLogger<BotTurn>.Instance);
            var visitor = bot.Visitor();
            var asked = visitor.Activity($"{Question} My name is Ottoline");
            await turn.TakeAsync(asked, TestContext.Current.CancellationToken);
            var held = await store.LoadAsync($"{asked.ChannelId}/{asked.Conversation!.Id}", null, TestContext.Current.CancellationToken);
            Assert.Equal($"{Question} My name is […]", Assert.IsType<DialogState.Warned>(held.Conversation.State).Question);

            await turn.TakeAsync(visitor.Activity("no"), TestContext.Current.CancellationToken);
            var recorded = await store.RecordedAsync(DateOnly.MinValue.AddYears(1_900), TestContext.Current.CancellationToken);
            Assert.Equal($"{Question} My name is […]", Assert.Single(recorded.Questions).Asked.Question);
        }

        folder.Delete(recursive: true);
    }
}
