namespace BackPainBot.Knowledge;

/// <summary>One article of the owner.</summary>
/// <param name="Id">The path below the articles folder, with '/' and without <c>.md</c>; or <c>id</c> from the front matter, which survives a move.</param>
/// <param name="Source">Where the article was published; absolute.</param>
/// <param name="Language">IETF language tag, such as <c>en</c> or <c>en-GB</c>.</param>
/// <param name="File">The path below the knowledge folder, with '/'.</param>
public sealed record Article(string Id, string Title, Uri Source, string Publisher, string Language, string File);
