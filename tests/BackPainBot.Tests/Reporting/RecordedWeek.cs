using System.Globalization;
using System.Text.Json;
using BackPainBot.BotFramework.Activities;
using BackPainBot.Commands;
using BackPainBot.Evaluation;
using BackPainBot.Replies;
using BackPainBot.Storage;
using BackPainBot.Tests.Dialog;
using BackPainBot.Turns;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BackPainBot.Tests.Reporting;

/// <summary>Tests that read the same recorded week.</summary>
[CollectionDefinition(nameof(RecordedWeek))]
public sealed class RecordedWeekTests : ICollectionFixture<RecordedWeek>;

/// <summary>The database of a bot that some hundred people have asked within a week, each question put to the real dialog.</summary>
public sealed class RecordedWeek(TestBot bot) : IAsyncLifetime
{
    /// <summary>What only one, two or four people said; it must never be told.</summary>
    internal static readonly string[] Secrets = ["llama", "zebra", "trampoline", "wolverhampton", "orthodontist", "heartbroken"];

    /// <summary>Asked alike by five people or more, and in no article.</summary>
    private static readonly string[] Insurance =
    [
        "does insurance cover acupuncture", "Does my insurance cover acupuncture?", "is acupuncture covered by insurance", "will insurance cover acupuncture",
        "does insurance cover this", "insurance cover for acupuncture?", "what does the insurance cover", "does insurance cover acupuncture",
        "does insurance cover acupuncture for a llama keeper from wolverhampton",
    ];

    /// <summary>About slipped discs, which the articles know, and horses, which they do not.</summary>
    private static readonly string[] Horse =
    [
        "does acupuncture help slipped discs in a horse", "would acupuncture help a horse with slipped discs", "can acupuncture help the slipped discs of a horse",
        "does acupuncture help when a horse has slipped discs", "will acupuncture help slipped discs in the horse", "acupuncture to help slipped discs, horse",
        "could acupuncture help my horse, slipped discs",
    ];

    private static readonly string[] Mattress =
    [
        "which mattress is best for a bad back", "best mattress for back pain", "what mattress should I buy", "Which mattress helps against back pain?",
        "is a firm mattress better", "mattress for a sore back", "what mattress is good for the back",
    ];

    private static readonly string[] Knee = ["can acupuncture help my knee", "does it help a bad knee", "needles for knee pain?", "acupuncture for a sore knee", "will acupuncture help my knee"];

    /// <summary>Four people only.</summary>
    private static readonly string[] Trampoline = ["can I go on a trampoline", "is a trampoline bad", "trampoline jumping with a bad back", "trampoline?"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backpainbot-tests-");
    private readonly FakeTimeProvider _time = NewClock();

    private string? _report;
    private string? _proposal;

    internal string Folder => _folder.FullName;

    /// <summary>The report with nothing out of the ordinary, made once.</summary>
    internal async Task<string> ReportAsync() => _report ??= await ReportAsync(new(Days: 7));

    /// <summary>The report with a proposed edit, made once.</summary>
    internal async Task<string> ProposalAsync()
    {
        if (_proposal is null)
        {
            using var tried = new TriedKnowledge().Append(TriedKnowledge.Mattress);
            _proposal = await ReportAsync(new(Days: 7, Try: tried.Folder));
        }

        return _proposal;
    }

    internal async Task<string> ReportAsync(ReportCommand.Wanted wanted, params (string Setting, string Value)[] settings)
    {
        var output = new StringWriter();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Prepend((Setting: "Storage:Folder", Value: Folder)).Select(one => KeyValuePair.Create(one.Setting, (string?)one.Value))).Build();
        Assert.Equal(0, await ReportCommand.ReportAsync(wanted, configuration, _time, output, TestContext.Current.CancellationToken));
        return output.ToString();
    }

