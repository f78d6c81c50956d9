using BackPainBot.Knowledge;

namespace BackPainBot.Tests.Knowledge;

public sealed class LiveEditTests : IDisposable
{
    private readonly KnowledgeFolderOnDisk _folder = new();
    private readonly PollingTime _time = new();

    [Fact]
    public void An_edit_is_looked_for_often_enough_to_be_live_within_five_seconds() =>
        Assert.InRange(new KnowledgeOptions().PollInterval + new KnowledgeOptions().QuietTime, TimeSpan.Zero, TimeSpan.FromSeconds(5));

    [Fact]
    public async Task An_edit_is_live_without_being_asked_for()
    {
        _folder.WriteArticle("Walking helps.");
        using var knowledge = _folder.Open();
        var changed = new TaskCompletionSource<KnowledgeIndex>();
        knowledge.Changed += index => changed.TrySetResult(index);
        knowledge.Watch();

        _folder.WriteArticle("Swimming helps.");

        var index = await changed.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Same(index, knowledge.Current);
        Assert.Equal("Swimming helps.", Assert.Single(index.Passages).Text);
    }

    [Fact]
    public void The_poll_finds_edits_that_the_file_system_does_not_report()
    {
        using var knowledge = Watched("Walking helps.");
        var before = knowledge.Current;
        _folder.WriteArticle("Swimming helps.", "swimming");
        Look();
        Assert.Equal(2, knowledge.Current.ArticleCount);
        Assert.NotEqual(before.Hash, knowledge.Current.Hash);
    }

    [Fact]
    public void A_search_that_holds_the_old_index_finishes_on_it()
    {
        using var knowledge = Watched("Walking helps.");
        var old = knowledge.Current;
        _folder.WriteArticle("Swimming helps.");
        Look();
        Assert.Equal("Walking helps.", Assert.Single(old.Search(new("walking")).Shown).Passage.Text);
        Assert.Equal(SearchOutcome.Miss, knowledge.Current.Search(new("walking")).Outcome);
    }

