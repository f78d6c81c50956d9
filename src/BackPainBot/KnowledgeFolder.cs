using BackPainBot.Knowledge;

namespace BackPainBot;

/// <summary>Where the owner's knowledge folder lies.</summary>
internal static class KnowledgeFolder
{
    private const string Name = "knowledge";

    /// <summary>The folder that the setting names, from the working directory; without one, <c>knowledge</c> beside the program or in a folder above it.</summary>
    /// <exception cref="KnowledgeException">There is none.</exception>
    public static string Find(string? setting)
    {
        if (!string.IsNullOrWhiteSpace(setting))
        {
            var folder = Path.GetFullPath(setting);
            return Directory.Exists(folder)
                ? folder
                : throw new KnowledgeException($"The knowledge folder {folder} does not exist; correct Knowledge:Folder (--knowledge) or create the folder.");
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, Name);
            if (File.Exists(Path.Combine(candidate, "script.yaml")))
            {
                return candidate;
            }
        }

        throw new KnowledgeException($"No folder \"{Name}\" with a script.yaml was found beside the program or above it; name it with Knowledge:Folder (--knowledge).");
    }
}
