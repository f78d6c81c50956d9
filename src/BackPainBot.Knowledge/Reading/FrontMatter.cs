using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BackPainBot.Knowledge.Reading;

/// <summary>What the lines between the two <c>---</c> say about an article. Empty when missing.</summary>
internal sealed class FrontMatter
{
    private static readonly string[] Known = ["title", "source", "publisher", "language", "id"];

    /// <summary>A link that a visitor is given must not run code (<c>javascript:</c>) or carry its own content (<c>data:</c>).</summary>
    private static readonly string[] SourceSchemes = ["http", "https", "urn", "doi"];

    private readonly Dictionary<string, (string Value, int Line)> _entries = [];

    public string? Title => Value("title");

    public string? Publisher => Value("publisher");

    public string Language => Value("language") ?? "en";

    public string? Id => Value("id");

    public Uri? Source { get; private set; }

    /// <param name="firstLine">The line of the file on which <paramref name="yaml"/> begins.</param>
    public static FrontMatter Read(string yaml, int firstLine, Action<int, string, string, ProblemSeverity> report)
    {
        var frontMatter = new FrontMatter();
        if (!frontMatter.ReadEntries(yaml, firstLine, report)) return frontMatter;

        if (frontMatter._entries.TryGetValue("source", out var source))
        {
            if (Uri.TryCreate(source.Value, UriKind.Absolute, out var uri) && SourceSchemes.Contains(uri.Scheme))
                frontMatter.Source = uri;
            else
                report(source.Line, $"The source \"{source.Value}\" is not an address.", "Write it in full, such as https://example.org/page.", ProblemSeverity.Error);
        }
        else
        {
            report(firstLine, "The article names no source.", "Add \"source: https://...\" to the front matter, so that every answer can link to it.", ProblemSeverity.Error);
        }

        return frontMatter;
    }

    private bool ReadEntries(string yaml, int firstLine, Action<int, string, string, ProblemSeverity> report)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count == 0) return true;
            if (stream.Documents[0].RootNode is not YamlMappingNode root)
            {
                report(firstLine, "The front matter is not a list of \"name: value\" lines.", "Write one entry a line, such as \"title: Sleeping well\".", ProblemSeverity.Error);
                return false;
            }

            foreach (var (name, value) in root.Children)
            {
                var key = name.ToString();
                var line = firstLine + (int)name.Start.Line - 1;
                if (!Known.Contains(key))
                    report(line, $"The front matter entry \"{key}\" is not known.", $"Known are {string.Join(", ", Known)}.", ProblemSeverity.Warning);
                else if (value is not YamlScalarNode { Value: { } text } || string.IsNullOrWhiteSpace(text))
                    report(line, $"The front matter entry \"{key}\" has no text.", "Write a text behind the colon or take the line out.", ProblemSeverity.Error);
                else
                    _entries[key] = (text.Trim(), line);
            }

            return true;
        }
        catch (Exception error) when (error is YamlException or InvalidOperationException)
        {
            // YamlDotNet throws the latter, without a line, at some texts such as "{ [ : ,".
            report(
                firstLine + (int)Math.Max((error as YamlException)?.Start.Line ?? 1, 1) - 1,
                "The front matter cannot be read as YAML.",
                "Put a text that holds a colon, quotes or # in double quotes, and write each entry once.",
                ProblemSeverity.Error);
            return false;
        }
    }

    private string? Value(string key) => _entries.TryGetValue(key, out var entry) ? entry.Value : null;
}
