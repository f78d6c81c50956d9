using BackPainBot.Knowledge.Questions;

namespace BackPainBot.Knowledge.Searching;

/// <summary>A passage that the search brought.</summary>
/// <param name="Document">Its number in the index.</param>
/// <param name="Shares">0 to 1: how much of each concept that has a meaning it mentions.</param>
/// <param name="Coverage">0 to 1: how much of the question it mentions.</param>
/// <param name="Nearness">How near its wordings come to the question.</param>
/// <param name="LearnedScore">What the example questions add to its score.</param>
/// <param name="GivesKind">Whether it holds the kind of thing that is asked for.</param>
internal sealed record Candidate(int Document, RankedPassage Ranked, double[] Shares, double Coverage, Nearness Nearness, double LearnedScore, bool GivesKind, PassageWords Words)
{
    public Passage Passage => Ranked.Passage;
}
