namespace BackPainBot.Knowledge;

/// <summary>What kind of thing a question asks for.</summary>
public enum AnswerKind
{
    /// <summary>Anything that covers the words.</summary>
    Any,

    /// <summary>An amount of money.</summary>
    Price,

    /// <summary>A count, a share, a dose.</summary>
    Number,

    /// <summary>A length of time, a time of day or an age.</summary>
    Duration,

    /// <summary>Somebody's name.</summary>
    Person,

    /// <summary>A day or a year.</summary>
    Date,
}
