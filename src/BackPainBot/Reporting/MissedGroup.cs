using BackPainBot.Dialog;
using BackPainBot.Knowledge;

namespace BackPainBot.Reporting;

/// <summary>What the owner may do about questions that found nothing.</summary>
internal enum Advice
{
    /// <summary>Nothing: most of them find something in today's articles.</summary>
    AnsweredSince,

    /// <summary>The articles know the words: the nearest passage may answer, and lack the wording.</summary>
    AddWording,

    /// <summary>The articles do not know what most of the question is about.</summary>
    NotCovered,
}

/// <summary>Questions that found nothing and ask alike.</summary>
/// <param name="Subjects">Words that enough people of the group used.</param>
/// <param name="Wordings">Wordings of the group that may be told, at least one.</param>
/// <param name="Nearest">The passage that comes first for most of them today; null when none comes at all.</param>
internal sealed record MissedGroup(int Questions, IReadOnlyList<string> Subjects, IReadOnlyList<string> Wordings, Passage? Nearest, Advice Advice)
{
    private const int MostWordings = 3;

    /// <summary>The share of the subjects' weight that the articles must know for a wording to be all that is lacking.</summary>
    private const double KnownFrom = 0.5;

    /// <summary>What the owner may paste below <see cref="Nearest"/>.</summary>
    public string AskComment => $"<!-- ask: {string.Join(" | ", Wordings)} -->";

    public static MissedGroup Of(QuestionGroup group, int smallest)
    {
        var subjects = group.Subjects(smallest);
        var nearest = group.Questions.Select(one => one.Nearest).OfType<Passage>().GroupBy(passage => passage.Id).MaxBy(same => same.Count())?.First();
        var found = group.Questions.Count(one => one.Outcome is ReplyOutcome.Answer or ReplyOutcome.Closest);
        var known = subjects.Where(subject => subject.IsKnown).Sum(subject => subject.Weight) / subjects.Sum(subject => subject.Weight);
        return new(
            group.Questions.Count,
            [.. subjects.Select(subject => subject.Word)],
            group.Wordings(smallest, MostWordings),
            nearest,
            2 * found > group.Questions.Count ? Advice.AnsweredSince : nearest is not null && known >= KnownFrom ? Advice.AddWording : Advice.NotCovered);
    }
}
