namespace BackPainBot.Knowledge;

/// <summary>The codes of <see cref="SearchResult.Reason"/>; stable, as they are stored with misses.</summary>
public static class SearchReason
{
    /// <summary>Answer: the passage covers what was asked.</summary>
    public const string Covered = "covered";

    /// <summary>Closest: the passage covers a part; words that the articles do not know are left over.</summary>
    public const string UnknownWords = "unknown-words";

    /// <summary>Closest: the words are known, but no passage holds enough of them together.</summary>
    public const string PartlyCovered = "partly-covered";

    /// <summary>Closest: the question asks for a number, price or name that the passage does not give.</summary>
    public const string OtherKindOfAnswer = "other-kind-of-answer";

    /// <summary>Miss: too little of the question is in any passage.</summary>
    public const string TooLittleCovered = "too-little-covered";

    /// <summary>Miss: no meaning word of the question is in the articles.</summary>
    public const string NothingKnown = "nothing-known";

    /// <summary>Miss: the text holds no meaning word (empty, emoji, only question words).</summary>
    public const string NothingAsked = "nothing-asked";
}
