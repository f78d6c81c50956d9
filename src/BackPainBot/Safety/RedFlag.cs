namespace BackPainBot.Safety;

/// <summary>One warning sign of red-flags.yaml, as the bot lists it.</summary>
/// <param name="Id">Stable name, as in <c>saddle-numbness</c>.</param>
/// <param name="Title">A short plain sentence for the list of warning signs.</param>
/// <param name="Source">The guidance that the sign comes from.</param>
/// <param name="Line">Where the sign begins in its file, from 1.</param>
public sealed record RedFlag(
    string Id,
    SafetyLevel Level,
    SafetyNotice Notice,
    string Title,
    string Source,
    IReadOnlyList<string> Matching,
    IReadOnlyList<string> NotMatching,
    int Line);
