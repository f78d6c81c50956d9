using System.CommandLine;
using BackPainBot.Dialog;
using BackPainBot.Knowledge;
using BackPainBot.Safety;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackPainBot.Commands;

/// <summary><c>check</c>: validates everything in the knowledge folder.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var knowledge = SharedOptions.Knowledge();
        var command = new Command("check", "Validates everything in the knowledge folder; exit code 1 when something must be mended.") { knowledge };
        command.SetAction(arguments => Check(KnowledgeFolder.Find(arguments.GetValue(knowledge)), Console.Out));
        return command;
    }

    internal static int Check(string folder, TextWriter output)
    {
        using var articles = KnowledgeBase.Open(new KnowledgeOptions { Folder = folder }, NullLogger<KnowledgeBase>.Instance);
        var problems = articles.Current.Problems.Concat(CheckScript(folder, articles.Current)).Concat(CheckRedFlags(folder)).ToList();
        foreach (var problem in problems)
        {
            output.WriteLine(problem.Severity == ProblemSeverity.Error ? problem.ToString() : $"{problem} (a hint)");
        }

        var errors = problems.Count(problem => problem.Severity == ProblemSeverity.Error);
        output.WriteLine($"{articles.Current.ArticleCount} articles, {articles.Current.PassageCount} passages: {(errors == 0 ? "nothing to mend" : $"{errors} to mend")}.");
        return errors == 0 ? 0 : 1;
    }

    private static IEnumerable<KnowledgeProblem> CheckScript(string folder, KnowledgeIndex articles)
    {
        try
        {
            var path = Path.Combine(folder, "script.yaml");
            var (script, lines) = (ScriptReader.Read(path), File.ReadAllLines(path));
            LearnedTalk.Load(folder, script);
            var proven = new TopicChips(script).For(articles).Select(topic => topic.Label).ToHashSet();
            return script.Topics.Where(topic => !proven.Contains(topic.Label)).Select(topic => new KnowledgeProblem(
                "script.yaml",
                Array.FindIndex(lines, line => line.Contains(topic.Label, StringComparison.Ordinal)) + 1,
                $"The topic \"{topic.Label}\" is not offered, because its question finds no answer.",
                "Word its question as the articles do, or take the topic out."));
        }
        catch (ScriptException wrong)
        {
            return wrong.Problems;
        }
    }

    private static IEnumerable<KnowledgeProblem> CheckRedFlags(string folder)
    {
        try
        {
            return SharedOptions.Safety(folder).CheckExamples().Select(problem =>
                new KnowledgeProblem(problem.File, problem.Line, problem.Message, "Correct the example, or the sign's wording."));
        }
        catch (RedFlagsException wrong)
        {
            return [new(wrong.File, wrong.Line, wrong.Message, "Correct the entry.")];
        }
    }
}
