using BackPainBot.Knowledge;
using BackPainBot.Knowledge.Reading;

namespace BackPainBot.Tests.Knowledge;

public sealed class ReadingTests
{
    [Fact]
    public void Paragraphs_items_rows_and_quotes_are_passages_under_their_headings()
    {
        var passages = Read("# A back\n\nOne.\n\n## Two\n\n- item\n  over two lines\n\n### Three\n\n> quoted\n\n## Four\n\n| What | How |\n|---|---|\n| ice | ten minutes |");
        Assert.Equal(
            [(PassageKind.Paragraph, "One.", ""), (PassageKind.ListItem, "item over two lines", "Two"), (PassageKind.Quote, "quoted", "Two > Three"), (PassageKind.TableRow, "ice | ten minutes", "Four")],
            passages.Select(content => (content.Passage.Kind, content.Passage.Text, string.Join(" > ", content.Passage.Headings))));
    }

    [Fact]
    public void Marks_links_and_entities_leave_their_words() =>
        Assert.Equal("Stay active & see the guide at C:\\.", Text("Stay **active** &amp; see [the *guide*](https://example.org) at `C:\\`."));

    [Fact]
    public void Odd_blanks_and_curly_apostrophes_stay() => Assert.Equal("I’ve pain: \u00a0 here", Text("I’ve pain: \u00a0 here"));

    [Fact]
    public void Each_list_has_its_own_id_and_paragraphs_have_none()
    {
        var passages = Read("- a1\n- a2\n\nBetween.\n\n1. b1\n2. b2\n   - c1\n3. b3");
        Assert.Equal(["1", "1", null, "2", "2", "3", "2"], passages.Select(content => content.Passage.ListId?.Split('-')[^1]));
    }

    [Fact]
    public void The_sentence_that_opens_a_list_leads_in_to_its_items_only_with_a_colon()
    {
        Assert.Equal("These help:", Read("These help:\n\n- heat")[1].LeadIn);
        Assert.Null(Read("These help.\n\n- heat")[1].LeadIn);
    }

    [Fact]
    public void The_heading_row_of_a_table_leads_in_to_its_rows() => Assert.Equal("What | How", Read("| What | How |\n|---|---|\n| ice | cold |")[0].LeadIn);

    [Theory]
    [InlineData("Rest.\n<!-- ask: lie down | stay in bed -->")]
    [InlineData("Rest.\n\n<!-- ask: lie down\n  | stay in bed -->")]
    [InlineData("Rest. <!-- ask: lie down | stay in bed -->")]
    [InlineData("- Rest.\n  <!-- ask: lie down | stay in bed -->")]
    public void Wordings_in_a_comment_belong_to_the_passage_before_and_are_not_shown(string markdown)
    {
        var content = Assert.Single(Read(markdown));
        Assert.Equal("Rest.", content.Passage.Text);
        Assert.Equal(["lie down", "stay in bed"], content.Wordings);
    }

    [Fact]
    public void Wordings_between_two_items_do_not_part_the_list()
    {
        var passages = Read("- a\n<!-- ask: x -->\n- b\n<!-- ask: y -->");
        Assert.Single(passages.Select(content => content.Passage.ListId).Distinct());
        Assert.Equal(["x", "y"], passages.SelectMany(content => content.Wordings));
    }

    [Fact]
    public void Other_comments_are_the_owners_own_business()
    {
        var reading = ArticleReader.Read("articles/a.md", KnowledgeFolderOnDisk.Article("One.\n\n<!-- check this -->"), 1500);
        Assert.Empty(reading.Problems);
        Assert.Single(reading.Content!.Passages);
    }

    [Fact]
    public void An_id_survives_moves_and_edits_around_the_passage_but_not_of_it()
    {
        var id = Read("One.\n\nTwo.")[1].Passage.Id;
        Assert.Equal(id, Read("## New\n\nTwo.\n\nOther.")[0].Passage.Id);
        Assert.NotEqual(id, Read("One.\n\nTwo!")[1].Passage.Id);
    }

    [Fact]
    public void A_passage_names_its_line() => Assert.Equal([7, 9], Read("One.\n\nTwo.").Select(content => content.Passage.Line));

    [Theory]
    [InlineData("no front matter", 1, "no front matter")]
    [InlineData("---\ntitle: A\n---\n\nText.", 2, "names no source")]
    [InlineData("---\ntitle: A\nsource: javascript:alert(1)\n---\n\nText.", 3, "not an address")]
    [InlineData("---\ntitle: A\nsource: page.html\n---\n\nText.", 3, "not an address")]
    [InlineData("---\ntitle: A\nsource:\n---\n\nText.", 3, "has no text")]
    [InlineData("---\nsource: https://example.org\n---\n\nText.", 1, "no title")]
    [InlineData("---\ntitle: A\nsource: https://example.org\n---\n", 1, "no text")]
    [InlineData("---\ntitle: Back: pain\nsource: https://example.org\n---\n\nText.", 2, "cannot be read as YAML")]
    [InlineData("---\ntitle: A\ntitle: B\n---\n\nText.", 3, "cannot be read as YAML")]
    [InlineData("---\n- A\n---\n\nText.", 2, "not a list of")]
    public void A_bad_file_is_refused_with_its_line_and_a_remedy(string text, int line, string message)
    {
        var reading = ArticleReader.Read("articles/a.md", text, 1500);
        Assert.Null(reading.Content);
        var problem = Assert.Single(reading.Problems, problem => problem.Message.Contains(message, StringComparison.Ordinal));
        Assert.Equal(("articles/a.md", line, ProblemSeverity.Error), (problem.File, problem.Line, problem.Severity));
        Assert.EndsWith(".", problem.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("One.\n\nOne.", 9, "repeats line 7")]
    [InlineData("One.\n\n<div>raw</div>", 9, "Raw HTML")]
    [InlineData("<!-- ask: early -->\n\nOne.", 7, "before the first passage")]
    public void What_should_be_mended_is_named_but_does_not_refuse_the_file(string body, int line, string message)
    {
        var reading = ArticleReader.Read("articles/a.md", KnowledgeFolderOnDisk.Article(body), 1500);
        var problem = Assert.Single(reading.Problems);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal((line, ProblemSeverity.Warning), (problem.Line, problem.Severity));
        Assert.Single(reading.Content!.Passages);
    }

    [Fact]
    public void A_passage_too_long_for_a_chat_is_named() =>
        Assert.Contains("201 characters", Assert.Single(ArticleReader.Read("articles/a.md", KnowledgeFolderOnDisk.Article(new string('a', 201)), 200).Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void Markdown_that_nests_without_end_is_refused_like_any_bad_file() =>
        Assert.Null(ArticleReader.Read("articles/a.md", KnowledgeFolderOnDisk.Article(new string('>', 20_000) + " deep"), 1500).Content);

    [Fact]
    public void Windows_line_ends_read_the_same()
    {
        var text = KnowledgeFolderOnDisk.Article("One\ntwo.\n\n- item");
        Assert.Equal(
            ArticleReader.Read("articles/a.md", text, 1500).Content!.Passages.Select(content => content.Passage.Id),
            ArticleReader.Read("articles/a.md", text.ReplaceLineEndings("\r\n"), 1500).Content!.Passages.Select(content => content.Passage.Id));
    }

    private static IReadOnlyList<PassageContent> Read(string body)
    {
        var reading = ArticleReader.Read("articles/a.md", KnowledgeFolderOnDisk.Article(body), 1500);
        Assert.Empty(reading.Problems);
        return reading.Content!.Passages;
    }

    private static string Text(string body) => Assert.Single(Read(body)).Passage.Text;
}
