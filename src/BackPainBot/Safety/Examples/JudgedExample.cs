using BackPainBot.Safety.Rules;

namespace BackPainBot.Safety.Examples;

/// <summary>An example message as the rules found it, and as the model did that had not learned it.</summary>
internal sealed record JudgedExample(ExampleMessage Example, RuleReading Rules, Chances Chances)
{
    public bool IsSign => Example.Notice != SafetyNotice.None;

    /// <summary>What the screen makes of it with these limits.</summary>
    public SafetyFinding With(LikenessLimits limits) => SafetyScreen.Weigh(Rules, Chances, limits);
}
