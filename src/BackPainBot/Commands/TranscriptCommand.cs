using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BackPainBot.BotFramework.Activities;

namespace BackPainBot.Commands;

/// <summary><c>transcript 3f2a...</c>: a conversation of the web chat as a file that the Emulator opens (item 74).</summary>
internal static class TranscriptCommand
{
    private static readonly JsonSerializerOptions Json = new(ActivityJson.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var conversation = new Argument<string>("conversation") { Description = "The conversation's id." };
        var file = new Option<string?>("--out") { Description = "The file to write; without it <conversation>.transcript.", HelpName = "FILE" };
        var data = SharedOptions.Data();
        var command = new Command("transcript", "Writes what was said in a web chat conversation as a .transcript file for the Emulator.") { conversation, file, data };
        command.SetAction((arguments, cancellation) =>
            WriteAsync(arguments.GetRequiredValue(conversation), arguments.GetValue(file), arguments.GetValue(data), SharedOptions.Settings(), Console.Out, cancellation));
        return command;
    }

    internal static async Task<int> WriteAsync(string conversation, string? file, string? data, IConfiguration settings, TextWriter output, CancellationToken cancellation)
    {
        await using var archive = Archive.Open(data, settings);
        var said = await archive.Chats.ReadAsync(conversation, after: 0, int.MaxValue, cancellation)
            ?? throw new UsageException($"There is no conversation \"{conversation}\" in {archive.Place}; it never was, or it is past its retention and forgotten.");

        var path = Path.GetFullPath(file ?? $"{conversation}.transcript");
        var json = JsonSerializer.Serialize<IReadOnlyList<Activity>>([.. said.Select(one => one.Activity)], Json);
        try
        {
            await File.WriteAllTextAsync(path, json, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be written; name a file in a folder that exists and is writable with --out.");
        }

        await output.WriteLineAsync($"{path}: {said.Count} activities.");
        return 0;
    }
}
