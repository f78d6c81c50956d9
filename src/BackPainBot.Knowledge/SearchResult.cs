namespace BackPainBot.Knowledge;

/// <summary>What the search dares to say.</summary>
public enum SearchOutcome
{
    /// <summary>The passages answer the question.</summary>
    Answer,

    /// <summary>The passages are near, but do not mention all that was asked.</summary>
    Closest,

    /// <summary>The articles do not answer this.</summary>
    Miss,
}

/// <summary>A stretch of a text, in UTF-16 units.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The stretch itself.</summary>
    public string Of(string text) => text.Substring(Start, Length);
}

/// <summary>A passage that was found.</summary>
/// <param name="Score">Above 0; comparable only with other scores of the same question.</param>
/// <param name="Sentence">The sentence of <see cref="Passage.Text"/> that comes nearest to an answer.</param>
public sealed record RankedPassage(Passage Passage, double Score, TextSpan Sentence);

/// <summary>What the search found.</summary>
/// <param name="Reason">Why the outcome is what it is, as one of <see cref="SearchReason"/>.</param>
/// <param name="Shown">What to show: empty on a miss; otherwise 1 to 3 passages, best first, near-duplicates and weak seconds left out. Matching items of one list
/// stand together in the article's order and count as one of the three.</param>
/// <param name="Ranked">The ten best before any threshold, best first.</param>
/// <param name="NotMentioned">The person's words that the articles do not know, as typed, in their order; when they know all of them and the passage is only the closest, the words that it does not mention.</param>
public sealed record SearchResult(
  SearchOutcome Outcome,
  string Reason,
  IReadOnlyList<RankedPassage> Shown,
  IReadOnlyList<RankedPassage> Ranked,
  IReadOnlyList<string> NotMentioned);
