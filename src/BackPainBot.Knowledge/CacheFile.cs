using System.Security.Cryptography;
using System.Text;

namespace BackPainBot.Knowledge;

/// <summary>Something that takes time to make, kept in a file for the next start. The file may be deleted at any time.</summary>
/// <remarks>It begins with the SHA-256 of all that follows, so a torn or damaged one is known and not used. It is written beside and moved into place in one step: another
/// process reads the old one or the new one, and of two that write the last one stays.</remarks>
/// <param name="path">Folders that are missing are made when it is written.</param>
/// <param name="key">All that the content depends on. A file with another key is not taken over.</param>
public sealed class CacheFile(string path, string key)
{
    private const int BufferSize = 1 << 16;

    /// <summary>Null when there is none that fits.</summary>
    public T? Read<T>(Func<BinaryReader, T> content)
        where T : class
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize);
            var expected = new byte[SHA256.HashSizeInBytes];
            file.ReadExactly(expected);
            if (!SHA256.HashData(file).AsSpan().SequenceEqual(expected)) return null;
            file.Position = expected.Length;
            using var reader = new BinaryReader(file, Encoding.UTF8);
            return reader.ReadString() == key ? content(reader) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <returns>False when the folder cannot be written, or another process is just doing so.</returns>
    public bool Write(Action<BinaryWriter> content)
    {
        var own = $"{path}.{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using (var file = new FileStream(own, FileMode.Create, FileAccess.ReadWrite, FileShare.None, BufferSize))
            {
                file.Position = SHA256.HashSizeInBytes;
                using (var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true))
                {
                    writer.Write(key);
                    content(writer);
                }

                file.Position = SHA256.HashSizeInBytes;
                var hash = SHA256.HashData(file);
                file.Position = 0;
                file.Write(hash);
            }

            File.Move(own, path, overwrite: true);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
