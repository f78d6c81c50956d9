namespace BackPainBot.Safety;

/// <summary>red-flags.yaml cannot be used; the message names the file, the line and the remedy.</summary>
public sealed class RedFlagsException(string file, int line, string problem)
    : Exception($"{file}:{line}: {problem}")
{
    public string File { get; } = file;

    /// <summary>The line of the fault, from 1.</summary>
    public int Line { get; } = line;
}
