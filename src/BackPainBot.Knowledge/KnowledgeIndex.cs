namespace BackPainBot.Knowledge;

/// <summary>The articles as they were at one moment, ready to be asked; safe to use from many threads.</summary>
public sealed class KnowledgeIndex : IDisposable
{
  private KnowledgeIndex()
  {
  }

  /// <summary>Names the content: the same articles and synonyms give the same 16 hex digits.</summary>
  public string Hash { get; } = "";

  public int ArticleCount { get; }

  public int PassageCount { get; }

  /// <summary>How long reading and indexing took.</summary>
  public TimeSpan BuiltIn { get; }

  /// <summary>What the owner should mend, by file and line.</summary>
  public IReadOnlyList<KnowledgeProblem> Problems { get; } = [];

  /// <summary>All passages, article by article.</summary>
  public IEnumerable<Passage> Passages => throw new NotSupportedException($"{this}");

  /// <summary>Finds what answers a question; never throws on any text.</summary>
  public SearchResult Search(Question question) => throw new NotSupportedException($"{this}{question}");

  /// <summary>Finds as <see cref="Search"/> does and says how it came to its result.</summary>
  public SearchExplanation Explain(Question question) => throw new NotSupportedException($"{this}{question}");

  /// <summary>The passage with this id; null when there is none (any more).</summary>
  public Passage? Find(string id) => throw new NotSupportedException($"{this}{id}");

  public void Dispose()
  {
  }
}
