using BackPainBot.Knowledge;

namespace BackPainBot.Reporting;

/// <summary>Questions that ask alike.</summary>
/// <param name="Questions">The most typical one first.</param>
internal sealed record QuestionGroup(IReadOnlyList<Replayed> Questions)
{
    public int People => PeopleIn(Questions);

    public static int PeopleIn(IEnumerable<Replayed> questions) => questions.Select(one => one.Recorded.Conversation).Distinct().Count();

    /// <summary>What the typical question is about, as far as enough people of the group ask about it; anything else could be one person's.</summary>
    public IReadOnlyList<Meaning> Subjects(int smallest) => [.. Questions[0].Meanings.Where(meaning => IsAsked(meaning, smallest))];

    /// <summary>
    /// Wordings of the group that may be told, the fullest first: each word in them that has a meaning is used by enough people of the group. When there is none, the subjects alone.
    /// </summary>
    public IReadOnlyList<string> Wordings(int smallest, int most)
    {
        var tellable = from one in Questions
                       let text = ToldText.Of(one.Text)
                       where text is not null && one.Meanings.Count > 0 && one.Meanings.All(meaning => !meaning.IsMended && IsAsked(meaning, smallest))
                       orderby one.Meanings.Sum(meaning => meaning.Weight) descending, text.Length, text
                       select text;
        var told = tellable.DistinctBy(text => text.ToUpperInvariant()).Take(most).ToList();
        return told.Count > 0 ? told : [string.Join(' ', Subjects(smallest).Select(subject => subject.Word))];
    }

    private bool IsAsked(Meaning meaning, int smallest) => PeopleIn(Questions.Where(one => one.Meanings.Any(meaning.IsSameAs))) >= smallest;
}
