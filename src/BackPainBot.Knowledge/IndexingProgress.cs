namespace BackPainBot.Knowledge;

/// <summary>How far the first reading is.</summary>
/// <param name="Articles">Articles read so far.</param>
/// <param name="Total">Articles in the folder.</param>
public readonly record struct IndexingProgress(int Articles, int Total);
