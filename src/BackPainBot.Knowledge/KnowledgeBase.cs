using System.ComponentModel.DataAnnotations;
using BackPainBot.Knowledge.Indexing;
using BackPainBot.Knowledge.Reading;
using Microsoft.Extensions.Logging;

namespace BackPainBot.Knowledge;

/// <summary>The owner's folder, open: reads it, follows edits and always has an index to ask.</summary>
public sealed partial class KnowledgeBase : IDisposable
{
    private readonly KnowledgeOptions _options;
    private readonly ILogger<KnowledgeBase> _logger;
    private readonly TimeProvider _time;
    private readonly KnowledgeFolder _folder;
    private readonly KnowledgeShelf _shelf;
    private volatile KnowledgeIndex? _current;
    private FolderWatch? _watch;

    private KnowledgeBase(KnowledgeOptions options, ILogger<KnowledgeBase> logger, TimeProvider time, IProgress<IndexingProgress>? progress)
    {
        _options = options;
        _logger = logger;
        _time = time;
        _folder = new(options.Folder);
        _shelf = new(_folder, options);
        try
        {
            _current = Refresh(progress);
            Keep();
        }
        catch
        {
            _shelf.Dispose();
            throw;
        }
    }

    /// <summary>The newest good index. Take it once per question: all that it says belongs together.</summary>
    public KnowledgeIndex Current => _current!;

    /// <summary>Raised after <see cref="Current"/> has changed.</summary>
    public event Action<KnowledgeIndex>? Changed;

    /// <summary>Reads the folder. Files with errors are left out and named in <see cref="KnowledgeIndex.Problems"/>.</summary>
    /// <param name="progress">Told during this first reading; null when nobody looks.</param>
    /// <exception cref="KnowledgeException">The folder is missing or unreadable.</exception>
    /// <exception cref="ValidationException">A setting is out of its range.</exception>
    public static KnowledgeBase Open(KnowledgeOptions options, ILogger<KnowledgeBase> logger, TimeProvider? time = null, IProgress<IndexingProgress>? progress = null)
    {
        Validator.ValidateObject(options, new(options), validateAllProperties: true);
        return new(options, logger, time ?? TimeProvider.System, progress);
    }

    /// <summary>Follows edits from now on: each is live at most 5 seconds after the last save, in one step; a bad edit leaves the last good content of its file.</summary>
    public void Watch() => _watch ??= new(_folder.Root, _options.QuietTime, _options.PollInterval, _time, Follow);

    public void Dispose()
    {
        _watch?.Dispose();
        Keep(inAnyCase: true);
        _shelf.Dispose();
    }

    private void Follow()
    {
        try
        {
            if (Refresh(progress: null) is not { } next) return;
            _current = next;
            Changed?.Invoke(next);
            Keep();
        }
        catch (KnowledgeException error)
        {
            LogStays(error.Message);
        }
        catch (Exception error)
        {
            // Nobody waits for a timer: unless caught here, whatever goes wrong would end the process.
            LogUnread(error);
        }
    }

    private void Keep(bool inAnyCase = false)
    {
        if (!_shelf.Keep(inAnyCase)) LogNotKept(_options.CacheFolder);
    }

    /// <returns>The next index; null when nothing in it changed.</returns>
    private KnowledgeIndex? Refresh(IProgress<IndexingProgress>? progress)
    {
        var start = _time.GetTimestamp();
        var changes = _shelf.Refresh(progress);
        foreach (var problem in changes.Problems.Where(problem => problem.Severity == ProblemSeverity.Error))
            LogProblem(problem, changes.Consequence(problem));
        if (!changes.AreLive) return null;

        var index = _shelf.Snapshot(_time.GetElapsedTime(start));
        if (index.Hash == _current?.Hash) return index;
        LogRead(index.Hash, index.ArticleCount, index.PassageCount, index.Problems.Count, index.BuiltIn.TotalMilliseconds);
        return index;
    }

    [LoggerMessage(101, LogLevel.Information, "Knowledge {Hash}: {Articles} articles, {Passages} passages, {Problems} problems, read in {Milliseconds:0} ms")]
    private partial void LogRead(string hash, int articles, int passages, int problems, double milliseconds);

    [LoggerMessage(102, LogLevel.Error, "{Problem} {Consequence}")]
    private partial void LogProblem(KnowledgeProblem problem, string consequence);

    [LoggerMessage(103, LogLevel.Warning, "{Message} The last good articles stay.")]
    private partial void LogStays(string message);

    [LoggerMessage(104, LogLevel.Error, "The knowledge folder could not be read again; the last good articles stay.")]
    private partial void LogUnread(Exception error);

    [LoggerMessage(105, LogLevel.Information, "The index was not kept in {Folder}; the next start may read articles again.")]
    private partial void LogNotKept(string? folder);
}
