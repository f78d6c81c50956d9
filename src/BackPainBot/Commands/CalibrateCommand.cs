using System.CommandLine;
using System.Globalization;
using BackPainBot.Evaluation;
using BackPainBot.Knowledge;
using BackPainBot.Safety;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackPainBot.Commands;

/// <summary><c>calibrate --questions FILE</c>: fits what the bot dares to answer to judged questions and writes <c>decision.yaml</c>.</summary>
internal static class CalibrateCommand
{
    /// <summary>Fewer of either would say nothing about shares of a few per cent.</summary>
    private const int FewestQuestions = 50;

    public static Command Create()
    {
        var questions = new Option<FileInfo>("--questions") { Description = "Judged questions, tab separated with a header.", Required = true, HelpName = "FILE" };
        var half = new Option<QuestionHalf?>("--half") { Description = "Only the half to tune on." };
        var features = new Option<FileInfo?>("--features") { Description = "Also writes each question's features, tab separated.", HelpName = "FILE" };
        var knowledge = SharedOptions.Knowledge();
        var command = new Command("calibrate", "Fits the decision between answer, closest and miss, and writes decision.yaml.") { questions, half, features, knowledge, RedFlags() };
        command.SetAction(arguments => Calibrate(
            arguments.GetRequiredValue(questions), arguments.GetValue(half), arguments.GetValue(features), KnowledgeFolder.Find(arguments.GetValue(knowledge)), Console.Out));
        return command;
    }

    /// <summary><c>calibrate red-flags</c>: prints what each choice of the limits under <c>likeness</c> in red-flags.yaml costs.</summary>
    private static Command RedFlags()
    {
        var results = new Option<FileInfo?>("--out") { Description = "Where to write each example's chance, tab separated.", HelpName = "FILE" };
        var knowledge = SharedOptions.Knowledge();
        var command = new Command("red-flags", "Says what the limits of the safety screen's likeness cost, on example messages that were not learned.") { results, knowledge };
        command.SetAction(arguments =>
        {
            var judged = SharedOptions.Safety(KnowledgeFolder.Find(arguments.GetValue(knowledge))).CrossValidate().ToList();
            if (arguments.GetValue(results) is { } file)
            {
                File.WriteAllLines(file.FullName, judged.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Example.Notice}\t{one.Rules.Finding.Notice}\t{one.Chances.Sign:0.000}\t{one.Chances.Gravest}\t{one.Example.Text}")));
            }

            RedFlagCalibration.Write(judged, Console.Out);
            return 0;
        });
        return command;
    }

    private static int Calibrate(FileInfo questions, QuestionHalf? half, FileInfo? features, string folder, TextWriter output)
    {
        if (!questions.Exists)
        {
            throw new UsageException($"{questions.FullName} does not exist; name a file of judged questions with --questions.");
        }

        using var articles = KnowledgeBase.Open(new KnowledgeOptions { Folder = folder }, NullLogger<KnowledgeBase>.Instance);
        var familiar = articles.Current.FamiliarityAmongExamples();
        var rows = (from row in JudgedQuestion.Read(questions.FullName)
                    where row is { Passages: not null, IsRedFlag: false } && (half is null || row.Half == half)
                    let known = articles.Current.Explain(new Question(row.Question, row.Previous)).Features
                    let decided = known with { Familiar = familiar.GetValueOrDefault(row.Question, known.Familiar) }
                    where decided.Known > 0
                    select (row.Id, Decided: new DecidedQuestion(decided, row.Passages is [_, ..]))).ToList();
        var decisions = rows.ConvertAll(row => row.Decided);
        if (decisions.Count(one => one.IsAnswerable) < FewestQuestions || decisions.Count(one => !one.IsAnswerable) < FewestQuestions)
        {
            throw new UsageException($"{questions.FullName} holds too few judged questions that the articles know a word of; at least {FewestQuestions} with and {FewestQuestions} without an answer are needed.");
        }

        var unseen = Calibration.CrossValidate(decisions);
        var model = Calibration.Fit(decisions, unseen);
        File.WriteAllText(Path.Combine(folder, "decision.yaml"), model.Write());
        if (features is not null)
        {
            File.WriteAllLines(features.FullName, rows.Select(row => string.Join('\t', [
                row.Id, row.Decided.IsAnswerable ? "1" : "0", row.Decided.Features.GivesKind ? "1" : "0",
                .. DecisionModel.Values(row.Decided.Features).Select(value => value.ToString("0.000", CultureInfo.InvariantCulture)),
                model.Chance(row.Decided.Features).ToString("0.000", CultureInfo.InvariantCulture)])));
        }

        output.Write(model.Write());
        var (good, none) = (unseen.Where(one => one.Question.IsAnswerable).ToList(), unseen.Where(one => !one.Question.IsAnswerable).ToList());
        bool IsAnswer((DecidedQuestion Question, double Chance) one) => one.Question.Features.GivesKind && one.Chance >= model.AnswerFrom;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            Cross-validated on {unseen.Count} questions that know a word of the articles:
              answerable:   {Share(good, IsAnswer):P1} answered, {Share(good, one => one.Chance < model.ClosestFrom):P1} refused
              unanswerable: {Share(none, IsAnswer):P1} answered, {Share(none, one => one.Chance < model.ClosestFrom):P1} refused
            """));
        return 0;
    }

    private static double Share<T>(List<T> rows, Func<T, bool> isSuch) => rows.Count(isSuch) / (double)rows.Count;
}
