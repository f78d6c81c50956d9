namespace BackPainBot.Safety;

/// <summary>How soon a message's warning sign needs care; ordered from least to most.</summary>
public enum SafetyLevel
{
    None,
    Urgent,
    Emergency,
}

/// <summary>Which of the script's fixed notices answers a message.</summary>
public enum SafetyNotice
{
    None,

    /// <summary>A general question about warning signs: the bot shows the list of signs. Not an alarm; the level is None.</summary>
    WarningSigns,

    /// <summary>The message reads like a sign, but not surely enough for an alarm: the bot shows no article and asks first. The level is None.</summary>
    Unsure,
    Urgent,
    Emergency,

    /// <summary>Suicide, self-harm or an overdose: level Emergency, with the crisis line's notice.</summary>
    Crisis,
}

/// <summary>What the screen found in one message: the gravest sign, or nothing.</summary>
/// <param name="SignId">The sign's id in red-flags.yaml; null when the message holds none, or one that only the example messages tell.</param>
/// <param name="Language">The language of the words that matched, "en" or "es"; "en" when nothing matched.</param>
/// <param name="Words">The words of the message that matched, for <c>ask --explain</c>; never to be logged. Empty when it was recognised by its likeness to the example messages.</param>
public sealed record SafetyFinding(SafetyLevel Level, SafetyNotice Notice, string? SignId, string Language, IReadOnlyList<string> Words)
{
    /// <summary>A message without any sign.</summary>
    public static SafetyFinding Nothing { get; } = new(SafetyLevel.None, SafetyNotice.None, null, "en", []);

    /// <summary>Whether a sign is too unlikely to ask about, but not to be ruled out: it is asked about before a passage is shown that only comes close to the question.</summary>
    public bool IsPossible { get; init; }

    /// <summary>Whether the message gets a notice instead of a search result.</summary>
    public bool IsAlarm => Level != SafetyLevel.None;
}
