namespace BackPainBot.Knowledge.Reading;

/// <summary>An article and its passages, as read from one file.</summary>
/// <param name="Hash">Of the whole file, 16 hex digits.</param>
internal sealed record ArticleContent(Article Article, string Hash, IReadOnlyList<PassageContent> Passages);

/// <summary>A passage with the words that only the index sees.</summary>
/// <param name="Wordings">The owner's extra wordings (<c>ask:</c> comments).</param>
/// <param name="LeadIn">The sentence that opens the list ("These help:"); null when there is none.</param>
internal sealed record PassageContent(Passage Passage, IReadOnlyList<string> Wordings, string? LeadIn);

/// <summary>What reading one file gave.</summary>
/// <param name="Content">Null when the file is refused; <paramref name="Problems"/> then says why.</param>
internal sealed record ArticleReading(ArticleContent? Content, IReadOnlyList<KnowledgeProblem> Problems);
