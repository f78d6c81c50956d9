using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using BackPainBot.Knowledge.Reading;

namespace BackPainBot.Knowledge.Indexing;

/// <summary>An index as it was kept, with the files that it was made from.</summary>
internal sealed record CachedIndex(MemoryDirectory Directory, Dictionary<string, ShelvedFile> Files);

/// <summary>Keeps the index of a knowledge folder in one file, so that the next start reads only what changed since.</summary>
/// <remarks>The file begins with the SHA-256 of all that follows, so a torn or damaged one is known and not used. It is written beside and moved into place in one step:
/// another process reads the old one or the new one, and of two that write the last one stays. Synonyms and decision are no part of it, as they are applied to questions.</remarks>
internal sealed partial class IndexCache
{
    /// <summary>Another program may cut words or read articles in another way: its index is not taken over.</summary>
    private readonly string _key;

    private readonly string _file;

    /// <param name="cacheFolder">May lie anywhere, be shared by several knowledge folders, and be deleted at any time.</param>
    public IndexCache(string cacheFolder, KnowledgeFolder knowledge, KnowledgeOptions options)
    {
        _file = Path.Combine(Path.GetFullPath(cacheFolder), $"knowledge-{ContentHash.Of(knowledge.Root)}.index");
        _key = $"{typeof(IndexCache).Module.ModuleVersionId} {options.LongPassage}";
    }

    /// <summary>Null when there is none that this program could use.</summary>
    public CachedIndex? Read()
    {
        try
        {
            using var file = new FileStream(_file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1 << 16);
            var expected = new byte[SHA256.HashSizeInBytes];
            file.ReadExactly(expected);
            if (!SHA256.HashData(file).AsSpan().SequenceEqual(expected)) return null;
            file.Position = expected.Length;
            using var reader = new BinaryReader(file);
            if (reader.ReadString() != _key) return null;
            var files = JsonSerializer.Deserialize(reader.ReadBytes(reader.ReadInt32()), Json.Default.DictionaryStringShelvedFile)!;
            var directory = new MemoryDirectory();
            for (var left = reader.ReadInt32(); left > 0; left--) directory.Add(reader.ReadString(), reader.ReadBytes(reader.ReadInt32()));
            return new(directory, files);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <returns>False when the folder cannot be written, or another process is just doing so.</returns>
    public bool Write(MemoryDirectory directory, Dictionary<string, ShelvedFile> files)
    {
        var own = $"{_file}.{Environment.ProcessId}";
        try
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
            using (var file = new FileStream(own, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16))
            {
                file.Position = SHA256.HashSizeInBytes;
                WriteContent(file, directory, files);
                file.Position = SHA256.HashSizeInBytes;
                var hash = SHA256.HashData(file);
                file.Position = 0;
                file.Write(hash);
            }

            File.Move(own, _file, overwrite: true);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void WriteContent(FileStream file, MemoryDirectory directory, Dictionary<string, ShelvedFile> files)
    {
        using var writer = new BinaryWriter(file, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(_key);
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
    }

    [JsonSerializable(typeof(Dictionary<string, ShelvedFile>))]
    private sealed partial class Json : JsonSerializerContext;
}
