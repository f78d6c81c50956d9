using System.CommandLine;
using System.Globalization;
using BackPainBot.Knowledge;
using BackPainBot.Safety;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackPainBot.Commands;

/// <summary><c>ask "why do discs wear out"</c>: what the bot would find, for the owner at a terminal.</summary>
internal static class AskCommand
{
    public static Command Create()
    {
        var question = new Argument<string[]>("question") { Description = "The question, in quotes or not.", Arity = ArgumentArity.OneOrMore };
        var explain = new Option<bool>("--explain") { Description = "Also show the terms, fields and weights that made the score, and why the runner-up lost." };
        var knowledge = SharedOptions.Knowledge();
        var command = new Command("ask", "Prints the passages, scores and sources for a question.") { question, explain, knowledge };
        command.SetAction(arguments =>
            Ask(string.Join(' ', arguments.GetRequiredValue(question)), arguments.GetValue(explain), KnowledgeFolder.Find(arguments.GetValue(knowledge)), Console.Out));
        return command;
    }

    private static int Ask(string question, bool explain, string folder, TextWriter output)
    {
        using var articles = KnowledgeBase.Open(new KnowledgeOptions { Folder = folder }, NullLogger<KnowledgeBase>.Instance);
        var safety = SharedOptions.Safety(folder).Explain(question);
        if (safety.Finding.Notice != SafetyNotice.None)
        {
            output.WriteLine($"Safety: {safety.Finding.Notice} ({safety.Finding.SignId ?? (safety.Finding.Notice == SafetyNotice.WarningSigns ? "general question" : "reads like the examples")}). The bot shows the notice and no passage; without it the search would give:");
        }

        var explanation = articles.Current.Explain(new Question(question));
        var result = explanation.Result;
        output.WriteLine($"{result.Outcome} ({result.Reason})");
        foreach (var one in result.Outcome == SearchOutcome.Miss ? result.Ranked.Take(1) : result.Shown)
        {
            output.WriteLine();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{one.Score,8:0.000}  {string.Join(" › ", one.Passage.Headings.Prepend(one.Passage.Article.Title))}  ({one.Passage.Article.File}:{one.Passage.Line})"));
            output.WriteLine($"          {one.Passage.Text}");
            output.WriteLine($"          {one.Passage.Link.OriginalString}");
        }

        if (explain)
        {
            output.WriteLine();
            foreach (var line in explanation.Lines.Append(string.Create(CultureInfo.InvariantCulture, $"Safety: reads like an example with a sign: {safety.Likeness:0.00}")).Concat(safety.Considered.Select(sign => $"Safety: {sign.SignId} ({string.Join(", ", sign.Words)}) {sign.Suppressed ?? "counts"}")))
            {
                output.WriteLine(line);
            }
        }

        return 0;
    }
}
