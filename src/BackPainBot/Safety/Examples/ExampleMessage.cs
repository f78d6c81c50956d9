namespace BackPainBot.Safety.Examples;

/// <summary>A message that somebody might send, and what the bot must make of it.</summary>
/// <param name="Notice">None, Urgent, Emergency or Crisis.</param>
internal sealed record ExampleMessage(SafetyNotice Notice, string Text)
{
    public const string FileName = "red-flag-examples.tsv";

    /// <summary>Reads <c>red-flag-examples.tsv</c>: none, urgent, emergency or crisis, a tab and a message a line; a line that begins with # is a comment.</summary>
    /// <exception cref="RedFlagsException">The file is missing or a line cannot be read.</exception>
    public static IReadOnlyList<ExampleMessage> ReadAll(string path)
    {
        if (!File.Exists(path))
            throw new RedFlagsException(path, 1, "the example messages are missing; restore the file, the bot does not start without it.");
        var examples = new List<ExampleMessage>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
                continue;
            examples.Add(line.Split('\t') is [var level, var text] && NoticeOf(level) is { } notice && text.Trim().Length > 0
                ? new(notice, text)
                : throw new RedFlagsException(path, number, "this is no example; write none, urgent, emergency or crisis, one tab, and the message."));
        }
        return examples;
    }

    private static SafetyNotice? NoticeOf(string level) => level switch
    {
        "none" => SafetyNotice.None,
        "urgent" => SafetyNotice.Urgent,
        "emergency" => SafetyNotice.Emergency,
        "crisis" => SafetyNotice.Crisis,
        _ => null,
    };
}
