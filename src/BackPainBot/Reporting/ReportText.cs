using System.Globalization;
using BackPainBot.Knowledge;

namespace BackPainBot.Reporting;

/// <summary>The report in plain columns.</summary>
internal static class ReportText
{
    public static void Write(OwnersReport report, TextWriter output)
    {
        foreach (var line in Lines(report))
        {
            output.WriteLine(line);
        }
    }

    private static IEnumerable<string> Lines(OwnersReport report) =>
        [
            .. Head(report),
            "",
            .. Daily(report.Daily),
            "",
            .. Open(ReportWords.MissedTitle, report.Missed, report.SmallestGroup),
            "",
            .. Open(ReportWords.ClosestTitle, report.Closest, report.SmallestGroup),
            "",
            .. Passages(report.Passages),
            .. report.Edit is { } edit ? Edit(edit).Prepend("") : [],
        ];

    private static IEnumerable<string> Head(OwnersReport report) =>
        Columns.Wrap(ReportWords.Title(report)).Append("").Concat(Columns.Wrap(ReportWords.Privacy(report, Tally.Withheld.ToString())));

    private static IEnumerable<string> Daily(DailyTable table)
    {
        var widths = table.Columns.Select(column => Math.Max(10, column.Name.Length + 3));
        string Row(string day, IEnumerable<string> cells) => $"{day,-12}{string.Concat(cells.Zip(widths, (cell, width) => cell.PadLeft(width)))}";
        yield return Row("Day (UTC)", table.Columns.Select(column => column.Name));
        foreach (var (index, day) in table.Days.Index())
        {
            yield return Row(ReportWords.Day(day), table.Columns.Select(column => column.Counts.Days[index].ToString()));
        }

        yield return Row("Together", table.Columns.Select(column => column.Counts.Total.ToString()));
    }

    private static IEnumerable<string> Open(string title, OpenQuestions questions, int smallest)
    {
        yield return title;
        foreach (var (index, group) in questions.Groups.Index())
        {
            yield return "";
            foreach (var line in Columns.Wrap($"{string.Join(", ", group.Subjects)} - {group.Questions} questions", $"{index + 1,3}. ", "     ")
                .Concat(group.Wordings.SelectMany(wording => Columns.Wrap($"\"{wording}\"", "     ", "       ")))
                .Concat(Columns.Wrap(ReportWords.Advice(group), "     "))
                .Concat(group.Nearest is { } nearest ? Quote(nearest) : [])
                .Concat(group.Advice == Advice.AddWording ? Columns.Wrap(group.AskComment, "       ") : []))
            {
                yield return line;
            }
        }

        yield return "";
        foreach (var line in Columns.Wrap(ReportWords.LeftOut(questions, smallest)))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Passages(PassageUse use) =>
    [
        ReportWords.ShownTitle,
        .. use.Shown.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.AtLeast,8}+  {Columns.Excerpt(one.Passage.Text, 88)}")).DefaultIfEmpty($"  {ReportWords.NoneShown}"),
        "",
        ReportWords.NeverShownTitle,
        .. use.NeverShown.Select(passage => $"  {Columns.Excerpt($"{passage.Article.File}:{passage.Line}  {passage.Text}", 96)}").DefaultIfEmpty($"  {ReportWords.AllShown}"),
    ];

    private static IEnumerable<string> Edit(ProposedEdit edit)
    {
        yield return ReportWords.EditTitle;
        foreach (var line in Columns.Wrap(ReportWords.Edit(edit)))
        {
            yield return line;
        }

        foreach (var (index, change) in edit.Changes.Index())
        {
            yield return "";
            foreach (var line in Columns.Wrap($"\"{change.Wording}\" - {change.Questions} questions", $"{index + 1,3}. ", "     ").Concat(Answer("   ", change.Before)).Concat(Answer("-> ", change.After)))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Answer(string sign, OneAnswer answer) =>
        answer.Shown.SelectMany(Quote).Prepend($"  {sign}{answer.Outcome}");

    private static IEnumerable<string> Quote(Passage passage) =>
        [$"       {Columns.Excerpt($"{passage.Article.File}:{passage.Line}", 93)}", $"       {Columns.Excerpt(passage.Text, 93)}"];
}
