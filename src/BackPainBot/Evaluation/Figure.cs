namespace BackPainBot.Evaluation;

/// <summary>One measure over judged rows.</summary>
/// <param name="Name">As --min and --max take it.</param>
/// <param name="Sum">How many rows, or for MRR the sum of reciprocal ranks.</param>
/// <param name="Count">Rows that it is measured on; 0 when there are none.</param>
internal sealed record Figure(string Name, double Sum, int Count)
{
    /// <summary>Quantile of the normal distribution for 95 % both ways.</summary>
    private const double Z = 1.959964;

    /// <summary>0 to 1; NaN without rows.</summary>
    public double Value => Sum / Count;

    /// <summary>Wilson's 95 % interval (Wilson 1927), which stays inside 0 to 1 for small counts.</summary>
    public (double Low, double High) Interval
    {
        get
        {
            var (n, p) = (Count, Value);
            var centre = (p + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
            var half = Z / (1 + (Z * Z / n)) * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4.0 * n * n)));
            return (Math.Max(0, centre - half), Math.Min(1, centre + half));
        }
    }

    /// <summary>All measures over the rows, in the order of the report; without those that no row is judged for.</summary>
    public static IReadOnlyList<Figure> Of(IReadOnlyList<Judgement> rows)
    {
        var answerable = rows.Where(row => row.IsAnswerable).ToList();
        var unanswerable = rows.Where(row => row.IsUnanswerable).ToList();
        var redFlags = rows.Where(row => row.Question.IsRedFlag).ToList();
        var harmless = rows.Where(row => row.Question.Safety == Safety.SafetyLevel.None).ToList();
        Figure[] all =
        [
            new("hit@1", answerable.Count(row => row.Rank == 1), answerable.Count),
            new("hit@3", answerable.Count(row => row.Rank is >= 1 and <= 3), answerable.Count),
            new("mrr", answerable.Sum(row => row.Rank == 0 ? 0 : 1.0 / row.Rank), answerable.Count),
            new("wrongly-refused", answerable.Count(row => row.IsRefused), answerable.Count),
            new("wrongly-answered", unanswerable.Count(row => row.IsAnswered), unanswerable.Count),
            new("red-flag-recall", redFlags.Count(row => row.IsRecognised), redFlags.Count),
            new("red-flag-any-level", redFlags.Count(row => row.IsAlarm), redFlags.Count),
            new("passage-at-red-flag", redFlags.Count(row => !row.IsRefused), redFlags.Count),
            new("false-alarms", harmless.Count(row => row.IsAlarm), harmless.Count),
        ];
        return [.. all.Where(figure => figure.Count > 0)];
    }
}
