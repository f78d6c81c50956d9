namespace BackPainBot.Knowledge;

/// <summary>How bad a problem is.</summary>
public enum ProblemSeverity
{
    /// <summary>The file works, but should be looked at.</summary>
    Warning,

    /// <summary>The file, or the edit to it, is refused.</summary>
    Error,
}

/// <summary>Something in the knowledge folder that its owner should mend.</summary>
/// <param name="File">The path below the knowledge folder, with '/'.</param>
/// <param name="Line">From 1.</param>
/// <param name="Message">One sentence: what is wrong.</param>
/// <param name="Remedy">One sentence: what to do.</param>
public sealed record KnowledgeProblem(string File, int Line, string Message, string Remedy, ProblemSeverity Severity = ProblemSeverity.Error)
{
    /// <summary>All of it in one line, with the place in the form that editors and terminals turn into a link.</summary>
    public override string ToString() => $"{File}:{Line}: {Message} {Remedy}";
}
