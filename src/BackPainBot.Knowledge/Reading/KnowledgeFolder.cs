using System.Text;

namespace BackPainBot.Knowledge.Reading;

/// <summary>A file as last seen; another stamp means that it may have changed.</summary>
internal readonly record struct FileStamp(long Length, DateTime WrittenUtc);

/// <summary>The owner's folder on disk: <c>articles/**/*.md</c>, <c>synonyms.txt</c>, <c>decision.yaml</c> and <c>question-examples.tsv</c>.</summary>
internal sealed class KnowledgeFolder
{
    public const string SynonymsFile = "synonyms.txt";

    public const string DecisionFile = "decision.yaml";

    public const string ExamplesFile = "question-examples.tsv";

    private const string ArticlesFolder = "articles";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, MatchCasing = MatchCasing.CaseInsensitive, MaxRecursionDepth = 16 };

    public KnowledgeFolder(string folder) => Root = Path.GetFullPath(folder);

    public string Root { get; }

    /// <summary>The articles by their path below the folder, with '/'; in the order of their names.</summary>
    /// <exception cref="KnowledgeException">The folder is missing or unreadable.</exception>
    public SortedDictionary<string, FileStamp> Articles()
    {
        var articles = new SortedDictionary<string, FileStamp>(StringComparer.Ordinal);
        var folder = new DirectoryInfo(Path.Combine(Root, ArticlesFolder));
        try
        {
            foreach (var file in folder.EnumerateFiles("*.md", Everywhere))
                articles[Path.GetRelativePath(Root, file.FullName).Replace(Path.DirectorySeparatorChar, '/')] = new(file.Length, file.LastWriteTimeUtc);
        }
        catch (DirectoryNotFoundException missing)
        {
            throw new KnowledgeException($"There is no folder {folder.FullName}; create it and put the articles in it, or set Knowledge:Folder to the folder that holds articles/.", missing);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KnowledgeException($"The folder {folder.FullName} cannot be read; let the account that runs the bot read it, or set Knowledge:Folder to another.", error);
        }

        return articles;
    }

    /// <summary>Null when there is no such file.</summary>
    public FileStamp? Stamp(string name) => new FileInfo(PathOf(name)) is { Exists: true } file ? new(file.Length, file.LastWriteTimeUtc) : null;

    /// <returns>The text, or the problem that stood in the way.</returns>
    public (string? Text, KnowledgeProblem? Problem) Text(string file)
    {
        try
        {
            return (File.ReadAllText(PathOf(file), StrictUtf8), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, new(file, 1, "The file is not UTF-8 text.", "Save it with the encoding UTF-8."));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (null, new(file, 1, "The file cannot be read.", "Close the program that holds it and let the account that runs the bot read it."));
        }
    }

    private string PathOf(string file) => Path.Combine(Root, file.Replace('/', Path.DirectorySeparatorChar));
}
