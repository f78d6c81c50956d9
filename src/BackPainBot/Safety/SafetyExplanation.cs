using BackPainBot.Safety.Examples;

namespace BackPainBot.Safety;

/// <summary>Why the screen decided as it did, for <c>ask --explain</c>; holds a person's words and is never logged.</summary>
/// <param name="Likeness">0 to 1: how like the example messages with a sign the message reads.</param>
public sealed record SafetyExplanation(SafetyFinding Finding, IReadOnlyList<ConsideredSign> Considered, double Likeness);

/// <summary>A sign whose words were met in the message.</summary>
/// <param name="Suppressed">Why the sign did not count, as in "negated by 'no'"; null when it counted.</param>
public sealed record ConsideredSign(string SignId, SafetyLevel Level, IReadOnlyList<string> Words, string? Suppressed);
