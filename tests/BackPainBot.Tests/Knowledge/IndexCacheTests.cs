using BackPainBot.Knowledge;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackPainBot.Tests.Knowledge;

public sealed class IndexCacheTests : IDisposable
{
    private readonly KnowledgeFolderOnDisk _folder = new();
    private readonly DirectoryInfo _cache = Directory.CreateTempSubdirectory("cache-");

    private string KeptFile => Assert.Single(Directory.GetFiles(_cache.FullName));

    [Fact]
    public void A_start_from_the_cache_finds_what_the_first_start_found()
    {
        using var first = Open(KnowledgeFolderOnDisk.Shipped);
        using var second = Open(KnowledgeFolderOnDisk.Shipped);
        Assert.Equal(first.Current.Hash, second.Current.Hash);
        Assert.Equal(first.Current.Passages.Select(passage => passage.Link), second.Current.Passages.Select(passage => passage.Link));
        foreach (var question in new[] { "why do discs wear out", "does acupunture help", "is surgery a good idea", "who won the football" })
            Assert.Equal(Said(first, question), Said(second, question));
    }

    [Fact]
    public void A_start_from_the_cache_reads_only_the_files_that_changed()
    {
        _folder.WriteArticle("Walking helps.").WriteArticle("Swimming helps.", "swimming");
        Open().Dispose();

        // Another text under the old stamp would only be seen by reading the file.
        var walking = new FileInfo(Path.Combine(_folder.Options.Folder, "articles", "back.md"));
        var stamp = walking.LastWriteTimeUtc;
        _folder.WriteArticle("Sitting helps.");
        walking.LastWriteTimeUtc = stamp;
        _folder.WriteArticle("Dancing helps a lot.", "swimming");

        using var knowledge = Open();
        Assert.Equal(["Walking helps.", "Dancing helps a lot."], knowledge.Current.Passages.Select(passage => passage.Text).Order().Reverse());
    }

    [Fact]
    public void Files_that_came_or_went_between_two_starts_are_noticed()
    {
        _folder.WriteArticle("Walking helps.").WriteArticle("Swimming helps.", "swimming");
        Open().Dispose();
        _folder.WriteArticle("Dancing helps.", "dancing");
        _folder.Delete("articles/back.md");
        using var knowledge = Open();
        Assert.Equal(2, knowledge.Current.ArticleCount);
        Assert.Equal(SearchOutcome.Miss, knowledge.Current.Search(new("walking")).Outcome);
        Assert.Equal("Dancing helps.", Assert.Single(knowledge.Current.Search(new("dancing")).Shown).Passage.Text);
    }

    [Fact]
    public void Edits_of_a_running_bot_are_kept_for_its_next_start()
    {
        var time = new PollingTime();
        for (var i = 0; i < 30; i++) _folder.WriteArticle($"Text {i} about walking.", $"article-{i}");
        using (var knowledge = Open(time: time))
        {
            knowledge.Watch();
            _folder.WriteArticle("Swimming helps.", "article-1");
            time.Poll(_folder.Options.PollInterval);
            Assert.Single(knowledge.Current.Search(new("swimming")).Shown);
        }

        using var next = Open();
        Assert.Equal("Swimming helps.", Assert.Single(next.Current.Search(new("swimming")).Shown).Passage.Text);
        Assert.Equal(30, next.Current.PassageCount);
    }

    [Fact]
    public void Synonyms_are_no_part_of_the_cache()
    {
        _folder.WriteArticle("Go for a walk.");
        Open().Dispose();
        _folder.Write("synonyms.txt", "stroll => walk\n");
        using var knowledge = Open();
        Assert.Equal(SearchOutcome.Answer, knowledge.Current.Search(new("stroll")).Outcome);
    }

    [Fact]
    public void A_refused_file_is_named_at_every_start()
    {
        _folder.WriteArticle("Walking helps.").Write("articles/bad.md", "no front matter");
        Open().Dispose();
        using var knowledge = Open();
        Assert.Equal(2, _folder.Log.Count(line => line.StartsWith("Error: articles/bad.md:1", StringComparison.Ordinal)));
        Assert.Contains(knowledge.Current.Problems, problem => problem.File == "articles/bad.md");
    }

