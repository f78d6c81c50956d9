using System.Text;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.DirectLine;
using Microsoft.Extensions.Logging;

namespace BackPainBot.Tests.Operations;

/// <summary>People write their names, numbers and addresses into a chat about their backs. Where these may be found afterwards, and where not; each engine's tests derive from this.</summary>
public abstract class PlantedDataContract
{
    /// <summary>A message, and what must not be kept of it: nothing so short that an id or a time could hold it by chance.</summary>
    private static readonly (string Message, string[] Planted)[] Messages =
    [
        ("my name is Quillon Abernathy, why do discs wear out", ["Quillon", "Abernathy"]),
        ("MY NAME IS zebedee what helps against pain", ["zebedee"]),
        ("hi, my name is Ludovica. tell me about zumba for my back", ["Ludovica"]),
        ("call me on +1 (214) 555-0187, what is a slipped disc", ["555-0187", "(214)"]),
        ("mail quillon.a@example.com about disc surgery", ["quillon.a", "example.com"]),
        ("born on 3rd of March 1961, is surgery bad", ["March 1961"]),
        ("date of birth 14/07/1958, do discs heal", ["14/07/1958", "07/1958"]),
        ("my insurance number is 9912 3344 5566, what is sciatica", ["9912 3344", "3344 5566"]),
        ("I live at 12b Old Thornwick Lane, does acupuncture help", ["Thornwick"]),
        ("the weather where Dr. Featherstonehaugh lives", ["Featherstonehaugh"]),
        ("me llamo Fulgencio Barrientos, why do discs wear out", ["Fulgencio", "Barrientos"]),
        ("mi nombre es eustaquio y me duele la espalda", ["eustaquio"]),
        ("mi teléfono es 612 345 678, ¿qué es una hernia?", ["612 345", "345 678"]),
        ("mi correo es crisanta.v@example.es, discs", ["crisanta"]),
        ("nací el 5 de noviembre de 1963, what is sciatica", ["noviembre de", "de 1963"]),
        ("vivo en la calle de la Rosaleda 14, does acupuncture help", ["Rosaleda"]),
        ("mi número de la seguridad social es 28 1234 5678 40, discs", ["1234 5678"]),
        ("me llamo Perfecta y quiero morir", ["Perfecta"]),
        ("I nearly killed myself laughing, how does acupuncture relieve back pain? My name is Ottoline", ["Ottoline"]),
        ("my name is Perpetua, I have chest pain and cannot breathe", ["Perpetua"]),
    ];

    private static readonly (string Message, string[] Planted)[] Chips = [("more", []), ("source", []), ("contact", []), ("help", [])];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The settings that choose the engine.</summary>
    protected abstract (string Key, string Value)[] Settings { get; }

    /// <summary>All that the engine holds, byte for byte, also what it has written and no longer needs.</summary>
    private protected abstract Task<byte[]> BytesAsync(WatchedBot bot);

    /// <summary>All that can be read out of the engine.</summary>
    /// <param name="withChats">With what was said in the bot's own chat, which a reload shows again.</param>
    private protected abstract Task<byte[]> EntriesAsync(WatchedBot bot, bool withChats);

    /// <summary>Lets all retention times go by, and the engine forget.</summary>
    private protected abstract Task PassRetentionAsync(WatchedBot bot);

    /// <summary>Waits until what is deleted is gone from the engine's files too, where that does not come with the deletion.</summary>
    private protected abstract Task PassSweepAsync(WatchedBot bot);

    [Fact]
    public async Task Of_a_channels_conversation_no_planted_word_is_kept_or_logged()
    {
        await using var bot = new WatchedBot(Settings);
        await TalkThroughAChannelAsync(bot);
        ShouldHoldNone(await BytesAsync(bot), "the store");
        ShouldHold("why do discs wear out", await EntriesAsync(bot, withChats: false));
        ShouldLogNone(bot);
    }

