using BackPainBot.Knowledge.Deciding;
using BackPainBot.Knowledge.Questions;
using BackPainBot.Knowledge.Reading;

namespace BackPainBot.Knowledge.Indexing;

/// <summary>What one look into the folder found.</summary>
/// <param name="Problems">In the files that were read just now.</param>
/// <param name="AreLive">Whether there is anything new to ask, or to know of the files.</param>
/// <param name="Kept">Files that are refused and whose last good content stays.</param>
internal sealed record FolderChanges(IReadOnlyList<KnowledgeProblem> Problems, bool AreLive, IReadOnlySet<string> Kept)
{
    /// <summary>What an error means for what is being asked.</summary>
    public string Consequence(KnowledgeProblem error) => Kept.Contains(error.File) ? "The last good content of the file stays." : "The file is left out.";
}

/// <summary>Keeps the index in step with the folder, file by file. Used by one thread at a time.</summary>
internal sealed class KnowledgeShelf : IDisposable
{
    /// <summary>The index is kept again when so many articles for one were read anew, and in the end; what is younger than the cache is read at the next start.</summary>
    private const int ArticlesToOneRead = 20;

    private readonly KnowledgeFolder _folder;
    private readonly KnowledgeOptions _options;
    private readonly IndexCache? _cache;
    private readonly PassageIndex _index;
    private readonly Dictionary<string, ShelvedFile> _files = [];
    private readonly bool _isFromCache;
    private int _notKept;
    private readonly FollowedFile<Synonyms> _synonyms = new(
        KnowledgeFolder.SynonymsFile, Synonyms.None, Synonyms.Read,
        ("The synonym rule cannot be read.", "Write \"one, another\" or \"said => meant\", with a word on either side."),
        new(KnowledgeFolder.SynonymsFile, 1, "There is no synonyms.txt.", "Create it, so that people find articles in their own words.", ProblemSeverity.Warning));
    private readonly FollowedFile<DecisionModel> _decision = new(
        KnowledgeFolder.DecisionFile, DecisionModel.Default, DecisionModel.Read,
        ("A threshold or weight is missing or no number.", "Write the file anew with the command calibrate, or delete it for the built-in weights."));
    private readonly FollowedFile<QuestionExamples> _examples = new(
        KnowledgeFolder.ExamplesFile, QuestionExamples.None, QuestionExamples.Read,
        ("The line is no example.", "Write \"answered\" or \"unanswered\", one tab, and the question; after an answered one perhaps another tab and how the passage begins."));
    private bool _isFilled;

    public KnowledgeShelf(KnowledgeFolder folder, KnowledgeOptions options)
    {
        _folder = folder;
        _options = options;
        _cache = options.CacheFolder is { Length: > 0 } cacheFolder ? new(cacheFolder, folder, options) : null;
        var cached = _cache?.Read();
        _isFromCache = cached is not null;
        _index = new(cached?.Directory ?? new());
        foreach (var (file, known) in cached?.Files ?? [])
        {
            // A file that was refused is read anew, and has no older content to stay with, as after any start.
            if (known.IsRefused)
                _index.Remove(file);
            else
                _files[file] = known;
        }
    }

    public FolderChanges Refresh(IProgress<IndexingProgress>? progress)
    {
        var found = _folder.Articles();
        var problems = new List<KnowledgeProblem>();
        var areLive = !_isFilled | _synonyms.Refresh(_folder, problems) | _decision.Refresh(_folder, problems) | _examples.Refresh(_folder, problems) | RemoveAllBut(found.Keys);
        var isQuiet = !areLive && problems.Count == 0 && !found.Any(file => IsNew(file.Key, file.Value));
        if (isQuiet) return new([], false, new HashSet<string>());

        // A refused file may be good again because of what changed elsewhere: an id that is free now.
        var ids = _files.Values.Where(file => file.ArticleId is not null).ToDictionary(file => file.ArticleId!, file => file);
        var done = 0;
        foreach (var (file, stamp) in found)
        {
            var isNew = IsNew(file, stamp);
            if (isNew) _notKept++;
            if (isNew || _files[file].IsRefused) areLive |= Read(file, stamp, ids, problems);
            progress?.Report(new(++done, found.Count));
        }

        if (!_isFilled && !_isFromCache) _index.Compact();
        _isFilled = true;
        var kept = _files.Where(file => file.Value.ArticleId is not null).Select(file => file.Key).ToHashSet();
        kept.UnionWith(new[] { (_synonyms.Name, _synonyms.Hash), (_decision.Name, _decision.Hash), (_examples.Name, _examples.Hash) }.Where(file => file.Hash is not null).Select(file => file.Name));
        return new(problems, areLive || problems.Count > 0, kept);
    }

