using System.Globalization;
using BackPainBot.Knowledge;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackPainBot.Benchmarks.Search;

/// <summary>The search of the bot over a folder with one article for each answer: its focus is the title, its text one paragraph.</summary>
internal sealed class OwnSearch : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("benchmark-");
    private readonly KnowledgeBase _knowledge;

    public OwnSearch(IReadOnlyList<CorpusAnswer> answers)
    {
        var articles = _folder.CreateSubdirectory("articles").FullName;
        File.WriteAllText(Path.Combine(_folder.FullName, "synonyms.txt"), "");
        foreach (var (number, answer) in answers.Index())
        {
            var title = answer.Focus.Replace("'", "''", StringComparison.Ordinal);
            var id = answer.Id.Replace("'", "''", StringComparison.Ordinal);
            File.WriteAllText(
                Path.Combine(articles, string.Create(CultureInfo.InvariantCulture, $"{number}.md")),
                $"---\ntitle: '{title}'\nid: '{id}'\nsource: https://example.org/\n---\n\n{Paragraph(answer.Answer)}\n");
        }

        _knowledge = KnowledgeBase.Open(new() { Folder = _folder.FullName }, NullLogger<KnowledgeBase>.Instance);
    }

    public IReadOnlyList<string> Find(string question) =>
        [.. _knowledge.Current.Search(new(question)).Ranked.Select(ranked => ranked.Passage.Article.Id).Distinct()];

    public void Dispose()
    {
        _knowledge.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>One line without signs that Markdown would read as a list, a heading or HTML.</summary>
    private static string Paragraph(string answer) =>
        "Answer: " + string.Join(' ', answer.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace('<', ' ').Replace('|', ' ');
}
