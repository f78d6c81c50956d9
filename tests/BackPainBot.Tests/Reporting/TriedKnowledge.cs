namespace BackPainBot.Tests.Reporting;

/// <summary>A copy of the shipped knowledge folder, to edit. There is one at a time, always in the same place, so that its example messages are learned once.</summary>
internal sealed class TriedKnowledge : IDisposable
{
    /// <summary>A passage that answers what the recorded week asks in vain.</summary>
    public const string Mattress = "A mattress that is neither soft nor hard suits most backs with pain.\n<!-- ask: best mattress for back pain | which mattress is best for a bad back | what mattress is good for the back | mattress for a sore back | what mattress should I buy -->";

    public TriedKnowledge()
    {
        Assert.False(Directory.Exists(Folder), "Another edit is being tried.");
        var shipped = KnowledgeFolder.Find(null);
        foreach (var file in Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Folder, Path.GetRelativePath(shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"backpainbot-tests-tried-{Environment.ProcessId}");

    private string Article => Directory.EnumerateFiles(Path.Combine(Folder, "articles")).Single();

    public TriedKnowledge Append(string markdown)
    {
        File.AppendAllText(Article, $"\n\n{markdown}\n");
        return this;
    }

    public TriedKnowledge Replace(string file, string old, string now)
    {
        var path = Path.Combine(Folder, file);
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, now, StringComparison.Ordinal));
        return this;
    }

    public TriedKnowledge Delete(string file)
    {
        File.Delete(Path.Combine(Folder, file));
        return this;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
