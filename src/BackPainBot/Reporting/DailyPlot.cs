using System.Globalization;
using System.Xml.Linq;

namespace BackPainBot.Reporting;

/// <summary>The days as columns of answered, closest and missed questions. Its table beside it holds the same numbers.</summary>
internal static class DailyPlot
{
    private const double Width = 760, Height = 240, Left = 40, Bottom = 28, Top = 12;

    /// <summary>Labels below the columns; more would run into each other.</summary>
    private const int MostLabels = 10;

    private static readonly double[] Steps = [1, 2, 5, 10];

    /// <summary>The parts of a column from below, by their CSS classes.</summary>
    private static readonly string[] Looks = ["answered", "closest", "missed"];

    public static XElement Of(DailyTable table)
    {
        var parts = Looks.Zip([table.Answered, table.Closest, table.Missed], (look, counts) => (Look: look, Counts: counts)).ToList();
        var step = Step(Math.Max(1, table.Asked.Days.Max(day => day.Told)));
        var top = step * Math.Ceiling(Math.Max(1, table.Asked.Days.Max(day => day.Told)) / step);
        double Y(double count) => Height - Bottom - (count / top * (Height - Bottom - Top));
        var width = (Width - Left) / table.Days.Count;
        var every = (int)Math.Ceiling((double)table.Days.Count / MostLabels);
        return new XElement(
            "svg",
            new XAttribute("viewBox", Text($"0 0 {Width} {Height}")),
            new XAttribute("role", "img"),
            new XAttribute("aria-labelledby", "plot"),
            new XElement("title", new XAttribute("id", "plot"), ReportWords.Plot(table)),
            Hatch(),
            from line in Enumerable.Range(0, (int)(top / step) + 1)
            select new object[] { Line(Y(line * step)), Label(Left - 8, Y(line * step) + 4, "end", Text($"{line * step}")) },
            from day in table.Days.Index()
            let x = Left + (day.Index * width)
            select new object?[]
            {
                Stack(parts.Select(part => (part.Look, part.Counts.Days[day.Index].Told)), x + (width * 0.18), width * 0.64, Y),
                table.Asked.Days[day.Index] == Tally.Withheld ? Label(x + (width / 2), Y(0) - 4, "middle", "–") : null,
                day.Index % every == 0 ? Label(x + (width / 2), Height - 8, "middle", ReportWords.Day(day.Item)) : null,
            });
    }

    public static XElement Key() => new(
        "figcaption",
        Looks.Select(look => new XElement("span", new XAttribute("class", $"key {look}"), look)),
        ReportWords.PlotNote);

    /// <param name="share">0 to 1.</param>
    public static XElement Bar(double share) => new(
        "svg",
        new XAttribute("viewBox", "0 0 100 8"),
        new XAttribute("preserveAspectRatio", "none"),
        new XAttribute("aria-hidden", "true"),
        new XElement("rect", new XAttribute("class", "answered"), new XAttribute("width", Text($"{100 * share:0.#}")), new XAttribute("height", 8)));

    private static IEnumerable<XElement> Stack(IEnumerable<(string Look, int Count)> parts, double x, double width, Func<double, double> y)
    {
        var below = 0;
        foreach (var (look, count) in parts.Where(part => part.Count > 0))
        {
            yield return new(
                "rect",
                new XAttribute("class", look),
                new XAttribute("x", Text($"{x:0.#}")),
                new XAttribute("y", Text($"{y(below + count):0.#}")),
                new XAttribute("width", Text($"{width:0.#}")),
                new XAttribute("height", Text($"{y(below) - y(below + count):0.#}")));
            below += count;
        }
    }

    /// <summary>Missed ones are hatched, so that the plot is read without its colours, too.</summary>
    private static XElement Hatch() => new(
        "defs",
        new XElement(
            "pattern",
            new XAttribute("id", "hatch"),
            new XAttribute("width", 6),
            new XAttribute("height", 6),
            new XAttribute("patternUnits", "userSpaceOnUse"),
            new XAttribute("patternTransform", "rotate(45)"),
            new XElement("rect", new XAttribute("class", "paper"), new XAttribute("width", 6), new XAttribute("height", 6)),
            new XElement("rect", new XAttribute("class", "stripe"), new XAttribute("width", 3), new XAttribute("height", 6))));

    private static XElement Line(double y) => new(
        "line", new XAttribute("x1", Left), new XAttribute("x2", Width), new XAttribute("y1", Text($"{y:0.#}")), new XAttribute("y2", Text($"{y:0.#}")));

    private static XElement Label(double x, double y, string anchor, string text) =>
        new("text", new XAttribute("x", Text($"{x:0.#}")), new XAttribute("y", Text($"{y:0.#}")), new XAttribute("text-anchor", anchor), text);

    /// <summary>1, 2 or 5 times a power of ten, for three to six lines.</summary>
    private static double Step(double highest)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(highest / 3)));
        return Math.Max(1, Steps.Select(step => step * power).First(step => highest / step <= 6));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
