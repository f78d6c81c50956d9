namespace BackPainBot.Knowledge;

/// <summary>How a search came to its result.</summary>
/// <param name="Lines">Text for a terminal: the terms, what made the score of the first two, the features of the decision.</param>
public sealed record SearchExplanation(SearchResult Result, IReadOnlyList<string> Lines);