    [Fact]
    public void A_bad_edit_leaves_the_last_good_content_and_a_good_one_mends_it_and_the_log_says_both()
    {
        using var knowledge = Watched("Walking helps.");
        _folder.Write("articles/back.md", "---\ntitle: no source\n---\n\nBroken.");
        Look();
        Assert.Equal("Walking helps.", Assert.Single(knowledge.Current.Passages).Text);
        Assert.Contains(_folder.Log, line => line.StartsWith("Error: articles/back.md:2: The article names no source.", StringComparison.Ordinal)
            && line.EndsWith("The last good content of the file stays.", StringComparison.Ordinal));
        Assert.Contains(knowledge.Current.Problems, problem => problem.File == "articles/back.md");

        _folder.WriteArticle("Swimming helps.");
        Look();
        Assert.Equal("Swimming helps.", Assert.Single(knowledge.Current.Passages).Text);
        Assert.Empty(knowledge.Current.Problems);
        Assert.Contains($"Information: Knowledge {knowledge.Current.Hash}: 1 articles, 1 passages", _folder.Log[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_edit_is_said_once_not_at_every_look()
    {
        using var knowledge = Watched("Walking helps.");
        _folder.Write("articles/back.md", "broken");
        Look();
        Look();
        Assert.Single(_folder.Log, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public void One_bad_file_does_not_take_the_others_down()
    {
        _folder.Write("articles/bad.md", "no front matter");
        using var knowledge = Watched("Walking helps.");
        Assert.Equal(1, knowledge.Current.ArticleCount);
        Assert.Contains(knowledge.Current.Problems, problem => problem is { File: "articles/bad.md", Line: 1 });
        Assert.Contains(_folder.Log, line => line.EndsWith("The file is left out.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_removed_article_is_no_longer_found()
    {
        _folder.WriteArticle("Swimming helps.", "swimming");
        using var knowledge = Watched("Walking helps.");
        _folder.Delete("articles/swimming.md");
        Look();
        Assert.Equal("Walking helps.", Assert.Single(knowledge.Current.Passages).Text);
    }

    [Fact]
    public void Synonyms_are_live_too_and_a_bad_rule_leaves_the_last_good_ones()
    {
        using var knowledge = Watched("Go for a walk.");
        Assert.Equal(SearchOutcome.Miss, knowledge.Current.Search(new("stroll")).Outcome);
        _folder.Write("synonyms.txt", "stroll => walk\n");
        Look();
        Assert.Equal(SearchOutcome.Answer, knowledge.Current.Search(new("stroll")).Outcome);
        _folder.Write("synonyms.txt", "stroll => walk\na => b => c\n");
        Look();
        Assert.Equal(SearchOutcome.Answer, knowledge.Current.Search(new("stroll")).Outcome);
        Assert.Contains(_folder.Log, line => line.StartsWith("Error: synonyms.txt:2: ", StringComparison.Ordinal));
        Assert.Contains(knowledge.Current.Problems, problem => problem is { File: "synonyms.txt", Line: 2 });
    }

    [Fact]
    public void Two_articles_with_one_id_are_told_apart_when_one_of_them_goes()
    {
        var text = KnowledgeFolderOnDisk.Article("Swimming helps.").Replace("title:", "id: back\ntitle:", StringComparison.Ordinal);
        _folder.Write("articles/swimming.md", text);
        using var knowledge = Watched("Walking helps.");
        Assert.Equal("Walking helps.", Assert.Single(knowledge.Current.Passages).Text);
        Assert.Contains(knowledge.Current.Problems, problem => problem.File == "articles/swimming.md" && problem.Message.Contains("belongs to another article", StringComparison.Ordinal));

        _folder.Delete("articles/back.md");
        Look();
        Assert.Equal("Swimming helps.", Assert.Single(knowledge.Current.Passages).Text);
    }

    [Fact]
    public void The_same_content_has_the_same_hash_whatever_came_between()
    {
        using var knowledge = Watched("Walking helps.");
        var hash = knowledge.Current.Hash;
        _folder.WriteArticle("Swimming helps.");
        Look();
        _folder.WriteArticle("Walking helps.");
        Look();
        Assert.Equal(hash, knowledge.Current.Hash);
    }

    [Fact]
    public void A_missing_folder_is_one_sentence_with_the_remedy()
    {
        var error = Assert.Throws<KnowledgeException>(() => KnowledgeBase.Open(new() { Folder = Path.Combine(_folder.Options.Folder, "nowhere") }, _folder));
        Assert.Contains("set Knowledge:Folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_vanishes_leaves_the_last_good_articles()
    {
        using var knowledge = Watched("Walking helps.");
        Directory.Delete(Path.Combine(_folder.Options.Folder, "articles"), recursive: true);
        Look();
        Assert.Equal(1, knowledge.Current.PassageCount);
        Assert.Contains("The last good articles stay.", _folder.Log[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_out_of_range_is_one_sentence_that_names_it()
    {
        var error = Assert.Throws<System.ComponentModel.DataAnnotations.ValidationException>(
            () => KnowledgeBase.Open(new() { Folder = _folder.Options.Folder, PollInterval = TimeSpan.FromHours(1) }, _folder));
        Assert.StartsWith("Knowledge:PollInterval must be between", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_passage_that_stands_in_two_articles_is_named()
    {
        _folder.WriteArticle("Walking helps.", "other");
        using var knowledge = Watched("Walking helps.");
        Assert.Equal("articles/other.md:7: The passage repeats articles/back.md:7. Keep one of them.", Assert.Single(knowledge.Current.Problems).ToString());
    }

    [Fact]
    public void The_first_reading_reports_its_progress()
    {
        _folder.WriteArticle("One.", "one").WriteArticle("Two.", "two");
        var seen = new Steps();
        using var knowledge = KnowledgeBase.Open(_folder.Options, _folder, progress: seen);
        Assert.Equal([new(1, 2), new(2, 2)], seen.All);
    }

    public void Dispose() => _folder.Dispose();

    private KnowledgeBase Watched(string body)
    {
        _folder.WriteArticle(body);
        var knowledge = _folder.Open(_time);
        knowledge.Watch();
        return knowledge;
    }

    private void Look() => _time.Poll(_folder.Options.PollInterval);

    private sealed class Steps : IProgress<IndexingProgress>
    {
        public List<IndexingProgress> All { get; } = [];

        public void Report(IndexingProgress value) => All.Add(value);
    }
}
