using BackPainBot.Knowledge;

namespace BackPainBot.Dialog;

/// <summary>A message that steers the talk rather than asks about backs, or only looks so.</summary>
/// <param name="Kind">The id of the script's small talk, the name of a command, or <c>question</c>.</param>
internal sealed record TalkExample(string Kind, string Text)
{
    /// <summary>Reads talk-examples.tsv: the kind, a tab and a message a line; a line that begins with # is a comment.</summary>
    /// <exception cref="ScriptException">A line has another form, or a kind that is not known.</exception>
    public static IReadOnlyList<TalkExample> ReadAll(string path, IReadOnlyDictionary<string, int> kinds)
    {
        var (examples, problems) = (new List<TalkExample>(), new List<KnowledgeProblem>());
        foreach (var (number, line) in File.ReadLines(path).Index())
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line.Split('\t') is [var kind, var text] && kinds.ContainsKey(kind) && text.Trim().Length > 0)
            {
                examples.Add(new(kind, text));
            }
            else
            {
                problems.Add(new(Path.GetFileName(path), number + 1, "This is no example of talk.", $"Write one of {string.Join(", ", kinds.Keys)}, one tab, and the message."));
            }
        }

        return problems.Count == 0 ? examples : throw new ScriptException(problems);
    }
}