    public KnowledgeIndex Snapshot(TimeSpan builtIn)
    {
        var good = _files.Where(file => file.Value.ArticleId is not null).OrderBy(file => file.Key, StringComparer.Ordinal).ToArray();
        var content = string.Join('\n', good.Select(file => $"{file.Key} {file.Value.ContentHash}").Append(_synonyms.Hash).Append(_decision.Hash).Append(_examples.Hash));
        var reader = _index.Snapshot();
        return new(reader, _synonyms.Content, _decision.Content, _examples.Content, _options)
        {
            Hash = ContentHash.Of(content),
            ArticleCount = good.Length,
            BuiltIn = builtIn,
            Problems =
            [
                .. _synonyms.Problems,
                .. _decision.Problems,
                .. _examples.Problems,
                .. _files.OrderBy(file => file.Key, StringComparer.Ordinal).SelectMany(file => file.Value.Problems),
                .. RepeatedPassages.In(reader),
            ],
        };
    }

    /// <summary>Keeps the index for the next start if enough has changed.</summary>
    /// <param name="inAnyCase">If anything has.</param>
    /// <returns>False when it could not be kept.</returns>
    public bool Keep(bool inAnyCase = false)
    {
        if (_cache is null || _notKept == 0 || (!inAnyCase && _notKept * ArticlesToOneRead < _files.Count)) return true;
        _notKept = 0;
        return _cache.Write(_index.Commit(), _files);
    }

    public void Dispose() => _index.Dispose();

    private bool IsNew(string file, FileStamp stamp) => !_files.TryGetValue(file, out var known) || known.Stamp != stamp;

    private bool RemoveAllBut(IEnumerable<string> found)
    {
        var gone = _files.Keys.Except(found).ToArray();
        foreach (var file in gone)
        {
            _index.Remove(file);
            _files.Remove(file);
            _notKept++;
        }

        return gone.Length > 0;
    }

    /// <returns>Whether the index changed, or errors are gone that were named before.</returns>
    private bool Read(string file, FileStamp stamp, Dictionary<string, ShelvedFile> ids, List<KnowledgeProblem> problems)
    {
        var before = _files.GetValueOrDefault(file);
        var (text, problem) = _folder.Text(file);
        if (text is not null && before is { ContentHash: { } known, IsRefused: false } && ContentHash.Of(text) == known)
        {
            _files[file] = before with { Stamp = stamp };
            return false;
        }

        var (article, found) = text is null ? new(null, [problem!]) : ArticleReader.Read(file, text, _options.LongPassage);
        if (article is not null && ids.TryGetValue(article.Article.Id, out var owner) && owner != before)
        {
            found = [.. found, new(file, 1, $"The id \"{article.Article.Id}\" belongs to another article.", "Give each article an \"id:\" of its own, or take the line out.")];
            article = null;
        }

        // A file that could not be opened is tried again at the next look, as its stamp will not change.
        var seen = text is null ? default : stamp;
        if (!found.SequenceEqual(before?.Problems ?? [])) problems.AddRange(found);
        if (article is null)
        {
            _files[file] = new(seen, before?.ContentHash, before?.ArticleId, found);
            return false;
        }

        if (before?.ArticleId is { } freed) ids.Remove(freed);
        ids[article.Article.Id] = _files[file] = new(seen, article.Hash, article.Article.Id, found);
        if (article.Hash == before?.ContentHash) return before.Problems.Count > found.Count;
        _index.Put(article);
        return true;
    }
}
