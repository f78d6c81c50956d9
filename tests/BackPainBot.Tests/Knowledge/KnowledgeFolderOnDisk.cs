using BackPainBot.Knowledge;
using Microsoft.Extensions.Logging;

namespace BackPainBot.Tests.Knowledge;

/// <summary>A knowledge folder of its own for a test, and what was logged about it.</summary>
internal sealed class KnowledgeFolderOnDisk : ILogger<KnowledgeBase>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("knowledge-");
    private readonly List<string> _log = [];

    public KnowledgeFolderOnDisk()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "articles"));
        Write("synonyms.txt", "# none yet\n");
    }

    /// <summary>The folder that the repository ships.</summary>
    public static string Shipped { get; } = FindShipped();

    public KnowledgeOptions Options => new() { Folder = _folder.FullName };

    public IReadOnlyList<string> Log
    {
        get { lock (_log) return [.. _log]; }
    }

    public static string Article(string body, string title = "A back") => $"---\ntitle: {title}\nsource: https://example.org/page\npublisher: Example\n---\n\n{body}\n";

    public KnowledgeFolderOnDisk Write(string file, string text)
    {
        var path = Path.Combine(_folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public KnowledgeFolderOnDisk WriteArticle(string body, string name = "back") => Write($"articles/{name}.md", Article(body));

    public void Delete(string file) => File.Delete(Path.Combine(_folder.FullName, file));

    public KnowledgeBase Open(TimeProvider? time = null) => KnowledgeBase.Open(Options, this, time);

    public void Dispose() => _folder.Delete(recursive: true);

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_log) _log.Add($"{logLevel}: {formatter(state, exception)}");
    }

    private static string FindShipped()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BackPainBot.sln"))) folder = folder.Parent;
        return Path.Combine(folder!.FullName, "knowledge");
    }
}
