using System.CommandLine;

namespace BackPainBot.Commands;

/// <summary>Options that several commands take.</summary>
internal static class SharedOptions
{
    public static Option<string?> Knowledge() => new("--knowledge") { Description = "The knowledge folder; without it the one beside the program or above it.", HelpName = "DIR" };

    public static Option<string?> Data() => new("--data") { Description = "The folder of the bot's database; without it the one of Storage:Folder.", HelpName = "DIR" };
}
