namespace BackPainBot.Knowledge;

/// <summary>The Markdown block that a passage was.</summary>
public enum PassageKind
{
    Paragraph,
    ListItem,
    TableRow,
    Quote,
}

/// <summary>One block of an article: what the bot finds, shows and links to.</summary>
/// <param name="Id">Article id, '#', start of the content hash. Stays the same when blocks around it move or change.</param>
/// <param name="Hash">First 16 hex digits of the SHA-256 of <paramref name="Text"/> in UTF-8.</param>
/// <param name="Text">The author's words as plain text, unchanged; the cells of a table row are joined with <c> | </c>.</param>
/// <param name="Headings">From the outermost heading inwards; without the article's title; empty when the passage stands under the title.</param>
/// <param name="Link">The article's source; for http and https with a text fragment that opens the page at this passage.</param>
/// <param name="ListId">The same for all items of one list; null outside lists.</param>
/// <param name="Order">Position in the article, from 0.</param>
/// <param name="Line">Line of the file, from 1.</param>
public sealed record Passage(
  string Id,
  string Hash,
  PassageKind Kind,
  string Text,
  IReadOnlyList<string> Headings,
  Article Article,
  Uri Link,
  string? ListId,
  int Order,
  int Line);