    /// <summary>The page with a proposed edit, made once.</summary>
    internal async Task<string> PageFileAsync()
    {
        var file = Path.Combine(Folder, "report.html");
        if (!File.Exists(file))
        {
            using var tried = new TriedKnowledge().Append(TriedKnowledge.Mattress);
            await ReportAsync(new(Days: 7, Page: file, Try: tried.Folder));
        }

        return file;
    }

    internal async Task<string> PageAsync(ReportCommand.Wanted? wanted = null)
    {
        var file = wanted is null ? await PageFileAsync() : Path.Combine(Folder, "another.html");
        if (wanted is not null)
        {
            await ReportAsync(wanted with { Page = file });
        }

        return await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
    }

    public async ValueTask InitializeAsync()
    {
        await using var database = SqliteDatabase.Open(Folder);
        await RecordAsync(new SqliteConversationStore(database, _time), _time);
    }

    /// <summary>Lets the week happen once more, in a store of its own.</summary>
    internal async Task RecordAgainAsync(RedisDatabase redis)
    {
        var time = NewClock();
        await RecordAsync(new RedisConversationStore(redis, TimeSpan.FromDays(30), time), time);
    }

    private async Task RecordAsync(IConversationStore store, FakeTimeProvider time)
    {
        var turn = new BotTurn(bot.Dialog, bot.Knowledge, new ReplyActivities(bot.Script), store, bot.Telemetry, NullLogger<BotTurn>.Instance);
        foreach (var (day, questions) in Week())
        {
            foreach (var (index, question) in questions.Index())
            {
                var visitor = new Asker(turn, $"day{day}-{index}");
                await visitor.SaysAsync(question);
                if (index % 9 == 0)
                {
                    await visitor.DislikesAsync();
                }

                time.Advance(TimeSpan.FromSeconds(1));
            }

            if (day < 6)
            {
                time.Advance(TimeSpan.FromDays(1));
            }
        }
    }

    private static FakeTimeProvider NewClock() => new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A third of the judged questions, day by day, a few red flags, and among them those that this fixture plants.</summary>
    private static IEnumerable<(int Day, IReadOnlyList<string> Questions)> Week()
    {
        var planted = Insurance.Concat(Mattress).Concat(Knee).Concat(Trampoline).Concat(Horse)
            .Append("my zebra has a bad back").Append("my orthodontist says acupuncture is a myth").Append("I am heartbroken, I want to kill myself")
            .Append("please ring Mary Smith at 0161 496 0123");
        var judged = JudgedQuestion.Read(Path.Combine(KnowledgeFolder.Find(null), "questions.tsv")).ToLookup(row => row.IsRedFlag, row => row.Question);
        var all = planted.Concat(judged[false].Where((_, row) => row % 3 == 0)).Concat(judged[true].Take(12)).ToList();
        return Enumerable.Range(0, 7).Select(day => (day, (IReadOnlyList<string>)[.. all.Where((_, index) => index % 7 == day)]));
    }

    private sealed class Asker(BotTurn turn, string conversation)
    {
        private int _sent;

        public Task<IReadOnlyList<Activity>> SaysAsync(string words) => TakeAsync(Blank with { Type = ActivityTypes.Message, Text = words });

        public Task<IReadOnlyList<Activity>> DislikesAsync() => TakeAsync(Blank with
        {
            Type = ActivityTypes.Invoke,
            Name = "message/submitAction",
            ReplyToId = "1",
            Value = JsonDocument.Parse("""{ "actionName": "feedback", "actionValue": { "reaction": "dislike" } }""").RootElement,
        });

        private Activity Blank => new()
        {
            Id = (++_sent).ToString(CultureInfo.InvariantCulture),
            ChannelId = Channels.Webchat,
            Locale = "en-US",
            From = new() { Id = "dl_visitor" },
            Recipient = new() { Id = "bot" },
            Conversation = new() { Id = conversation },
        };

        private Task<IReadOnlyList<Activity>> TakeAsync(Activity activity) => turn.TakeAsync(activity, TestContext.Current.CancellationToken);
    }
}
