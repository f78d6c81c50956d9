using BackPainBot.Safety.Words;

namespace BackPainBot.Safety;

/// <summary>An example of red-flags.yaml that the screen does not judge as the file says.</summary>
/// <param name="Line">The example's line, from 1.</param>
public sealed record ExampleProblem(string File, int Line, string Message)
{
    public override string ToString() => $"{File}:{Line}: {Message}";
}
