namespace BackPainBot.Knowledge;

/// <summary>How a search came to its result.</summary>
/// <param name="Lines">Text for a terminal: the terms, what made the scores of the first two and why the second lost, the features of the decision.</param>
public sealed record SearchExplanation(SearchResult Result, DecisionFeatures Features, IReadOnlyList<string> Lines);
