namespace BackPainBot.Knowledge;

/// <summary>One thing that a question is about, for telling which questions ask alike.</summary>
/// <param name="Word">As the person wrote it, in small letters; a mistyped one as it was taken.</param>
/// <param name="Key">Its stems.</param>
/// <param name="Names">The stems of all that it may be called by the word list, <paramref name="Key"/> included.</param>
/// <param name="Weight">Above 0: the rarer in the articles, the higher.</param>
/// <param name="IsKnown">Whether the articles mention it under any of its names.</param>
/// <param name="IsMended">Whether it was taken for another word than the one typed.</param>
public sealed record Meaning(string Word, string Key, IReadOnlySet<string> Names, double Weight, bool IsKnown, bool IsMended)
{
    /// <summary>Whether one is a name of the other.</summary>
    public bool IsSameAs(Meaning other) => Names.Contains(other.Key) || other.Names.Contains(Key);
}
