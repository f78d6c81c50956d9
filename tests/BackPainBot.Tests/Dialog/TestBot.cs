using System.Diagnostics.Metrics;
using System.Globalization;
using BackPainBot.BotFramework.Activities;
using BackPainBot.Dialog;
using BackPainBot.Knowledge;
using BackPainBot.Operations;
using BackPainBot.Replies;
using BackPainBot.Safety;
using BackPainBot.Storage;
using BackPainBot.Tests.Dialog;
using BackPainBot.Tests.Safety;
using BackPainBot.Turns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

[assembly: AssemblyFixture(typeof(TestBot))]

namespace BackPainBot.Tests.Dialog;

/// <summary>The bot's turn over the repository's own knowledge folder, without a wire around it; one for all tests.</summary>
public sealed class TestBot : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backpainbot-tests-");
    private readonly SqliteDatabase _database;

    public TestBot()
    {
        var folder = KnowledgeFolder.Find(null);
        Script = ScriptReader.Read(Path.Combine(folder, "script.yaml"));
        Safety = ProductTable.Screen;
        Knowledge = KnowledgeBase.Open(new KnowledgeOptions { Folder = folder }, NullLogger<KnowledgeBase>.Instance);
        Dialog = new(Script, LearnedTalk.Load(folder, Script), Safety, new DialogOptions());
        _database = SqliteDatabase.Open(_folder.FullName);
        Turn = new(Dialog, Knowledge, new ReplyActivities(Script), new SqliteConversationStore(_database, TimeProvider.System), Telemetry, NullLogger<BotTurn>.Instance);
    }

    internal Script Script { get; }
    internal SafetyScreen Safety { get; }
    internal KnowledgeBase Knowledge { get; }
    internal BackPainDialog Dialog { get; }
    internal BotTurn Turn { get; }
    internal TurnTelemetry Telemetry { get; } = new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    internal Visitor Visitor(string? locale = null, string? channel = null) => new(this, locale ?? "en-US", channel ?? Channels.Webchat);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Knowledge.Dispose();
        _folder.Delete(recursive: true);
    }
}

/// <summary>Somebody in a conversation of their own.</summary>
internal sealed class Visitor(TestBot bot, string locale, string channel)
{
    private readonly string _conversation = Guid.NewGuid().ToString("N");
    private int _sent;

    /// <summary>Sends words, or an event in parentheses, and returns what the bot replies; null for nothing.</summary>
    public async Task<BotReply?> SaysAsync(string words)
    {
        var replies = await bot.Turn.TakeAsync(Activity(words), TestContext.Current.CancellationToken);
        return replies is [var reply] ? new BotReply(reply, bot.Knowledge.Current) : null;
    }

    public Activity Activity(string words)
    {
        var message = new Activity
        {
            Type = ActivityTypes.Message,
            Id = (++_sent).ToString(CultureInfo.InvariantCulture),
            ChannelId = channel,
            Locale = locale,
            From = new() { Id = "dl_visitor" },
            Recipient = new() { Id = "bot" },
            Conversation = new() { Id = _conversation },
            Text = words,
        };
        return words switch
        {
            "(arrives)" => message with { Type = ActivityTypes.ConversationUpdate, Text = null, MembersAdded = [new() { Id = "bot" }, new() { Id = "dl_visitor" }] },
            "(says nothing)" => message with { Text = "  " },
            "(sends a file)" => message with { Text = null, Attachments = [new() { ContentType = "image/png", ContentUrl = "https://example.org/x.png" }] },
            "(5000 characters)" => message with { Text = Long("I sit at a desk all day and my back gets stiff by the evenings. ", 4_928) + "Why do discs wear out over time?" },
            "(20000 characters)" => message with { Text = Long("why do discs wear out ", 20_000) },
            _ => message,
        };
    }

    private static string Long(string sentence, int length) => string.Concat(Enumerable.Repeat(sentence, length / sentence.Length + 1))[..length];
}

/// <summary>A reply with its receipt read.</summary>
internal sealed class BotReply
{
    public BotReply(Activity activity, KnowledgeIndex articles)
    {
        Activity = activity;
        var receipt = activity.ChannelData!.Value.GetProperty("receipt");
        var level = receipt.GetProperty("level").GetString();
        Outcome = level == "none" ? receipt.GetProperty("outcome").GetString()! : $"{receipt.GetProperty("outcome").GetString()} {level}";
        Passages = [.. receipt.GetProperty("passages").EnumerateArray().Select(passage => articles.Find(passage.GetProperty("id").GetString()!)!.Text)];
    }

    public Activity Activity { get; }

    /// <summary>The outcome, with the level behind a blank when it is not none.</summary>
    public string Outcome { get; }

    public IReadOnlyList<string> Passages { get; }
}
