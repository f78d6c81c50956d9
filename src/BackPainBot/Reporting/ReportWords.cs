using System.Globalization;

namespace BackPainBot.Reporting;

/// <summary>The report's sentences, the same on a terminal and on the page.</summary>
internal static class ReportWords
{
    public const string DailyTitle = "Day by day";
    public const string PlotNote = "questions a day; what is withheld is not drawn.";
    public const string MissedTitle = "Not found in the articles";
    public const string ClosestTitle = "Only the closest passage found";
    public const string ShownTitle = "Passages shown, and at least how often";
    public const string NoneShown = "None was shown often enough to be told.";
    public const string NeverShownTitle = "Passages never shown";
    public const string AllShown = "None: each was shown.";
    public const string EditTitle = "What the proposed edit would change";

    public static string Day(DateOnly day) => day.ToString("ddd d MMM", CultureInfo.InvariantCulture);

    public static string Nothing(DateOnly since) => string.Create(CultureInfo.InvariantCulture, $"Nothing recorded yet since {since:d MMMM yyyy}.");

    public static string Title(OwnersReport report) => string.Create(CultureInfo.InvariantCulture, $"What people asked, {report.From:d MMMM yyyy} to {report.To:d MMMM yyyy}");

    public static string Plot(DailyTable table) =>
        $"Questions a day from {Day(table.Days[0])} to {Day(table.Days[^1])}: together {table.Answered.Total} answered, {table.Closest.Total} closest and {table.Missed.Total} missed. The table below holds each day.";

    /// <param name="dash">How a withheld count looks.</param>
    public static string Privacy(OwnersReport report, string dash) =>
        $"Nothing here is about fewer than {report.SmallestGroup} people; each conversation counts as a person. A {dash} stands for a smaller count (none included) "
        + $"or for one that would give a smaller one away. 12+ is 12 and what the {dash} beside it stand for.";

    public static string Advice(OpenGroup group) => group.Advice switch
    {
        Reporting.Advice.AnsweredByNow => "Mended by now: most of these are answered today, with",
        Reporting.Advice.AddWording => "If this passage answers them, paste the line below it; if not, a passage is missing:",
        _ => string.Concat(
            "No passage covers this",
            group.Unknown.Count > 0 ? $": the articles do not mention {string.Join(", ", group.Unknown.Select(word => $"\"{word}\""))}." : ".",
            group.Nearest is null ? "" : " The nearest is"),
    };

    public static string LeftOut(OpenQuestions questions, int smallest) => (questions.Groups.Count, questions.LeftOut) switch
    {
        (0, { Told: 0 }) => "None, or too few to be told.",
        (0, { Told: var told }) => $"{told} questions, but no group of at least {smallest} people who asked alike.",
        (_, { Told: 0 }) => "No question is left out.",
        (_, { Told: var told }) => $"{told} further questions are left out: fewer than {smallest} people asked alike.",
    };

    public static string Edit(ProposedEdit edit) => (edit.Changes.Count, edit.LeftOut) switch
    {
        (0, { Told: 0, IsWhole: true }) => $"{edit.Asked} questions asked again: every answer stays as it is.",
        (0, { IsWhole: false }) => $"{edit.Asked} questions asked again: a few answers differ, too few to be told.",
        (0, { Told: var told }) => $"{edit.Asked} questions asked again: {told} answers differ, in groups too small to be told or with a safety notice.",
        (_, { Told: 0 }) => $"{edit.Asked} questions asked again: the answers below differ.",
        (_, { Told: var told }) => $"{edit.Asked} questions asked again: the answers below differ, and those to {told} questions in groups too small to be told or that would get a safety notice.",
    };
}
