using System.Text.RegularExpressions;
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
internal sealed partial class KnowledgeShelf(KnowledgeFolder folder, KnowledgeOptions options) : IDisposable
{
    private readonly PassageIndex _index = new();
    private readonly Dictionary<string, ShelvedFile> _files = [];
    private ShelvedFile _synonymsFile = new(default, null, null, []);
    private ShelvedFile _decisionFile = new(default, null, null, []);
    private Synonyms _synonyms = Synonyms.None;
    private DecisionModel _decision = DecisionModel.Default;
    private bool _isFilled;

    public FolderChanges Refresh(IProgress<IndexingProgress>? progress)
    {
        var found = folder.Articles();
        var problems = new List<KnowledgeProblem>();
        var areLive = !_isFilled | RefreshSynonyms(problems) | RefreshDecision(problems) | RemoveAllBut(found.Keys);
        var isQuiet = !areLive && problems.Count == 0 && !found.Any(file => IsNew(file.Key, file.Value));
        if (isQuiet) return new([], false, new HashSet<string>());

        // A refused file may be good again because of what changed elsewhere: an id that is free now.
        var ids = _files.Values.Where(file => file.ArticleId is not null).ToDictionary(file => file.ArticleId!, file => file);
        var done = 0;
        foreach (var (file, stamp) in found)
        {
            if (IsNew(file, stamp) || IsRefused(file)) areLive |= Read(file, stamp, ids, problems);
            progress?.Report(new(++done, found.Count));
        }

        if (!_isFilled) _index.Compact();
        _isFilled = true;
        var kept = _files.Where(file => file.Value.ArticleId is not null).Select(file => file.Key).ToHashSet();
        if (_synonymsFile.ContentHash is not null) kept.Add(KnowledgeFolder.SynonymsFile);
        if (_decisionFile.ContentHash is not null) kept.Add(KnowledgeFolder.DecisionFile);
        return new(problems, areLive || problems.Count > 0, kept);
    }

    public KnowledgeIndex Snapshot(TimeSpan builtIn)
    {
        var good = _files.Where(file => file.Value.ArticleId is not null).OrderBy(file => file.Key, StringComparer.Ordinal).ToArray();
        var content = string.Join('\n', good.Select(file => $"{file.Key} {file.Value.ContentHash}").Append(_synonyms.Hash).Append(_decisionFile.ContentHash));
        var reader = _index.Snapshot();
        return new(reader, _synonyms, _decision, options)
        {
            Hash = ContentHash.Of(content),
            ArticleCount = good.Length,
            BuiltIn = builtIn,
            Problems =
            [
                .. _synonymsFile.Problems,
                .. _decisionFile.Problems,
                .. _files.OrderBy(file => file.Key, StringComparer.Ordinal).SelectMany(file => file.Value.Problems),
                .. RepeatedPassages.In(reader),
            ],
        };
    }

    public void Dispose() => _index.Dispose();

    private bool IsNew(string file, FileStamp stamp) => !_files.TryGetValue(file, out var known) || known.Stamp != stamp;

    private bool IsRefused(string file) => _files[file].Problems.Any(problem => problem.Severity == ProblemSeverity.Error);

    private bool RemoveAllBut(IEnumerable<string> found)
    {
        var gone = _files.Keys.Except(found).ToArray();
        foreach (var file in gone)
        {
            _index.Remove(file);
            _files.Remove(file);
        }

        return gone.Length > 0;
    }

    /// <returns>Whether the index changed, or errors are gone that were named before.</returns>
    private bool Read(string file, FileStamp stamp, Dictionary<string, ShelvedFile> ids, List<KnowledgeProblem> problems)
    {
        var before = _files.GetValueOrDefault(file);
        var (text, problem) = folder.Text(file);
        var (article, found) = text is null ? new(null, [problem!]) : ArticleReader.Read(file, text, options.LongPassage);
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

    /// <returns>Whether the synonyms changed, or an error is gone that was named before.</returns>
    private bool RefreshSynonyms(List<KnowledgeProblem> problems)
    {
        var stamp = folder.Stamp(KnowledgeFolder.SynonymsFile);
        if (stamp is null)
        {
            var wereThere = _synonyms != Synonyms.None;
            _synonyms = Synonyms.None;
            _synonymsFile = new(default, null, null, [new(KnowledgeFolder.SynonymsFile, 1, "There is no synonyms.txt.", "Create it, so that people find articles in their own words.", ProblemSeverity.Warning)]);
            return wereThere;
        }

        if (stamp == _synonymsFile.Stamp) return false;
        var (text, problem) = folder.Text(KnowledgeFolder.SynonymsFile);
        try
        {
            if (text is not null && string.IsNullOrWhiteSpace(text))
            {
                // So a file looks in the middle of being saved; taken at its word, it would be the last good content.
                problem = new(KnowledgeFolder.SynonymsFile, 1, "The file is empty.", "Write a rule into it, or a comment such as # none yet.");
            }
            else if (text is not null)
            {
                var synonyms = Synonyms.Read(text);
                var isNew = synonyms.Hash != _synonyms.Hash || _synonymsFile.Problems.Count > 0;
                _synonyms = synonyms;
                _synonymsFile = new(stamp.Value, synonyms.Hash, null, []);
                return isNew;
            }
        }
        catch (FormatException error)
        {
            var line = LineNumber().Match(error.Message) is { Success: true } match ? int.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture) : 1;
            problem = new(KnowledgeFolder.SynonymsFile, line, "The synonym rule cannot be read.", "Write \"one, another\" or \"said => meant\", with a word on either side.");
        }

        if (!_synonymsFile.Problems.Contains(problem!)) problems.Add(problem!);
        _synonymsFile = new(text is null ? default : stamp.Value, _synonymsFile.ContentHash, null, [problem!]);
        return false;
    }

    /// <returns>Whether the decision changed.</returns>
    private bool RefreshDecision(List<KnowledgeProblem> problems)
    {
        var stamp = folder.Stamp(KnowledgeFolder.DecisionFile);
        if (stamp == _decisionFile.Stamp || (stamp is null && _decisionFile.Stamp == default)) return false;
        if (stamp is null)
        {
            (_decision, _decisionFile) = (DecisionModel.Default, new(default, null, null, []));
            return true;
        }

        var (text, problem) = folder.Text(KnowledgeFolder.DecisionFile);
        try
        {
            if (text is not null)
            {
                (_decision, _decisionFile) = (DecisionModel.Read(text), new(stamp.Value, ContentHash.Of(text), null, []));
                return true;
            }
        }
        catch (FormatException)
        {
            problem = new(KnowledgeFolder.DecisionFile, 1, "A threshold or weight is missing or no number.", "Write the file anew with the command calibrate, or delete it for the built-in weights.");
        }

        if (!_decisionFile.Problems.Contains(problem!)) problems.Add(problem!);
        _decisionFile = new(text is null ? default : stamp.Value, _decisionFile.ContentHash, null, [problem!]);
        return false;
    }

    [GeneratedRegex(@"(?<=line )\d+")]
    private static partial Regex LineNumber();

    /// <param name="ContentHash">Of the content that is being asked; null when there is none.</param>
    /// <param name="ArticleId">Null when the index holds nothing of the file.</param>
    private sealed record ShelvedFile(FileStamp Stamp, string? ContentHash, string? ArticleId, IReadOnlyList<KnowledgeProblem> Problems);
}
