using System.Text;
using BackPainBot.BotFramework.Activities;
using BackPainBot.Knowledge;
using BackPainBot.Tests.BotFramework;
using BackPainBot.Tests.Knowledge;
using BackPainBot.Tests.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace BackPainBot.Tests.Faults;

public sealed class BadEditTests : IDisposable
{
    private const int Edits = 100, Askers = 4;
    private const string Question = "why do discs wear out";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("knowledge-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Edited_badly_100_times_while_people_ask_the_articles_answer_as_before_without_one_error()
    {
        Copy(new DirectoryInfo(KnowledgeFolderOnDisk.Shipped), _folder.FullName);
        await using var bot = new WatchedBot(("Knowledge:Folder", _folder.FullName), ("Knowledge:QuietTime", "00:00:00.05"), ("Knowledge:PollInterval", "00:00:00.5"));
        var knowledge = bot.Services.GetRequiredService<KnowledgeBase>();
        var good = knowledge.Current;
        var expected = await AskAsync(bot, "before");
        Assert.Contains("shock absorber", expected, StringComparison.Ordinal);

        using var ending = new CancellationTokenSource();
        var slowest = TimeSpan.Zero;
        async Task<int> KeepAskingAsync(int asker)
        {
            var asked = 0;
            for (; !ending.IsCancellationRequested; asked++)
            {
                var began = TimeProvider.System.GetTimestamp();
                Assert.Equal(expected, await AskAsync(bot, $"{asker}/{asked}"));
                var took = TimeProvider.System.GetElapsedTime(began);
                slowest = took > slowest ? took : slowest;
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
            // Every third one is mended by its owner; the others are followed by a worse one.
            if (edit % 3 == 0)
            {
                await MendAsync(knowledge);
            }
        }

        await MendAsync(knowledge);
        Assert.False(asking.IsCompleted);
        await ending.CancelAsync();
        var questions = (await asking).Sum();
        Assert.Equal((good.Hash, good.Problems.Count), (knowledge.Current.Hash, knowledge.Current.Problems.Count));
        Assert.InRange(questions, Edits, int.MaxValue);
        Assert.DoesNotContain(bot.Log.Lines, line => line.Id is 104 or 206);
        Length.Report($"{Edits} bad edits of {spoilt.Length} kinds while {questions:N0} questions were asked: each answered alike, the slowest after {slowest.TotalMilliseconds:N0} ms");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<string> AskAsync(WatchedBot bot, string conversation)
    {
        var replies = await bot.AskAsync(BotHost.Message(Question) with { Conversation = new() { Id = conversation } });
        return Assert.Single(replies).Text!;
    }

    private (string File, string Text) ArticleThatAnswers(KnowledgeIndex index)
    {
        var file = index.Search(new(Question)).Shown[0].Passage.Article.File;
        return (file, File.ReadAllText(Path.Combine(_folder.FullName, file)));
    }

    private IEnumerable<(string File, byte[] Bytes)> Spoilt(string article, string text)
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
            text[..^body.Length],
            $"---\ntitle: A\nsource: https://example.org/\n---\n{new string('>', 20_000)} deep\n",
        ];
        foreach (var spoilt in articles)
        {
            yield return (article, Encoding.UTF8.GetBytes(spoilt));
            yield return ("synonyms.txt", Encoding.UTF8.GetBytes($"sciatica => nerve\na{spoilt.Length} => b => c\n"));
        }

        yield return (article, Encoding.Unicode.GetBytes(text));
        yield return (article, [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10, 0x4A, 0x46]);
        yield return ("synonyms.txt", [0xC3, 0x28, 0xA0]);
        yield return ("decision.yaml", "answer: plenty\n"u8.ToArray());
        yield return ("decision.yaml", "{ [ : ,\n\t- x"u8.ToArray());
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
        await seen.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
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
