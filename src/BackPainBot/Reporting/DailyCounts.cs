namespace BackPainBot.Reporting;

/// <summary>One thing counted day by day, so that no count tells on fewer people than the smallest group, not even the difference between the total and the days.</summary>
internal sealed record DailyCounts(IReadOnlyList<Tally> Days, Tally Total)
{
    /// <param name="happened">Who and when, once for each time.</param>
    /// <param name="smallest">The fewest people that a count may be about.</param>
    public static DailyCounts Of(IEnumerable<(string Person, DateOnly Day)> happened, IReadOnlyList<DateOnly> days, int smallest)
    {
        var all = happened.ToLookup(one => one.Day, one => one.Person);
        int People(IEnumerable<DateOnly> some) => some.SelectMany(day => all[day]).Distinct().Count();
        if (People(days) < smallest)
        {
            return new([.. days.Select(_ => Tally.Withheld)], Tally.Withheld);
        }

        // The total minus the told days is what the withheld days come to. Further days join them, smallest first, until that is the sum of several days and people enough.
        var withheld = days.Where(day => People([day]) < smallest).ToHashSet();
        var tellable = new Queue<DateOnly>(days.Except(withheld).OrderBy(day => all[day].Count()).ThenBy(day => day));
        var anybody = People(withheld) > 0;
        while (anybody && (withheld.Count < 2 || People(withheld) < smallest) && tellable.TryDequeue(out var next))
        {
            withheld.Add(next);
        }

        return new(
            [.. days.Select(day => anybody && withheld.Contains(day) ? Tally.Withheld : new(all[day].Count(), true))],
            new(days.Sum(day => all[day].Count()), true));
    }
}
