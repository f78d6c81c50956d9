using BackPainBot.Knowledge;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackPainBot.Benchmarks.Search;

/// <summary>The search of the bot over a folder made for it.</summary>
internal sealed class OwnSearch : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("benchmark-");
    private readonly KnowledgeBase _knowledge;

    /// <param name="paragraphs">How an answer becomes the text of an article.</param>
    public OwnSearch(IEnumerable<CorpusAnswer> answers, Func<CorpusAnswer, IEnumerable<string>> paragraphs)
    {
        CorpusFolder.Write(answers, _folder.FullName, paragraphs);
        _knowledge = KnowledgeBase.Open(new() { Folder = _folder.FullName }, NullLogger<KnowledgeBase>.Instance);
    }

    public TimeSpan IndexedIn => _knowledge.Current.BuiltIn;

    public int Passages => _knowledge.Current.PassageCount;

    public IReadOnlyList<string> Find(string question) =>
        [.. _knowledge.Current.Search(new(question)).Ranked.Select(ranked => ranked.Passage.Article.Id).Distinct()];

    /// <summary>One line that Markdown cannot read as a list or a heading: what is judged is which answer is found, not which part of it.</summary>
    public static IEnumerable<string> InOnePiece(CorpusAnswer answer) => ["Answer: " + string.Join(' ', answer.Paragraphs)];

    public void Dispose()
    {
        _knowledge.Dispose();
        _folder.Delete(recursive: true);
    }
}
