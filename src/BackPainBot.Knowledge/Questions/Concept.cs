using Lucene.Net.Search;

namespace BackPainBot.Knowledge.Questions;

/// <summary>One thing that a question is about: a word or phrase, with all that may stand for it.</summary>
/// <param name="Typed">As the person wrote it.</param>
/// <param name="Phrasings">What it may be called; the person's own words first.</param>
/// <param name="Weight">0 to 1: how much it counts in the question.</param>
/// <param name="Importance">How much it tells passages apart: the rarer, the higher (BM25's idf).</param>
/// <param name="IsKnown">Whether the articles mention it under any of its phrasings.</param>
/// <param name="Mended">What a mistyped word was taken for; null when taken as typed.</param>
internal sealed record Concept(string Typed, IReadOnlyList<Phrasing> Phrasings, double Weight, double Importance, bool IsKnown, string? Mended)
{
    /// <summary>Whether it counts in the decision, or only nudges the ranking.</summary>
    public bool HasMeaning { get; init; }

    /// <summary>Its stems, to recognise it when it comes again.</summary>
    public string Key { get; init; } = "";

    /// <summary>Whether the word list names it: a subject of its own rather than a manner of speaking.</summary>
    public bool IsListed { get; init; }

    /// <summary>Whether it was taken over from the question before.</summary>
    public bool IsFromBefore { get; init; }
}

/// <summary>One way to say a concept: words that belong together.</summary>
/// <param name="Weight">1 for the person's own words, less for a synonym.</param>
internal sealed record Phrasing(Slot[] Words, double Weight)
{
    public bool IsKnown => Array.TrueForAll(Words, word => word.IsKnown);
}

/// <summary>A word of a phrasing with the single words that may stand for it.</summary>
/// <param name="Terms">Stems that the index holds; the word itself first. Empty when it holds none.</param>
/// <param name="Parts">Each term in each field that holds it. Shared by all questions: their boosts stay as they are.</param>
internal sealed record Slot(Variant[] Terms, double Importance, TermQuery[] Parts, Occurrences Occurrences)
{
    public bool IsKnown => Terms.Length > 0;
}

/// <param name="Number">The stem's number in the vocabulary.</param>
/// <param name="Weight">1 for the word itself, less for a synonym.</param>
internal readonly record struct Variant(string Stem, int Number, double Weight);
