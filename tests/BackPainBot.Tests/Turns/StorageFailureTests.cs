using BackPainBot.Replies;
using BackPainBot.Storage;
using BackPainBot.Tests.Dialog;
using BackPainBot.Turns;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackPainBot.Tests.Turns;

public sealed class StorageFailureTests(TestBot bot)
{
    [Theory]
    [InlineData("I cannot feel anything when I wipe", "Call **911**")]
    [InlineData("contact", "Dallas Acupuncture Works")]
    [InlineData("why do discs wear out", "shock absorber")]
    public async Task Without_storage_the_notice_the_contact_and_answers_still_come(string words, string expected)
    {
        var folder = Directory.CreateTempSubdirectory("backpainbot-tests-");
        await using (var database = SqliteDatabase.Open(folder.FullName))
        {
            await database.WriteAsync(connection => connection.Execute("DROP TABLE conversation"), TestContext.Current.CancellationToken);
            var turn = new BotTurn(bot.Dialog, bot.Knowledge, new ReplyActivities(bot.Script), new SqliteConversationStore(database, TimeProvider.System), bot.Telemetry, NullLogger<BotTurn>.Instance);
            var reply = Assert.Single(await turn.TakeAsync(bot.Visitor().Activity(words), TestContext.Current.CancellationToken));
            Assert.Contains(expected, reply.Text, StringComparison.Ordinal);
        }

        folder.Delete(recursive: true);
    }
}
