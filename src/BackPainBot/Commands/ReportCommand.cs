using System.CommandLine;
using System.Globalization;
using System.Text;
using BackPainBot.Dialog;
using BackPainBot.Knowledge;
using BackPainBot.Reporting;
using BackPainBot.Safety;
using BackPainBot.Storage;

namespace BackPainBot.Commands;

/// <summary><c>report --days 7</c>: what people asked and what the articles lack, for the owner; <c>--try FOLDER</c>: what an edit would change.</summary>
internal static class ReportCommand
{
    /// <summary>As long as Storage:Retention may be.</summary>
    private const int MostDays = 3_650;

    public static Command Create()
    {
        var days = new Option<string>("--days") { Description = "So many days up to today, 1 to 3650.", HelpName = "N", DefaultValueFactory = _ => "7" };
        var page = new Option<string?>("--html") { Description = "Writes the report as one HTML page instead of to the terminal.", HelpName = "FILE" };
        var tried = new Option<string?>("--try") { Description = "Asks the recorded questions again with this knowledge folder and lists the answers that differ.", HelpName = "FOLDER" };
        var data = SharedOptions.Data();
        var knowledge = SharedOptions.Knowledge();
        var command = new Command("report", "Tells what people asked, what the articles lack and which passages are never shown.") { days, page, tried, data, knowledge };
        command.SetAction((arguments, cancellation) =>
        {
            if (arguments.UnmatchedTokens is [var unknown, ..])
            {
                throw new UsageException($"report does not know \"{unknown}\"; report --help lists its options.");
            }

            var wanted = new Wanted(Days(arguments.GetValue(days)), arguments.GetValue(page), arguments.GetValue(tried), arguments.GetValue(data), arguments.GetValue(knowledge));
            return ReportAsync(wanted, SharedOptions.Settings(), TimeProvider.System, Console.Out, cancellation);
        });
        return command;
    }

    internal static async Task<int> ReportAsync(Wanted wanted, IConfiguration settings, TimeProvider time, TextWriter output, CancellationToken cancellation)
    {
        var options = ReportOptions.Read(settings);
        var tried = wanted.Try is { } folder ? Tried(folder) : null;
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        DateOnly[] days = [.. Enumerable.Range(1 - wanted.Days, wanted.Days).Select(today.AddDays)];
        await using var archive = Archive.Open(wanted.Data, settings);
        var recorded = await archive.Conversations.RecordedAsync(days[0], cancellation);
        var report = recorded.IsEmpty ? null : Report(recorded, days, wanted.Knowledge, tried, settings, options.SmallestGroup);
        if (wanted.Page is { } page)
        {
            await WritePageAsync(Path.GetFullPath(page), report is null ? ReportPage.Nothing(days[0]) : ReportPage.Of(report), output);
        }
        else if (report is null)
        {
            await output.WriteLineAsync(ReportWords.Nothing(days[0]));
        }
        else
        {
            ReportText.Write(report, output);
        }

        return 0;
    }

    private static OwnersReport Report(RecordedTurns recorded, DateOnly[] days, string? knowledge, string? tried, IConfiguration settings, int smallest)
    {
        using var then = tried is null ? null : OpenTried(tried, settings);
        var folder = KnowledgeFolder.Find(knowledge ?? settings[$"{KnowledgeOptions.Section}:Folder"]);
        using var now = Replay.Open(folder, SharedOptions.Safety(folder), settings);
        return OwnersReport.Of(recorded, days, now, then, smallest);
    }

    internal static int Days(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MostDays
            ? days
            : throw new UsageException($"--days \"{text}\" is no number of days; give a whole number from 1 to {MostDays}.");

    private static string Tried(string folder) => Directory.Exists(folder)
        ? Path.GetFullPath(folder)
        : throw new UsageException($"--try {Path.GetFullPath(folder)} does not exist; name a copy of the knowledge folder with the edit in it.");

    private static Replay OpenTried(string folder, IConfiguration settings)
    {
        try
        {
            var replay = Replay.Open(folder, SharedOptions.Safety(folder), settings);
            if (replay.Articles.Problems.FirstOrDefault(problem => problem.Severity == ProblemSeverity.Error) is not { } error)
            {
                return replay;
            }

            // The article would be left out, and its answers would be reported as lost.
            replay.Dispose();
            throw new UsageException($"--try {folder} cannot be tried: {error}");
        }
        catch (Exception wrong) when (wrong is KnowledgeException or ScriptException or RedFlagsException)
        {
            throw new UsageException($"--try {folder} cannot be tried: {wrong.Message}");
        }
    }

    private static async Task WritePageAsync(string path, string html, TextWriter output)
    {
        try
        {
            await File.WriteAllTextAsync(path, html, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--html {path} cannot be written; name a file in a folder that exists and is writable.");
        }

        await output.WriteLineAsync($"{path}: open it in a browser.");
    }

    /// <param name="Page">Null for the terminal.</param>
    /// <param name="Try">Null for none.</param>
    /// <param name="Data">Null for what Storage:Redis or Storage:Folder names.</param>
    /// <param name="Knowledge">Null for the one of Knowledge:Folder, beside the program or above it.</param>
    internal sealed record Wanted(int Days, string? Page = null, string? Try = null, string? Data = null, string? Knowledge = null);
}
