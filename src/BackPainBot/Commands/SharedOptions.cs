using System.CommandLine;
using BackPainBot.Knowledge;
using BackPainBot.Safety;
using BackPainBot.Storage;

namespace BackPainBot.Commands;

/// <summary>What several commands are told.</summary>
internal static class SharedOptions
{
    public static Option<string?> Knowledge() => new("--knowledge") { Description = "The knowledge folder; without it the one beside the program or above it.", HelpName = "DIR" };

    public static Option<string?> Data() => new("--data") { Description = "The folder of the bot's database; without it what Storage:Redis or Storage:Folder names.", HelpName = "DIR" };

    /// <summary>The safety screen of a knowledge folder. Where a bot that was started in the same place keeps what it learned, the two share it; where there is none, no folder is made.</summary>
    public static SafetyScreen Safety(string folder)
    {
        var settings = Settings();
        var cache = settings[$"{KnowledgeOptions.Section}:{nameof(KnowledgeOptions.CacheFolder)}"]
            ?? StorageOptions.CacheFolderIn(settings[$"{StorageOptions.Section}:{nameof(StorageOptions.Folder)}"] ?? new StorageOptions().Folder);
        return SafetyScreen.Load(folder, Directory.Exists(cache) ? cache : null);
    }

    /// <summary>The settings that a bot started in the same place would have, without its command line.</summary>
    public static IConfiguration Settings() => new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build();
}
