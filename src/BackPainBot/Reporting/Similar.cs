using BackPainBot.Knowledge;

namespace BackPainBot.Reporting;

/// <summary>Groups questions by what they are about: around the question that most people ask alike, then around the next of the rest.</summary>
internal static class Similar
{
    /// <summary>Cosine of the meanings' weights, 0 to 1; 0.5 is one of two equally rare subjects in common.</summary>
    private const double AlikeFrom = 0.5;

    /// <returns>The groups of at least so many people; the other questions are in none. The order of the questions does not matter.</returns>
    public static IReadOnlyList<QuestionGroup> Group(IEnumerable<Replayed> questions, int smallest)
    {
        // Questions about the same things are alike to begin with, which leaves few to compare.
        var open = questions.OrderBy(one => one.Text, StringComparer.Ordinal).GroupBy(Subjects).OrderBy(same => same.Key, StringComparer.Ordinal).Select(same => same.ToArray()).ToList();
        var alike = open.ToDictionary(one => one, one => open.Where(other => other == one || Likeness(one[0].Meanings, other[0].Meanings) >= AlikeFrom).ToHashSet());
        var groups = new List<QuestionGroup>();
        while (open.Count > 0)
        {
            var (centre, people) = open.Select(one => (one, People: QuestionGroup.PeopleIn(alike[one].SelectMany(other => other)))).MaxBy(one => one.People);
            if (people < smallest)
            {
                break;
            }

            var members = alike[centre];
            groups.Add(new([.. centre, .. open.Where(one => one != centre && members.Contains(one)).SelectMany(one => one)]));
            open.RemoveAll(members.Contains);
            foreach (var one in open)
            {
                alike[one].ExceptWith(members);
            }
        }

        return groups;
    }

    private static string Subjects(Replayed question) => string.Join('|', question.Meanings.Select(meaning => meaning.Key).Order(StringComparer.Ordinal));

    private static double Likeness(IReadOnlyList<Meaning> one, IReadOnlyList<Meaning> other)
    {
        var length = Math.Sqrt(one.Sum(meaning => meaning.Weight * meaning.Weight) * other.Sum(meaning => meaning.Weight * meaning.Weight));
        return length > 0 ? Math.Min(InCommon(one, other), InCommon(other, one)) / length : 0;
    }

    private static double InCommon(IReadOnlyList<Meaning> one, IReadOnlyList<Meaning> other) =>
        one.Sum(meaning => meaning.Weight * other.Where(meaning.IsSameAs).Select(same => same.Weight).DefaultIfEmpty(0).Max());
}
