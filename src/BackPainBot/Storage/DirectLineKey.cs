using System.Security.Cryptography;

namespace BackPainBot.Storage;

/// <summary>The key that signs Direct Line tokens, made once and kept with the conversations, so that open chats outlive a restart and are at home on every node.</summary>
internal static class DirectLineKey
{
    private const string FileName = "directline.key", RedisKey = "backpainbot:directline-key";

    /// <summary>The key that all nodes share.</summary>
    /// <exception cref="StorageException">Redis cannot be used.</exception>
    public static string ReadOrCreate(RedisDatabase database) => database.GetOrAdd(RedisKey, New());

    /// <exception cref="StorageException">The folder cannot be used.</exception>
    public static string ReadOrCreate(string folder)
    {
        var path = Path.GetFullPath(Path.Combine(folder, FileName));
        try
        {
            Directory.CreateDirectory(folder);
            Create(path);
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The key {path} cannot be read or made; make the folder writable, choose another with Storage:Folder, or set DirectLine:TokenKey.", fault);
        }
    }

    /// <summary>Moved into place whole, so that of two processes starting at once both read the same key.</summary>
    private static void Create(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(draft, options))
        {
            writer.Write(New());
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static string New() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(48));
}
