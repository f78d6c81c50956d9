using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace BackPainBot.Knowledge.Reading;

/// <summary>Reads one Markdown file into an article and its passages.</summary>
internal sealed class ArticleReader
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().UsePreciseSourceLocation().Build();

    private readonly string _file;
    private readonly int _longPassage;
    private readonly List<KnowledgeProblem> _problems = [];

    private ArticleReader(string file, int longPassage)
    {
        _file = file;
        _longPassage = longPassage;
    }

    /// <param name="file">The path below the knowledge folder, with '/'.</param>
    /// <param name="longPassage">See <see cref="KnowledgeOptions.LongPassage"/>.</param>
    public static ArticleReading Read(string file, string markdown, int longPassage)
    {
        var reader = new ArticleReader(file, longPassage);
        var content = reader.Read(markdown);
        return new(reader._problems.Exists(problem => problem.Severity == ProblemSeverity.Error) ? null : content, reader._problems);
    }

    private ArticleContent? Read(string markdown)
    {
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig's guard against texts that nest without end.
            Report(1, "The Markdown is nested too deeply to be read.", "Take out some levels of lists or quotes.", ProblemSeverity.Error);
            return null;
        }

        if (document.FirstOrDefault() is not YamlFrontMatterBlock yaml)
        {
            Report(1, "The article has no front matter.", "Begin the file with ---, \"title: ...\", \"source: https://...\" and a closing ---.", ProblemSeverity.Error);
            return null;
        }

        var frontMatter = FrontMatter.Read(yaml.Lines.ToString(), yaml.Line + 2, Report);
        var blocks = new ArticleBlocks(Report);
        blocks.Read(document);
        var title = frontMatter.Title ?? blocks.Title;
        if (title is null)
            Report(1, "The article has no title.", "Add \"title: ...\" to the front matter.", ProblemSeverity.Error);
        if (blocks.Found.Count == 0)
            Report(1, "The article has no text.", "Write at least one paragraph below the front matter.", ProblemSeverity.Error);
        if (title is null || frontMatter.Source is not { } source) return null;

        var article = new Article(frontMatter.Id ?? IdOf(_file), title, source, frontMatter.Publisher ?? source.Host, frontMatter.Language, _file);
        return new(article, ContentHash.Of(markdown), [.. Passages(article, blocks)]);
    }

    private IEnumerable<PassageContent> Passages(Article article, ArticleBlocks blocks)
    {
        var links = new TextFragment(blocks.Page);
        var lines = new Dictionary<string, int>();
        foreach (var (block, order) in blocks.Found.Select((block, order) => (block, order)))
        {
            var hash = ContentHash.Of(block.Text);
            var id = $"{article.Id}#{hash[..10]}";
            if (!lines.TryAdd(id, block.Line))
            {
                Report(block.Line, $"The passage repeats line {lines[id]}.", "Keep one of them.", ProblemSeverity.Warning);
                continue;
            }

            if (block.Text.Length > _longPassage)
                Report(block.Line, $"The passage has {block.Text.Length} characters, too many to read in a chat.", $"Split it into paragraphs of at most {_longPassage}.", ProblemSeverity.Warning);

            var headings = block.Headings.Count > 0 && block.Headings[0] == article.Title ? block.Headings.Skip(1).ToArray() : block.Headings;
            var listId = block.List is { } list ? $"{article.Id}#list-{list}" : null;
            yield return new(
                new(id, hash, block.Kind, block.Text, headings, article, links.Link(article.Source, block.Text), listId, order, block.Line),
                block.Wordings,
                block.LeadIn);
        }
    }

    private static string IdOf(string file)
    {
        var path = file.StartsWith("articles/", StringComparison.Ordinal) ? file["articles/".Length..] : file;
        return Path.ChangeExtension(path, null);
    }

    private void Report(int line, string message, string remedy, ProblemSeverity severity) =>
        _problems.Add(new(_file, line, message, remedy, severity));
}
