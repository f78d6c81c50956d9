using BackPainBot.Safety.Doubts;
using BackPainBot.Safety.Words;

namespace BackPainBot.Safety.Rules;

/// <summary>What the rules alone made of a message.</summary>
/// <param name="Finding">The gravest sign that a rule recognises.</param>
/// <param name="Considered">Every sign of which some rule's words were met, also those that did not count.</param>
/// <param name="Concepts">Every concept that the message names, and why it may not count.</param>
internal sealed record RuleReading(SafetyFinding Finding, IReadOnlyList<ConsideredSign> Considered, IReadOnlyList<(ConceptHit Hit, Doubt Doubt)> Concepts);

/// <summary>A message and what the rules made of it.</summary>
internal readonly record struct ReadMessage(Message Message, RuleReading Rules);
