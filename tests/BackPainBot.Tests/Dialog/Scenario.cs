namespace BackPainBot.Tests.Dialog;

/// <summary>
/// A conversation as data, one .chat file each:
/// <code>
/// locale: en-GB                      (optional, first lines; also channel:)
/// you: why do discs wear out         (or an event in parentheses: (arrives), (sends a file), (5000 characters))
/// bot: answer                        (the outcome, then the level if it is not none)
///   says: From *How                  (the text holds this)
///   never says: surgery
///   passage: Herniated disks are     (a passage shown begins with this)
///   no passage
///   chip: More                       (offered)
///   no chips
/// </code>
/// </summary>
internal sealed record Scenario(string File, string? Locale, string? Channel, IReadOnlyList<ScenarioTurn> Turns)
{
    public static IEnumerable<Scenario> All() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Scenarios"), "*.chat").Order(StringComparer.Ordinal).Select(Read);

    private static Scenario Read(string path)
    {
        var (locale, channel, turns) = ((string?)null, (string?)null, new List<ScenarioTurn>());
        foreach (var (line, number) in System.IO.File.ReadLines(path).Select((line, index) => (line, index + 1)))
        {
            var (key, value) = line.Split(':', 2, StringSplitOptions.TrimEntries) switch
            {
                [var k, var v] => (k, v),
                [var k] => (k, ""),
                _ => ("", ""),
            };
            switch (key)
            {
                case "" or ['#', ..]:
                    break;
                case "locale":
                    locale = value;
                    break;
                case "channel":
                    channel = value;
                    break;
                case "you":
                    turns.Add(new(value, number, "", []));
                    break;
                case "bot" when turns.Count > 0:
                    turns[^1] = turns[^1] with { Outcome = value };
                    break;
                case "says" or "never says" or "passage" or "no passage" or "chip" or "no chips" when turns.Count > 0:
                    turns[^1].Expectations.Add((key, value));
                    break;
                default:
                    throw new InvalidDataException($"{Path.GetFileName(path)}:{number}: \"{line}\" is no line of a scenario; see Scenario.cs for the form.");
            }
        }

        return new(Path.GetFileNameWithoutExtension(path), locale, channel, turns);
    }
}

/// <param name="Outcome">As the receipt names it, with the level behind a blank when it is not none.</param>
internal sealed record ScenarioTurn(string Says, int Line, string Outcome, List<(string Kind, string Value)> Expectations);
