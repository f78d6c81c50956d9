using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace BackPainBot.Knowledge.Reading;

/// <summary>A block that becomes a passage.</summary>
/// <param name="List">Number of the list in the article; null outside lists.</param>
internal sealed record FoundBlock(PassageKind Kind, string Text, IReadOnlyList<string> Headings, int? List, string? LeadIn, int Line, List<string> Wordings);

/// <summary>Walks through a Markdown document and collects its passages in reading order.</summary>
internal sealed class ArticleBlocks(Action<int, string, string, ProblemSeverity> report)
{
    private readonly List<(int Level, string Text)> _headings = [];
    private int _lists;

    public List<FoundBlock> Found { get; } = [];

    /// <summary>All texts in their order, headings included.</summary>
    public List<string> Page { get; } = [];

    /// <summary>The first heading of level 1; null when there is none.</summary>
    public string? Title { get; private set; }

    public void Read(MarkdownDocument document) => ReadAll(document, PassageKind.Paragraph, list: null, leadIn: null);

    private void ReadAll(ContainerBlock container, PassageKind kind, int? list, string? leadIn)
    {
        Block? before = null;
        var listBefore = 0;
        foreach (var block in container)
        {
            switch (block)
            {
                case YamlFrontMatterBlock or ThematicBreakBlock or LinkReferenceDefinitionGroup or LinkReferenceDefinition:
                    break;
                case HeadingBlock heading:
                    Enter(heading.Level, PlainText.Of(heading));
                    break;
                case HtmlBlock html:
                    ReadHtml(html);
                    if (AskComment.Wordings(html).Any()) continue; // so that wordings between two items do not part the list
                    break;
                case ListBlock inner:
                    listBefore = before is ListBlock last && last.BulletType == inner.BulletType ? listBefore : ++_lists;
                    var opening = before is ParagraphBlock && Found.Count > 0 && Found[^1].Text.EndsWith(':') ? Found[^1].Text : leadIn;
                    foreach (var item in inner.OfType<ListItemBlock>()) ReadAll(item, PassageKind.ListItem, listBefore, opening);
                    break;
                case QuoteBlock quote:
                    ReadAll(quote, PassageKind.Quote, list, leadIn);
                    break;
                case Table table:
                    ReadTable(table, leadIn);
                    break;
                case LeafBlock leaf:
                    Add(kind, PlainText.Of(leaf), list, leadIn, leaf.Line);
                    AddWordings(leaf);
                    break;
                case ContainerBlock other:
                    ReadAll(other, kind, list, leadIn);
                    break;
            }

            before = block;
        }
    }

    private void Enter(int level, string text)
    {
        if (level == 1) Title ??= text;
        _headings.RemoveAll(heading => heading.Level >= level);
        _headings.Add((level, text));
        Page.Add(text);
    }

    /// <summary>The heading row gives the cells their meaning: it leads in to every row rather than being a passage itself.</summary>
    private void ReadTable(Table table, string? leadIn)
    {
        foreach (var row in table.OfType<TableRow>())
        {
            var cells = row.OfType<TableCell>().SelectMany(cell => cell.Descendants<LeafBlock>()).ToArray();
            var text = string.Join(" | ", cells.Select(PlainText.Of).Where(cell => cell.Length > 0));
            if (row.IsHeader)
            {
                leadIn = text;
                Page.Add(text);
                continue;
            }

            Add(PassageKind.TableRow, text, list: null, leadIn, row.Line);
            foreach (var cell in cells) AddWordings(cell);
        }
    }

    private void ReadHtml(HtmlBlock html)
    {
        if (!AskComment.IsComment(html))
            report(html.Line + 1, "Raw HTML is not shown.", "Write it as Markdown.", ProblemSeverity.Warning);
        else
            AddWordings(html);
    }

    private void Add(PassageKind kind, string text, int? list, string? leadIn, int line)
    {
        if (text.Length == 0) return;
        Found.Add(new(kind, text, [.. _headings.Select(heading => heading.Text)], list, leadIn, line + 1, []));
        Page.Add(text);
    }

    private void AddWordings(LeafBlock block)
    {
        foreach (var wording in AskComment.Wordings(block))
        {
            if (Found.Count > 0)
                Found[^1].Wordings.Add(wording);
            else
                report(block.Line + 1, "The \"ask:\" wordings stand before the first passage.", "Move them below the passage that answers them.", ProblemSeverity.Warning);
        }
    }
}
