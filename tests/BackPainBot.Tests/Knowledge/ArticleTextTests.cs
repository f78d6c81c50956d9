using System.Text.RegularExpressions;
using BackPainBot.Knowledge;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackPainBot.Tests.Knowledge;

public sealed class ArticleTextTests : IDisposable
{
    private readonly KnowledgeBase _knowledge = KnowledgeBase.Open(new() { Folder = KnowledgeFolderOnDisk.Shipped }, NullLogger<KnowledgeBase>.Instance);

    [Fact]
    public void The_file_holds_the_given_article_word_for_word()
    {
        var file = File.ReadAllText(Path.Combine(KnowledgeFolderOnDisk.Shipped, "articles", "how-acupuncture-relieves-back-pain.md"));
        var text = file.Split("---\n", 3)[2];
        text = Regex.Replace(text, "<!--.*?-->", "", RegexOptions.Singleline);
        Assert.Equal(Words(Given()), Words(text).Where(word => word.Trim('#', '-').Length > 0));
    }

    [Fact]
    public void The_passages_and_headings_hold_every_word_of_the_given_article_in_order()
    {
        var words = new List<string>();
        var headings = new List<string>();
        foreach (var passage in _knowledge.Current.Passages)
        {
            if (words.Count == 0) words.AddRange(Words(passage.Article.Title));
            foreach (var heading in passage.Headings.Except(headings).ToArray())
            {
                headings.Add(heading);
                words.AddRange(Words(heading));
            }

            words.AddRange(Words(passage.Text));
        }

        Assert.Equal(Words(Given()), words);
    }

    [Fact]
    public void A_passage_is_byte_for_byte_a_line_of_the_given_article()
    {
        var lines = Given().Split('\n').Select(line => line.TrimStart(' ', '•')).ToHashSet();
        Assert.All(_knowledge.Current.Passages, passage => Assert.Contains(passage.Text, lines));
    }

    [Fact]
    public void The_seven_items_belong_to_the_title_and_to_one_list()
    {
        var items = _knowledge.Current.Passages.Where(passage => passage.Kind == PassageKind.ListItem).ToArray();
        Assert.Equal(7, items.Length);
        Assert.All(items, item => Assert.Empty(item.Headings));
        Assert.Single(items.Select(item => item.ListId).Distinct());
    }

    [Fact]
    public void The_shipped_folder_has_no_problems() => Assert.Empty(_knowledge.Current.Problems);

    public void Dispose() => _knowledge.Dispose();

    private static string Given() => File.ReadAllText(Path.Combine(KnowledgeFolderOnDisk.Shipped, "..", "tests", "BackPainBot.Tests", "Knowledge", "given-article.txt"));

    /// <summary>White space and list marks aside.</summary>
    private static string[] Words(string text) => text.Replace("•", " ", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
