using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using BackPainBot.Commands;
using BackPainBot.Dialog;
using BackPainBot.Tests.Dialog;
using NJsonSchema;

namespace BackPainBot.Tests.Teams;

public sealed class TeamsPackageTests(TestBot bot) : IDisposable
{
    private const string AppId = "1d2c3b4a-5e6f-4a7b-8c9d-0e1f2a3b4c5d", Domain = "bot.example.org";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backpainbot-tests-");

    private string Zip => Path.Combine(_folder.FullName, "bot.zip");

    private int Write(string appId = AppId, string domain = Domain, string? file = null) =>
        TeamsPackageCommand.Write(appId, domain, file ?? Zip, KnowledgeFolder.Find(null), TextWriter.Null);

    private JsonElement Manifest()
    {
        Write();
        using var zip = ZipFile.OpenRead(Zip);
        using var manifest = zip.GetEntry("manifest.json")!.Open();
        return JsonDocument.Parse(manifest).RootElement.Clone();
    }

    private static async Task<IReadOnlyList<string>> ProblemsAsync(string manifest, [CallerFilePath] string here = "")
    {
        var schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(here)!, "MicrosoftTeams.schema.json"), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        return [.. schema.Validate(manifest).Select(problem => $"{problem.Path}: {problem.Kind}")];
    }

    [Fact, Trait("Item", "60")]
    public async Task The_manifest_meets_schema_1_30() => Assert.Empty(await ProblemsAsync(Manifest().GetRawText()));

    [Theory, Trait("Item", "60")]
    [InlineData(AppId, "no-guid")]
    [InlineData("groupChat", "everywhere")]
    [InlineData("\"accentColor\"", "\"accentColour\"")]
    public async Task The_schema_finds_what_is_wrong(string right, string wrong) =>
        Assert.NotEmpty(await ProblemsAsync(Manifest().GetRawText().Replace(right, wrong, StringComparison.Ordinal)));

    [Fact, Trait("Item", "60")]
    public void One_bot_serves_personal_chats_teams_and_group_chats_with_commands_that_the_dialog_understands()
    {
        var manifest = Manifest();
        var teamsBot = Assert.Single(manifest.GetProperty("bots").EnumerateArray());
        Assert.Equal("1.30", manifest.GetProperty("manifestVersion").GetString());
        Assert.Equal((AppId, AppId), (manifest.GetProperty("id").GetString(), teamsBot.GetProperty("botId").GetString()));
        Assert.Equal(["personal", "team", "groupChat"], teamsBot.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        Assert.Equal([Domain], manifest.GetProperty("validDomains").EnumerateArray().Select(domain => domain.GetString()));
        var commands = Assert.Single(teamsBot.GetProperty("commandLists").EnumerateArray()).GetProperty("commands").EnumerateArray().Select(command => command.GetProperty("title").GetString()!).ToList();
        Assert.InRange(commands.Count, 3, 12);
        Assert.All(commands, command => Assert.NotEqual(ReplyOutcome.Miss, bot.Dialog.Take(Conversation.New, new Utterance(command), bot.Knowledge.Current).Reply.Outcome));
    }

    [Theory, Trait("Item", "60")]
    [InlineData("color.png", 192)]
    [InlineData("outline.png", 32)]
    public void The_icons_are_PNGs_of_the_size_that_Teams_wants(string name, int size)
    {
        Write();
        using var zip = ZipFile.OpenRead(Zip);
        Assert.Equal(["manifest.json", "color.png", "outline.png"], zip.Entries.Select(entry => entry.FullName));
        var head = new byte[24];
        using var image = zip.GetEntry(name)!.Open();
        image.ReadExactly(head);
        Assert.Equal([0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n'], head[..8]);
        Assert.Equal((size, size), (BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(20))));
    }

    [Theory, Trait("Item", "60")]
    [InlineData("")]
    [InlineData("my-bot")]
    [InlineData("1d2c3b4a5e6f4a7b8c9d0e1f2a3b4c5d")]
    [InlineData("{1d2c3b4a-5e6f-4a7b-8c9d-0e1f2a3b4c5d}")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public void An_app_id_that_is_none_is_named(string appId) =>
        Assert.StartsWith($"--app-id \"{appId}\" is no app id;", Refusal(() => Write(appId: appId)), StringComparison.Ordinal);

    [Theory, Trait("Item", "60")]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData("https://bot.example.org")]
    [InlineData("bot.example.org/api/messages")]
    [InlineData("bot.example.org:3978")]
    [InlineData("bot.example.org.")]
    [InlineData("127.0.0.1")]
    [InlineData("*.example.org")]
    [InlineData("bot example.org")]
    public void A_domain_that_is_no_host_is_named(string domain) =>
        Assert.StartsWith($"--domain \"{domain}\" is no host name;", Refusal(() => Write(domain: domain)), StringComparison.Ordinal);

    [Fact, Trait("Item", "60")]
    public void A_file_that_cannot_be_written_is_named() =>
        Assert.Contains("cannot be written", Refusal(() => Write(file: Path.Combine(_folder.FullName, "nowhere", "bot.zip"))), StringComparison.Ordinal);

    [Theory, Trait("Item", "60")]
    [InlineData("name: Back pain answers # at", "name: Back pain answers for everybody everywhere # at", "Teams takes 1 to 30.")]
    [InlineData("privacy: http://", "privacy: ", "Give the page's address with http:// or https:// in front.")]
    public void Texts_of_the_script_that_Teams_would_refuse_are_named(string right, string wrong, string remedy)
    {
        var path = Path.Combine(_folder.FullName, "script.yaml");
        File.WriteAllText(path, File.ReadAllText(Path.Combine(KnowledgeFolder.Find(null), "script.yaml")).Replace(right, wrong, StringComparison.Ordinal));
        Assert.Equal(remedy, Assert.Single(Assert.Throws<ScriptException>(() => ScriptReader.Read(path)).Problems).Remedy);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Refusal(Action write)
    {
        var refusal = Assert.Throws<UsageException>(write).Message;
        Assert.DoesNotContain('\n', refusal);
        return refusal;
    }
}