    [Fact]
    public async Task Of_a_chat_only_its_own_history_has_the_words()
    {
        await using var bot = new WatchedBot(Settings);
        var chat = await bot.StartChatAsync();
        foreach (var (message, _) in Messages.Concat(Chips))
        {
            await bot.SayAsync(chat, Message(message) with { From = new() { Id = "", Name = "Wilhelmina Planted" } });
        }

        var said = (await bot.HistoryAsync(chat)).Select(activity => activity.Text).ToList();
        Assert.All(Messages, planted => Assert.Contains(planted.Message, said));
        var others = await EntriesAsync(bot, withChats: false);
        ShouldHoldNone(others, "the store beside the chats");
        ShouldHold("why do discs wear out", others);
        ShouldLogNone(bot);
    }

    [Fact]
    public async Task Of_a_chat_that_its_visitor_deleted_no_entry_is_left()
    {
        await using var bot = new WatchedBot(Settings);
        var chat = await bot.StartChatAsync();
        foreach (var (message, _) in Messages)
        {
            await bot.SayAsync(chat, Message(message));
        }

        ShouldHold("Thornwick", await EntriesAsync(bot, withChats: true));
        await bot.DeleteAsync(chat);
        var left = await EntriesAsync(bot, withChats: true);
        ShouldHoldNone(left, "the store after a deletion");
        Assert.DoesNotContain(chat.ConversationId, Encoding.UTF8.GetString(left), StringComparison.Ordinal);
        await PassSweepAsync(bot);
        ShouldHoldNone(await BytesAsync(bot), "the bytes of the store after a deletion");
    }

    [Fact]
    public async Task Of_what_is_past_its_retention_no_entry_is_left()
    {
        await using var bot = new WatchedBot(Settings);
        await TalkThroughAChannelAsync(bot);
        var chat = await bot.StartChatAsync();
        foreach (var (message, _) in Messages)
        {
            await bot.SayAsync(chat, Message(message));
        }

        string[] ids = [chat.ConversationId, "a-conversation"];
        var before = Encoding.UTF8.GetString(await EntriesAsync(bot, withChats: true));
        Assert.All(ids, id => Assert.Contains(id, before, StringComparison.Ordinal));
        await PassRetentionAsync(bot);
        var left = await EntriesAsync(bot, withChats: true);
        ShouldHoldNone(left, "the store after its retention");
        ShouldHoldNone(await BytesAsync(bot), "the bytes of the store after its retention");
        Assert.All(ids, id => Assert.DoesNotContain(id, Encoding.UTF8.GetString(left), StringComparison.Ordinal));
    }

    private static async Task TalkThroughAChannelAsync(WatchedBot bot)
    {
        foreach (var (message, number) in Messages.Concat(Chips).Select((planted, index) => (planted.Message, index)))
        {
            Assert.NotEmpty(await bot.AskAsync(Message(message) with
            {
                Id = $"{number}",
                ChannelId = Channels.Emulator,
                Conversation = new() { Id = "a-conversation" },
                From = new() { Id = "person", Name = "Wilhelmina Planted" },
                Recipient = new() { Id = "bot" },
            }));
        }
    }

    private static Activity Message(string text) => new() { Type = ActivityTypes.Message, Text = text, Locale = "en-US" };

    private static void ShouldLogNone(WatchedBot bot)
    {
        Assert.Contains(bot.Log.Lines, line => line.Level == LogLevel.Trace);
        ShouldHoldNone(Encoding.UTF8.GetBytes(string.Join('\n', bot.Log.Lines.Select(line => line.Line))), "the log");
    }

    private static void ShouldHold(string word, byte[] bytes) => Assert.Contains(word, Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);

    private static void ShouldHoldNone(byte[] bytes, string where)
    {
        // One look as UTF-8 (bytes of other letters in between do not matter) and one as UTF-16 at either parity.
        string[] readings = [Encoding.Latin1.GetString(bytes), Encoding.Unicode.GetString(bytes), Encoding.Unicode.GetString(bytes.AsSpan(Math.Min(1, bytes.Length)))];
        var found = Messages.SelectMany(planted => planted.Planted).Append("Wilhelmina").Where(word => readings.Any(reading => reading.Contains(word, StringComparison.OrdinalIgnoreCase)));
        Assert.True(!found.Any(), $"{where} holds {string.Join(", ", found)}");
    }
}