    [Fact]
    public void A_file_that_was_broken_before_the_end_is_left_out_at_the_next_start()
    {
        var time = new PollingTime();
        _folder.WriteArticle("Walking helps.").WriteArticle("Swimming helps.", "swimming");
        using (var knowledge = Open(time: time))
        {
            knowledge.Watch();
            _folder.Write("articles/swimming.md", "no front matter");
            time.Poll(_folder.Options.PollInterval);
            Assert.Equal(2, knowledge.Current.PassageCount);
        }

        using var next = Open();
        Assert.Equal("Walking helps.", Assert.Single(next.Current.Passages).Text);
    }

    [Theory]
    [InlineData(0, "cut short")]
    [InlineData(40, "cut short")]
    [InlineData(2_000, "damaged")]
    public void A_torn_or_damaged_cache_is_made_anew_without_a_word(int at, string how)
    {
        _folder.WriteArticle("Walking helps.");
        Open().Dispose();
        var broken = File.ReadAllBytes(KeptFile);
        if (how == "damaged") broken[at] ^= 1;
        else broken = broken[..at];
        File.WriteAllBytes(KeptFile, broken);

        using (var knowledge = Open())
            Assert.Equal("Walking helps.", Assert.Single(knowledge.Current.Search(new("walking")).Shown).Passage.Text);
        Assert.DoesNotContain(_folder.Log, line => !line.StartsWith("Information: Knowledge ", StringComparison.Ordinal));
        Assert.NotEqual(broken, File.ReadAllBytes(KeptFile));
    }

    [Fact]
    public void Another_setting_that_changes_what_is_read_gets_an_index_of_its_own()
    {
        _folder.WriteArticle(new string('x', 250));
        Open().Dispose();
        using var knowledge = KnowledgeBase.Open(new() { Folder = _folder.Options.Folder, CacheFolder = _cache.FullName, LongPassage = 200 }, _folder);
        Assert.Contains(knowledge.Current.Problems, problem => problem.Message.Contains("too many to read in a chat", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cache_folder_that_cannot_be_written_costs_only_the_next_start()
    {
        _folder.WriteArticle("Walking helps.");
        var inTheWay = Path.Combine(_cache.FullName, "file");
        File.WriteAllText(inTheWay, "");
        using var knowledge = Open(cache: inTheWay);
        Assert.Equal(1, knowledge.Current.PassageCount);
        Assert.Contains(_folder.Log, line => line.StartsWith("Information: The index was not kept in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_starts_at_once_do_not_break_each_other()
    {
        for (var i = 0; i < 40; i++) _folder.WriteArticle($"Text {i} about walking.", $"article-{i}");
        var starts = Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            using var knowledge = KnowledgeBase.Open(new() { Folder = _folder.Options.Folder, CacheFolder = _cache.FullName }, NullLogger<KnowledgeBase>.Instance);
            return knowledge.Current.PassageCount;
        }));
        Assert.All(await Task.WhenAll(starts), count => Assert.Equal(40, count));
        using var next = Open();
        Assert.Equal(40, next.Current.PassageCount);
        Assert.EndsWith(".index", KeptFile, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _cache.Delete(recursive: true);
    }

    private KnowledgeBase Open(string? folder = null, string? cache = null, TimeProvider? time = null) =>
        KnowledgeBase.Open(new() { Folder = folder ?? _folder.Options.Folder, CacheFolder = cache ?? _cache.FullName }, _folder, time);

    private static string Said(KnowledgeBase knowledge, string question)
    {
        var result = knowledge.Current.Search(new(question));
        return string.Join('\n', result.Ranked.Select(ranked => $"{ranked.Passage.Id} {ranked.Score:R} {ranked.Sentence}").Prepend($"{result.Outcome} {result.Reason}"));
    }
}
