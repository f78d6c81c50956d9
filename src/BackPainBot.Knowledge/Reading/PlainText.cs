using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BackPainBot.Knowledge.Reading;

/// <summary>The words of a Markdown block without its marks.</summary>
internal static class PlainText
{
    public static string Of(LeafBlock block)
    {
        if (block.Inline is null) return block.Lines.ToString().Trim();
        var text = new StringBuilder();
        Append(block.Inline, text);
        return text.ToString().Trim();
    }

    private static void Append(ContainerInline container, StringBuilder text)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal: text.Append(literal.Content.AsSpan()); break;
                case HtmlEntityInline entity: text.Append(entity.Transcoded.AsSpan()); break;
                case CodeInline code: text.Append(code.ContentSpan); break;
                case AutolinkInline link: text.Append(link.Url); break;
                case LineBreakInline: text.Append(' '); break;
                case HtmlInline { Tag: var tag } when tag.StartsWith("<br", StringComparison.OrdinalIgnoreCase): text.Append(' '); break;
                case ContainerInline inner: Append(inner, text); break;
            }
        }
    }
}
