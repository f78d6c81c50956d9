using BackPainBot.Knowledge.Deciding;
using BackPainBot.Knowledge.Indexing;
using BackPainBot.Knowledge.Questions;
using BackPainBot.Knowledge.Searching;
using Lucene.Net.Index;

namespace BackPainBot.Knowledge;

/// <summary>The articles as they were at one moment, ready to be asked; safe to use from many threads.</summary>
public sealed class KnowledgeIndex : IDisposable
{
    private readonly DirectoryReader _reader;
    private readonly PassageSearch _search;

    internal KnowledgeIndex(DirectoryReader reader, Synonyms synonyms, DecisionModel decision, QuestionExamples examples, KnowledgeOptions options)
    {
        _reader = reader;
        _search = new(reader, synonyms, decision, examples, options);
    }

    /// <summary>Names the content: the same articles, synonyms, decision and examples give the same 16 hex digits.</summary>
    public required string Hash { get; init; }

    public required int ArticleCount { get; init; }

    public int PassageCount => _reader.NumDocs;

    /// <summary>How long reading and indexing what had changed took.</summary>
    public required TimeSpan BuiltIn { get; init; }

    /// <summary>What the owner should mend, by file and line.</summary>
    public required IReadOnlyList<KnowledgeProblem> Problems { get; init; }

    /// <summary>All passages, article by article; read from the index one by one.</summary>
    public IEnumerable<Passage> Passages
    {
        get
        {
            var live = MultiFields.GetLiveDocs(_reader);
            for (var document = 0; document < _reader.MaxDoc; document++)
                if (live?.Get(document) ?? true) yield return PassageDocument.PassageOf(_reader, document);
        }
    }

    /// <summary>Finds what answers a question; never throws on any text.</summary>
    public SearchResult Search(Question question) => _search.Find(question).Result;

    /// <summary>Finds as <see cref="Search"/> does and says how it came to its result.</summary>
    public SearchExplanation Explain(Question question) => Explainer.Explain(_search, _search.Find(question));

    /// <summary>How familiar each question of question-examples.tsv is to the others, -1 to 1, for fitting the decision.</summary>
    public IReadOnlyDictionary<string, double> FamiliarityAmongExamples() => _search.Learned.CrossValidate();

    /// <summary>What a text is about, each thing once, in its order; empty when it holds no word with a meaning.</summary>
    public IReadOnlyList<Meaning> Meanings(string text) => _search.Meanings(text);

    /// <summary>The passage with this id; null when there is none (any more).</summary>
    public Passage? Find(string id) => _search.PassageWithId(id);

    /// <summary>Not needed after an index was replaced: the garbage collector takes it when the last search on it has ended.</summary>
    public void Dispose() => _reader.Dispose();
}
