using System.Globalization;

namespace BackPainBot.Knowledge.Reading;

/// <summary>A file beside the articles, read again when it changes; a faulty one leaves the last good content.</summary>
/// <param name="without">What holds without the file.</param>
/// <param name="read">Throws a FormatException that may name "line N".</param>
/// <param name="fault">What is wrong when it does, and the remedy.</param>
/// <param name="missing">The problem of there being no file; null when it may be missing.</param>
internal sealed class FollowedFile<T>(string name, T without, Func<string, T> read, (string What, string Remedy) fault, KnowledgeProblem? missing = null)
    where T : class
{
    private const string LineMark = "line ";

    private FileStamp _stamp;
    private T? _content;

    public string Name => name;

    public T Content => _content ?? without;

    /// <summary>Of the content; null without a good file.</summary>
    public string? Hash { get; private set; }

    public IReadOnlyList<KnowledgeProblem> Problems { get => field ?? Missing; private set; }

    private IReadOnlyList<KnowledgeProblem> Missing => missing is null ? [] : [missing];

    /// <returns>Whether the content changed, or an error is gone that was named before.</returns>
    /// <param name="problems">Gets what is wrong with a file that was read just now.</param>
    public bool Refresh(KnowledgeFolder folder, List<KnowledgeProblem> problems)
    {
        if (folder.Stamp(name) is not { } stamp)
        {
            var was = Hash;
            (_content, Hash, _stamp) = (null, null, default);
            Problems = Missing;
            return was is not null;
        }

        if (stamp == _stamp) return false;
        var (text, problem) = folder.Text(name);
        _stamp = text is null ? default : stamp;
        try
        {
            if (text is not null && string.IsNullOrWhiteSpace(text))
            {
                // So a file looks in the middle of being saved; taken at its word, it would be the last good content.
                problem = new(name, 1, "The file is empty.", "Write something into it, or a comment such as # none yet.");
            }
            else if (text is not null)
            {
                var isNew = ContentHash.Of(text) != Hash || Problems.Count > 0;
                (_content, Hash, Problems) = (read(text), ContentHash.Of(text), []);
                return isNew;
            }
        }
        catch (FormatException error)
        {
            problem = new(name, LineIn(error.Message), fault.What, fault.Remedy);
        }

        if (!Problems.Contains(problem!)) problems.Add(problem!);
        Problems = [problem!];
        return false;
    }

    private static int LineIn(string message)
    {
        var mark = message.IndexOf(LineMark, StringComparison.Ordinal);
        string[] number = mark < 0 ? [] : [.. message[(mark + LineMark.Length)..].Split(' ', ':', ',').Take(1)];
        return number is [var digits] && int.TryParse(digits, CultureInfo.InvariantCulture, out var line) ? line : 1;
    }
}
