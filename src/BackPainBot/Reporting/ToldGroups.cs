namespace BackPainBot.Reporting;

/// <summary>Groups that may be told, largest first, and what is left.</summary>
/// <param name="LeftOut">How many questions are in no group that may be told: none, or those of at least as many people as the smallest group; withheld when they are fewer.</param>
internal sealed record ToldGroups(IReadOnlyList<QuestionGroup> Groups, Tally LeftOut)
{
    /// <summary>Groups the questions. What is left of all of them is itself never the questions of too few people: the smallest groups join it until it is large enough.</summary>
    /// <param name="parts">No group goes across two of them.</param>
    /// <param name="unquotable">Further questions that are counted, but in no group.</param>
    public static ToldGroups Of(IEnumerable<IReadOnlyList<Replayed>> parts, IReadOnlyList<Replayed> unquotable, int smallest)
    {
        var (told, leftOut) = (new List<QuestionGroup>(), unquotable.ToList());
        foreach (var part in parts)
        {
            var groups = Similar.Group(part, smallest).Where(group => group.Subjects(smallest).Count > 0).ToList();
            told.AddRange(groups);
            var grouped = groups.SelectMany(group => group.Questions).ToHashSet<Replayed>(ReferenceEqualityComparer.Instance);
            leftOut.AddRange(part.Where(one => !grouped.Contains(one)));
        }

        told = [.. told.OrderByDescending(group => group.Questions.Count)];
        while (leftOut.Count > 0 && QuestionGroup.PeopleIn(leftOut) < smallest && told.Count > 0)
        {
            leftOut.AddRange(told[^1].Questions);
            told.RemoveAt(told.Count - 1);
        }

        return new(told, leftOut.Count > 0 && QuestionGroup.PeopleIn(leftOut) < smallest ? Tally.Withheld : new(leftOut.Count, true));
    }
}
