using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using BackPainBot.Dialog;
using BackPainBot.Evaluation;
using BackPainBot.Knowledge;
using BackPainBot.Safety;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace BackPainBot.Commands;

/// <summary><c>evaluate --questions FILE</c>: puts judged questions to the real dialog and says how well it did.</summary>
internal static class EvaluateCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var questions = new Option<FileInfo>("--questions") { Description = "Judged questions, tab separated with a header.", Required = true, HelpName = "FILE" };
        var knowledge = SharedOptions.Knowledge();
        var half = new Option<QuestionHalf?>("--half") { Description = "Only the half to tune on, or only the half to look at in the end." };
        var results = new Option<FileInfo?>("--out") { Description = "Where to write one JSON object a row.", HelpName = "results.jsonl" };
        var baseline = new Option<FileInfo?>("--baseline") { Description = "An earlier --out file: lists the rows that changed.", HelpName = "OLD.jsonl" };
        var minimum = Limits("--min", "Exit code 1 when a figure is lower, as in --min hit@1=0.70; may be given several times.");
        var maximum = Limits("--max", "Exit code 1 when a figure is higher, as in --max false-alarms=0.05; may be given several times.");
        var command = new Command("evaluate", "Measures the bot on judged questions.") { questions, knowledge, half, results, baseline, minimum, maximum };
        command.SetAction(arguments =>
        {
            var rows = Judge(arguments.GetRequiredValue(questions), KnowledgeFolder.Find(arguments.GetValue(knowledge)), arguments.GetValue(half));
            var before = arguments.GetValue(baseline) is { } old ? ReadResults(old) : null;
            if (arguments.GetValue(results) is { } file)
            {
                File.WriteAllLines(file.FullName, rows.Select(row => JsonSerializer.Serialize(row.Result, Json)));
            }

            Report(rows, before);
            return Broken(Figure.Of(rows), arguments.GetValue(minimum) ?? [], arguments.GetValue(maximum) ?? []);
        });
        return command;
    }

    private static Option<string[]> Limits(string name, string description) => new(name) { Description = description, HelpName = "FIGURE=VALUE" };

    private static List<Judgement> Judge(FileInfo questions, string folder, QuestionHalf? half)
    {
        if (!questions.Exists)
        {
            throw new UsageException($"{questions.FullName} does not exist; name a file of judged questions with --questions.");
        }

        using var articles = KnowledgeBase.Open(new KnowledgeOptions { Folder = folder }, NullLogger<KnowledgeBase>.Instance);
        var script = ScriptReader.Read(Path.Combine(folder, "script.yaml"));
        var dialog = new BackPainDialog(script, LearnedTalk.Load(folder, script), SharedOptions.Safety(folder), new DialogOptions());
        return [.. JudgedQuestion.Read(questions.FullName).Where(row => half is null || row.Half == half).Select(row => Judgement.Of(row, dialog, articles.Current))];
    }

    private static Dictionary<string, JudgedResult> ReadResults(FileInfo file)
    {
        try
        {
            return File.ReadLines(file.FullName).Select(line => JsonSerializer.Deserialize<JudgedResult>(line, Json)!).ToDictionary(result => result.Id);
        }
        catch (Exception wrong) when (wrong is IOException or JsonException or ArgumentException)
        {
            throw new UsageException($"{file.FullName} cannot be read as an earlier result; name a file that --out has written.");
        }
    }

    private static void Report(List<Judgement> rows, Dictionary<string, JudgedResult>? before)
    {
        AnsiConsole.Write(Table($"{rows.Count} questions", Figure.Of(rows)));
        foreach (var style in rows.GroupBy(row => row.Question.Style).Where(style => style.Key.Length > 0).OrderBy(style => style.Key, StringComparer.Ordinal))
        {
            AnsiConsole.Write(Table($"{style.Key}, {style.Count()} questions", Figure.Of([.. style])));
        }

        if (before is null)
        {
            return;
        }

        foreach (var row in rows)
        {
            if (before.TryGetValue(row.Question.Id, out var old) && Summary(old) is var was && Summary(row.Result) is var now && was != now)
            {
                AnsiConsole.WriteLine($"{row.Question.Id}  {was}  ->  {now}  {row.Question.Question}");
            }
        }
    }

    /// <summary>What a person would see change: the outcome, the level and the first passage.</summary>
    private static string Summary(JudgedResult result) =>
        $"{result.Outcome}{(result.Level == "none" ? "" : $" {result.Level}")} {(result.Shown.Count > 0 ? result.Shown : [.. result.Ranked.Take(1).Select(one => new ShownPassage(one.Id, one.Text))]).Select(one => one.Id).FirstOrDefault("-")}";

    private static Table Table(string title, IReadOnlyList<Figure> figures)
    {
        var table = new Table { Title = new TableTitle(Markup.Escape(title)), Border = TableBorder.Simple };
        table.AddColumns("figure", "value", "95 % interval", "rows");
        foreach (var figure in figures)
        {
            var (low, high) = figure.Interval;
            table.AddRow(figure.Name, Percent(figure.Value), $"{Percent(low)} to {Percent(high)}", figure.Count.ToString(CultureInfo.InvariantCulture));
        }

        return table;
    }

    private static string Percent(double value) => value.ToString("P1", CultureInfo.InvariantCulture);

    private static int Broken(IReadOnlyList<Figure> figures, string[] minimum, string[] maximum)
    {
        var broken = minimum.Select(limit => (limit, Sign: 1)).Concat(maximum.Select(limit => (limit, Sign: -1))).Where(one =>
        {
            var (name, value) = one.limit.Split('=') is [var left, var right] && double.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? (left, number)
                : throw new UsageException($"\"{one.limit}\" is no limit; write it as hit@1=0.70.");
            var figure = figures.FirstOrDefault(figure => figure.Name == name)
                ?? throw new UsageException($"No row is judged for the figure \"{name}\"; the figures are {string.Join(", ", figures.Select(figure => figure.Name))}.");
            return one.Sign * (figure.Value - value) < 0;
        }).Select(one => one.limit).ToList();
        broken.ForEach(limit => AnsiConsole.WriteLine($"Not met: {limit}"));
        return broken.Count == 0 ? 0 : 1;
    }
}
