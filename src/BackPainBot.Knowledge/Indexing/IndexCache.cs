using System.Text.Json;
using System.Text.Json.Serialization;
using BackPainBot.Knowledge.Reading;

namespace BackPainBot.Knowledge.Indexing;

/// <summary>An index as it was kept, with the files that it was made from.</summary>
internal sealed record CachedIndex(MemoryDirectory Directory, Dictionary<string, ShelvedFile> Files);

/// <summary>Keeps the index of a knowledge folder, so that the next start reads only what changed since. Synonyms and decision are no part of it, as they are applied to questions.</summary>
internal sealed partial class IndexCache
{
    private readonly CacheFile _file;

    /// <param name="cacheFolder">May lie anywhere and be shared by several knowledge folders.</param>
    public IndexCache(string cacheFolder, KnowledgeFolder knowledge, KnowledgeOptions options)
    {
        // Another program may cut words or read articles in another way: its index is not taken over.
        var key = $"{typeof(IndexCache).Module.ModuleVersionId} {options.LongPassage}";
        _file = new(Path.Combine(Path.GetFullPath(cacheFolder), $"knowledge-{ContentHash.Of(knowledge.Root)}.index"), key);
    }

    /// <summary>Null when there is none that this program could use.</summary>
    public CachedIndex? Read() => _file.Read(reader =>
    {
        var files = JsonSerializer.Deserialize(reader.ReadBytes(reader.ReadInt32()), Json.Default.DictionaryStringShelvedFile)!;
        var directory = new MemoryDirectory();
        for (var left = reader.ReadInt32(); left > 0; left--) directory.Add(reader.ReadString(), reader.ReadBytes(reader.ReadInt32()));
        return new CachedIndex(directory, files);
    });

    /// <returns>False when the folder cannot be written, or another process is just doing so.</returns>
    public bool Write(MemoryDirectory directory, Dictionary<string, ShelvedFile> files) => _file.Write(writer =>
    {
        var known = JsonSerializer.SerializeToUtf8Bytes(files, Json.Default.DictionaryStringShelvedFile);
        writer.Write(known.Length);
        writer.Write(known);
        var names = directory.ListAll();
        writer.Write(names.Length);
        foreach (var name in names)
        {
            var content = directory.ContentOf(name);
            writer.Write(name);
            writer.Write(content.Length);
            writer.Write(content);
        }
    });

    [JsonSerializable(typeof(Dictionary<string, ShelvedFile>))]
    private sealed partial class Json : JsonSerializerContext;
}
