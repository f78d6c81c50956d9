namespace BackPainBot.Knowledge;

/// <summary>What kind of thing a question asks for.</summary>
public enum AnswerKind
{
    /// <summary>Anything that covers the words.</summary>
    Any,

    /// <summary>An amount of money.</summary>
    Price,

    /// <summary>A count, a duration, a dose.</summary>
    Number,
}
