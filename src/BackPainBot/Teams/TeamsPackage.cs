using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using BackPainBot.Dialog;

namespace BackPainBot.Teams;

/// <summary>The zip that adds the bot to Teams: manifest of schema 1.30 and two icons (item 60).</summary>
/// <param name="appId">The app id of the bot's registration.</param>
/// <param name="domain">The host that serves the bot.</param>
internal sealed class TeamsPackage(Script script, Guid appId, string domain)
{
    private const string SchemaVersion = "1.30", AppVersion = "1.0.0", Color = "color.png", Outline = "outline.png";

    /// <summary>Teams lists at most 12 commands; the first two are topics and help.</summary>
    private const int MostTopics = 10;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write(Stream output)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        using (var manifest = zip.CreateEntry("manifest.json").Open())
        {
            JsonSerializer.Serialize(manifest, Manifest(), Json);
        }

        foreach (var icon in new[] { Color, Outline })
        {
            using var image = typeof(TeamsPackage).Assembly.GetManifestResourceStream(typeof(TeamsPackage), icon)!;
            using var entry = zip.CreateEntry(icon).Open();
            image.CopyTo(entry);
        }
    }

    private Dictionary<string, object> Manifest()
    {
        var texts = script.Teams;
        string[] scopes = ["personal", "team", "groupChat"];
        return new()
        {
            ["$schema"] = $"https://developer.microsoft.com/json-schemas/teams/v{SchemaVersion}/MicrosoftTeams.schema.json",
            ["manifestVersion"] = SchemaVersion,
            ["version"] = AppVersion,
            ["id"] = appId,
            ["developer"] = new { name = texts.Developer, websiteUrl = texts.Website, privacyUrl = texts.Privacy, termsOfUseUrl = texts.TermsOfUse },
            ["name"] = new { @short = texts.Name, full = texts.FullName },
            ["description"] = new { @short = texts.Summary, full = texts.Description },
            ["icons"] = new { color = Color, outline = Outline },
            ["accentColor"] = "#0F6B6B",
            ["bots"] = new[]
            {
                new
                {
                    botId = appId,
                    scopes,
                    supportsFiles = false,
                    isNotificationOnly = false,
                    commandLists = new[] { new { scopes, commands = Commands() } },
                },
            },
            ["validDomains"] = new[] { domain },
        };
    }

    /// <summary>Each title is what Teams puts into the person's message, so the dialog must understand it.</summary>
    private IEnumerable<object> Commands() =>
    [
        new { title = script.Commands.Topics[0], description = script.Teams.Commands.Topics },
        new { title = script.Commands.Help[0], description = script.Teams.Commands.Help },
        .. script.Topics.Take(MostTopics).Select(topic => new { title = topic.Label, description = topic.Question }),
    ];
}
