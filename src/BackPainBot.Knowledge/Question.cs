namespace BackPainBot.Knowledge;

/// <summary>What a person asks, in their own words.</summary>
/// <param name="Text">Anything at all; only the first <see cref="KnowledgeOptions.QuestionLength"/> characters are read.</param>
/// <param name="Previous">The question asked just before in the same conversation; null when there is none. Used when <paramref name="Text"/> leans on it ("and for old people?").</param>
public sealed record Question(string Text, string? Previous = null);
