using System.CommandLine;
using BackPainBot.Dialog;
using BackPainBot.Teams;

namespace BackPainBot.Commands;

/// <summary><c>teams-package --app-id ... --domain bot.example.org --out bot.zip</c>: what is uploaded to add the bot to Teams.</summary>
internal static class TeamsPackageCommand
{
    public static Command Create()
    {
        var appId = new Option<string>("--app-id") { Description = "The app id of the bot's registration.", HelpName = "GUID", Required = true };
        var domain = new Option<string>("--domain") { Description = "The host that serves the bot, such as bot.example.org.", HelpName = "HOST", Required = true };
        var file = new Option<string>("--out") { Description = "The package to write.", HelpName = "FILE", Required = true };
        var knowledge = SharedOptions.Knowledge();
        var command = new Command("teams-package", "Writes the package that adds the bot to Microsoft Teams; names and texts come from script.yaml.") { appId, domain, file, knowledge };
        command.SetAction(arguments => Write(
            arguments.GetRequiredValue(appId),
            arguments.GetRequiredValue(domain),
            arguments.GetRequiredValue(file),
            KnowledgeFolder.Find(arguments.GetValue(knowledge)),
            Console.Out));
        return command;
    }

    internal static int Write(string appId, string domain, string file, string folder, TextWriter output)
    {
        if (!Guid.TryParseExact(appId, "D", out var id) || id == Guid.Empty)
        {
            throw new UsageException($"--app-id \"{appId}\" is no app id; give the one of the bot's registration, which looks like 1d2c3b4a-5e6f-4a7b-8c9d-0e1f2a3b4c5d.");
        }

        if (domain.Length > 253 || !domain.Contains('.', StringComparison.Ordinal) || Uri.CheckHostName(domain) != UriHostNameType.Dns || domain.EndsWith('.'))
        {
            throw new UsageException($"--domain \"{domain}\" is no host name; give the public host of the bot alone, such as bot.example.org, without https://, port or path.");
        }

        var package = new TeamsPackage(ScriptReader.Read(Path.Combine(folder, "script.yaml")), id, domain);
        var path = Path.GetFullPath(file);
        try
        {
            using var zip = File.Create(path);
            package.Write(zip);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--out {path} cannot be written; name a file in a folder that exists and is writable.");
        }

        output.WriteLine($"{path}: upload it in Teams under Apps > Manage your apps > Upload an app.");
        return 0;
    }
}
