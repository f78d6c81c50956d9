using System.Net.Http.Json;
using System.Text;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.Bodies;
using BackPainBot.Knowledge;
using BackPainBot.Knowledge.Deciding;
using BackPainBot.Tests.BotFramework;
using BackPainBot.Tests.Knowledge;
using BackPainBot.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BackPainBot.Tests.Faults;

public sealed class BadEditTests : IDisposable
{
    private const int Askers = 4;
    private const string Question = "why do discs wear out";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("knowledge-");
    private readonly HttpClient _http = new();

    /// <summary>Between two questions of one asker: as fast as they can they would take the processors from the edits, and the test minutes.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static int Edits => Length.Of(inSuite: 26, full: 104);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Edited_badly_again_and_again_while_people_ask_the_articles_answer_as_before_without_one_error()
    {
        Copy(new DirectoryInfo(KnowledgeFolderOnDisk.Shipped), _folder.FullName);
        await using var bot = new ChatSite { Settings = [("Knowledge:Folder", _folder.FullName), ("Knowledge:QuietTime", "00:00:00.05"), ("Knowledge:PollInterval", "00:00:00.5")] };
        _http.BaseAddress = new(bot.Origin);
        var log = new CapturedLog();
        bot.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        var knowledge = bot.Services.GetRequiredService<KnowledgeBase>();
        var good = knowledge.Current;
        var expected = await AskAsync("before");
        Assert.Contains("shock absorber", expected, StringComparison.Ordinal);

        using var ending = new CancellationTokenSource();
        var slowest = TimeSpan.Zero;
        async Task<int> KeepAskingAsync(int asker)
        {
            var asked = 0;
            for (; !ending.IsCancellationRequested; asked++)
            {
                var began = TimeProvider.System.GetTimestamp();
                Assert.Equal(expected, await AskAsync($"{asker}/{asked}"));
                var took = TimeProvider.System.GetElapsedTime(began);
                slowest = took > slowest ? took : slowest;
                await Task.Delay(Pause, Cancellation);
            }

            return asked;
        }

        var asking = Task.WhenAll(Enumerable.Range(0, Askers).Select(KeepAskingAsync));
        var (article, text) = ArticleThatAnswers(good);
        var spoilt = Spoilt(article, text).ToArray();
        for (var edit = 0; edit < Edits; edit++)
        {
            var (file, bytes) = spoilt[edit % spoilt.Length];
            await NoticedAsync(knowledge, () => File.WriteAllBytes(Path.Combine(_folder.FullName, file), bytes), index => index.Problems.Any(problem => problem.File == file && problem.Severity == ProblemSeverity.Error));
            Assert.Equal(good.Hash, knowledge.Current.Hash);
            // The first of two is not mended before the second.
            if (edit % 2 == 1)
            {
                await MendAsync(knowledge);
            }
        }

        Assert.False(asking.IsCompleted);
        await ending.CancelAsync();
        var questions = (await asking).Sum();
        Assert.Equal((good.Hash, good.Problems.Count), (knowledge.Current.Hash, knowledge.Current.Problems.Count));
        Assert.InRange(questions, Edits, int.MaxValue);
        Assert.DoesNotContain("could not be read again", log.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("Turn failed", log.Everything, StringComparison.Ordinal);
        Length.Report($"{Edits} bad edits while {questions:N0} questions were asked: each answered alike, the slowest after {slowest.TotalMilliseconds:N0} ms");
    }

    [Theory]
    [InlineData("articles/back.md", "broken")]
    [InlineData("articles/back.md", "---\ntitle: { [ : ,\nsource: https://example.org\n---\n\nWalking helps.")]
    [InlineData("decision.yaml", "{ [ : ,\n\t- x")]
    [InlineData("decision.yaml", "answerFrom: NaN\n")]
    [InlineData("synonyms.txt", "a => b => c\n")]
    [InlineData("synonyms.txt", "=> walk\n")]
    [InlineData("synonyms.txt", "")]
    [InlineData("synonyms.txt", "# said => meant\n\nstroll =>\n")]
    public void A_bad_edit_that_is_taken_back_is_no_longer_named(string file, string bad)
    {
        using var disk = new KnowledgeFolderOnDisk();
        var time = new PollingTime();
        disk.WriteArticle("Walking helps.").Write("synonyms.txt", "stroll => walk\n").Write("decision.yaml", DecisionModel.Default.Write());
        using var knowledge = disk.Open(time);
        knowledge.Watch();
        var (hash, good) = (knowledge.Current.Hash, File.ReadAllText(Path.Combine(disk.Options.Folder, file)));
        disk.Write(file, bad);
        time.Poll(disk.Options.PollInterval);
        Assert.Equal(hash, knowledge.Current.Hash);
        Assert.NotEmpty(knowledge.Current.Problems);
        Assert.All(knowledge.Current.Problems, problem => Assert.Equal(file, problem.File));
        disk.Write(file, good);
        time.Poll(disk.Options.PollInterval);
        Assert.Equal(hash, knowledge.Current.Hash);
        Assert.Empty(knowledge.Current.Problems);
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<string> AskAsync(string conversation)
    {
        using var content = new StringContent(ActivityJson.Write(BotHost.ExpectingReplies(Question) with { Conversation = new() { Id = conversation } }), Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync("/api/messages", content, Cancellation);
        response.EnsureSuccessStatusCode();
        return Assert.Single((await response.Content.ReadFromJsonAsync<ActivitySet>(ActivityJson.Options, Cancellation))!.Activities).Text!;
    }

    private (string File, string Text) ArticleThatAnswers(KnowledgeIndex index)
    {
        var file = index.Search(new(Question)).Shown[0].Passage.Article.File;
        return (file, File.ReadAllText(Path.Combine(_folder.FullName, file)));
    }

    private static IEnumerable<(string File, byte[] Bytes)> Spoilt(string article, string text)
    {
        var body = text[(text.IndexOf("\n---", StringComparison.Ordinal) + 4)..];
        string[] articles =
        [
            "",
            "no front matter\n",
            "---\ntitle: cut",
            text[..30],
            text.Replace("source:", "sauce:", StringComparison.Ordinal),
            $"<<<<<<< HEAD\n{text}\n=======\n{text}\n>>>>>>> theirs\n",
            $"---\ntitle: [unclosed\nsource: https://example.org/\n---\n{body}",
            $"---\ntitle: A\n\tsource: {{}}\n---\n{body}",
            $"---\ntitle: {{ [ : ,\nsource: https://example.org/\n---\n{body}",
            text[..^body.Length],
            $"---\ntitle: A\nsource: https://example.org/\n---\n{new string('>', 2_000)} deep\n",
        ];
        (string File, byte[] Bytes)[] others =
        [
            ("synonyms.txt", "sciatica => nerve\na => b => c\n"u8.ToArray()),
            ("synonyms.txt", "=> nerve\n"u8.ToArray()),
            ("synonyms.txt", [0xC3, 0x28, 0xA0]),
            ("decision.yaml", "answer: plenty\n"u8.ToArray()),
            ("decision.yaml", "{ [ : ,\n\t- x"u8.ToArray()),
        ];
        byte[][] all = [.. articles.Select(Encoding.UTF8.GetBytes), Encoding.Unicode.GetBytes(text), [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10, 0x4A, 0x46]];
        foreach (var (number, bytes) in all.Index())
        {
            yield return (article, bytes);
            yield return others[number % others.Length];
        }
    }

    /// <summary>Waits until the bot has seen an edit.</summary>
    private static async Task NoticedAsync(KnowledgeBase knowledge, Action edit, Func<KnowledgeIndex, bool> isSeen)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(KnowledgeIndex index)
        {
            if (isSeen(index))
            {
                seen.TrySetResult();
            }
        }

        knowledge.Changed += Look;
        edit();
        try
        {
            await seen.Task.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"An edit was not noticed; known are {string.Join(' ', knowledge.Current.Problems)}");
        }

        knowledge.Changed -= Look;
    }

    private Task MendAsync(KnowledgeBase knowledge) => NoticedAsync(
        knowledge,
        () => Copy(new DirectoryInfo(KnowledgeFolderOnDisk.Shipped), _folder.FullName),
        index => index.Problems.All(problem => problem.Severity != ProblemSeverity.Error));

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles())
        {
            File.WriteAllBytes(Path.Combine(to, file.Name), File.ReadAllBytes(file.FullName));
        }

        foreach (var folder in from.EnumerateDirectories())
        {
            Copy(folder, Path.Combine(to, folder.Name));
        }
    }
}
