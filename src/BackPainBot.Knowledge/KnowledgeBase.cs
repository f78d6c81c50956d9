using Microsoft.Extensions.Logging;

namespace BackPainBot.Knowledge;

/// <summary>The owner's folder, open: reads it, follows edits and always has an index to ask.</summary>
public sealed class KnowledgeBase : IDisposable
{
  private KnowledgeBase()
  {
  }

  /// <summary>The newest good index. One read of it gives one consistent state; take it once per question.</summary>
  public KnowledgeIndex Current => throw new NotSupportedException($"{this}");

  /// <summary>Raised after <see cref="Current"/> has changed.</summary>
#pragma warning disable CS0067
  public event Action<KnowledgeIndex>? Changed;
#pragma warning restore CS0067

  /// <summary>Reads the folder. Files with errors are left out and named in <see cref="KnowledgeIndex.Problems"/>.</summary>
  /// <param name="progress">Told during the first reading; null when nobody looks.</param>
  /// <exception cref="KnowledgeException">The folder is missing or unreadable.</exception>
  public static KnowledgeBase Open(KnowledgeOptions options, ILogger<KnowledgeBase> logger, TimeProvider? time = null, IProgress<IndexingProgress>? progress = null) =>
    throw new NotSupportedException($"{options}{logger}{time}{progress}");

  /// <summary>Follows edits from now on: each is live at most 5 seconds after the last save, in one step; a bad edit leaves the last good content of its file.</summary>
  public void Watch() => throw new NotSupportedException($"{this}");

  public void Dispose()
  {
  }
}

/// <summary>How far the first reading is.</summary>
/// <param name="Articles">Articles read so far.</param>
/// <param name="Total">Articles in the folder.</param>
public readonly record struct IndexingProgress(int Articles, int Total);
