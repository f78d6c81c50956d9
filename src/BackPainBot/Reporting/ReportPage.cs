using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using BackPainBot.Knowledge;
using BackPainBot.Web;

namespace BackPainBot.Reporting;

/// <summary>The report as one page that needs nothing else: no script, no further file, no request.</summary>
/// <remarks>Built as a tree of elements, so that every text is encoded whatever it holds.</remarks>
internal static class ReportPage
{
    private const string Dash = "–";

    private static readonly Lazy<Template> Page = new(() => new Template(Template.Read(typeof(ReportPage), "report.html")));

    public static string Of(OwnersReport report) => Write(
        ReportWords.Title(report),
        [
            Totals(report.Daily),
            new XElement("p", new XAttribute("class", "note"), ReportWords.Privacy(report, Dash)),
            Section("days", ReportWords.DailyTitle, Plot(report.Daily), Daily(report.Daily)),
            Section("missed", ReportWords.MissedTitle, Open(report.Missed, report.SmallestGroup)),
            Section("closest", ReportWords.ClosestTitle, Open(report.Closest, report.SmallestGroup)),
            Section("shown", ReportWords.ShownTitle, Shown(report.Passages)),
            Section("never", ReportWords.NeverShownTitle, NeverShown(report.Passages)),
            report.Edit is { } edit ? Section("edit", ReportWords.EditTitle, new XElement("p", ReportWords.Edit(edit)), List("cards", edit.Changes.Select(Changed))) : null,
        ]);

    public static string Nothing(DateOnly since) => Write(ReportWords.Nothing(since), []);

    private static string Write(string title, IEnumerable<XElement?> content) => Page.Value.Fill(name => name switch
    {
        "title" => new XText(title).ToString(),
        _ => string.Join('\n', content.Select(element => element?.ToString(SaveOptions.DisableFormatting))),
    });

    private static XElement Section(string id, string title, params object?[] content) =>
        new("section", new XElement("h2", new XAttribute("id", id), title), content);

    private static XElement Totals(DailyTable table) => new(
        "dl",
        new XAttribute("class", "totals"),
        table.Columns.Select(column => new XElement("div", new XElement("dt", column.Name), new XElement("dd", Number(column.Counts.Total)))));

    private static XElement Daily(DailyTable table) => Scrolling(ReportWords.DailyTitle, new XElement(
        "table",
        new XAttribute("class", "days"),
        new XElement("thead", Row("Day (UTC)", "col", table.Columns.Select(column => new XElement("th", new XAttribute("scope", "col"), column.Name)))),
        new XElement("tbody", table.Days.Index().Select(day =>
            Row(ReportWords.Day(day.Item), "row", table.Columns.Select(column => new XElement("td", Number(column.Counts.Days[day.Index])))))),
        new XElement("tfoot", Row("Together", "row", table.Columns.Select(column => new XElement("td", Number(column.Counts.Total)))))));

    private static XElement Row(string head, string scope, IEnumerable<XElement> cells) => new("tr", new XElement("th", new XAttribute("scope", scope), head), cells);

    private static object?[] Open(OpenQuestions questions, int smallest) =>
        [List("cards", questions.Groups.Select(Open)), new XElement("p", ReportWords.LeftOut(questions, smallest))];

    private static XElement Open(OpenGroup group) => new(
        "li",
        new XElement("h3", string.Join(", ", group.Subjects), new XElement("span", new XAttribute("class", "count"), $" {group.Questions} questions")),
        new XElement("ul", new XAttribute("class", "wordings"), group.Wordings.Select(wording => new XElement("li", wording))),
        new XElement("p", ReportWords.Advice(group)),
        group.Nearest is { } nearest ? Quote(nearest) : null,
        group.Advice == Advice.AddWording ? new XElement("pre", new XElement("code", group.AskComment)) : null);

    private static XElement Shown(PassageUse use) => use.Shown.Count == 0
        ? new("p", ReportWords.NoneShown)
        : Scrolling(ReportWords.ShownTitle, new XElement(
            "table",
            new XAttribute("class", "shown"),
            new XElement("thead", Row("Passage", "col", [new("th", new XAttribute("scope", "col"), new XAttribute("colspan", 2), "At least")])),
            new XElement("tbody", use.Shown.Select(one => Row(
                Columns.Excerpt(Clean(one.Passage.Text), 110),
                "row",
                [
                    new("td", one.AtLeast.ToString(CultureInfo.InvariantCulture)),
                    new("td", new XAttribute("class", "bar"), DailyPlot.Bar((double)one.AtLeast / use.Shown[0].AtLeast)),
                ])))));

    private static XElement NeverShown(PassageUse use) => use.NeverShown.Count == 0
        ? new("p", ReportWords.AllShown)
        : new("ul", new XAttribute("class", "never"), use.NeverShown.Select(passage => new XElement("li", Clean(passage.Text), " ", Place(passage))));

    private static XElement Changed(ChangedAnswer change) => new(
        "li",
        new XElement("h3", $"“{change.Wording}”", new XElement("span", new XAttribute("class", "count"), $" {change.Questions} questions")),
        new XElement("div", new XAttribute("class", "change"), Answer("Before", change.Before), Answer("After", change.After)));

    private static XElement Answer(string when, OneAnswer answer) => new("div", new XElement("p", new XElement("strong", $"{when}: "), answer.Outcome), answer.Shown.Select(Quote));

    private static XElement Quote(Passage passage) => new("blockquote", new XElement("p", Columns.Excerpt(Clean(passage.Text), 240)), new XElement("footer", Place(passage)));

    private static XElement Place(Passage passage)
    {
        var place = Clean($"{passage.Article.File}:{passage.Line}");
        return passage.Link.Scheme is "http" or "https" ? new("a", new XAttribute("href", passage.Link.AbsoluteUri), place) : new("span", place);
    }

    private static XElement? List(string look, IEnumerable<XElement> items) => items.ToList() is [_, ..] all ? new("ol", new XAttribute("class", look), all) : null;

    private static XElement Plot(DailyTable table) =>
        new("figure", Scrolling($"{ReportWords.DailyTitle}, plot", DailyPlot.Of(table)), DailyPlot.Key());

    /// <summary>Wider than a small screen, it scrolls alone and by keyboard.</summary>
    private static XElement Scrolling(string name, XElement wide) =>
        new("div", new XAttribute("class", "scrolls"), new XAttribute("role", "region"), new XAttribute("tabindex", 0), new XAttribute("aria-label", name), wide);

    private static string Number(Tally tally) => tally == Tally.Withheld ? Dash : tally.ToString();

    /// <summary>Without what no page may hold, such as control characters.</summary>
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value)));
}
