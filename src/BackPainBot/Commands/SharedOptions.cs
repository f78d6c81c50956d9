using System.CommandLine;

namespace BackPainBot.Commands;

/// <summary>What several commands are told.</summary>
internal static class SharedOptions
{
    public static Option<string?> Knowledge() => new("--knowledge") { Description = "The knowledge folder; without it the one beside the program or above it.", HelpName = "DIR" };

    public static Option<string?> Data() => new("--data") { Description = "The folder of the bot's database; without it what Storage:Redis or Storage:Folder names.", HelpName = "DIR" };

    /// <summary>The settings that a bot started in the same place would have, without its command line.</summary>
    public static IConfiguration Settings() => new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build();
}
