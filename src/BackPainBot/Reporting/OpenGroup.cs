using BackPainBot.Dialog;
using BackPainBot.Knowledge;

namespace BackPainBot.Reporting;

/// <summary>What the owner may do about questions that were not answered.</summary>
internal enum Advice
{
    /// <summary>Nothing: today's articles answer most of them.</summary>
    AnsweredByNow,

    /// <summary>The articles mention all that is asked about: the nearest passage may answer, and lack the wording.</summary>
    AddWording,

    /// <summary>The articles do not mention something that is asked about, or no passage comes near.</summary>
    NotCovered,
}

/// <summary>Questions that ask alike and were not answered.</summary>
/// <param name="Subjects">Words that enough people of the group used.</param>
/// <param name="Unknown">Those of them that the articles do not mention.</param>
/// <param name="Wordings">Wordings of the group that may be told, at least one.</param>
/// <param name="Nearest">The passage that answers most of them today, or else the one nearest to their main subject; null when none comes at all.</param>
internal sealed record OpenGroup(int Questions, IReadOnlyList<string> Subjects, IReadOnlyList<string> Unknown, IReadOnlyList<string> Wordings, Passage? Nearest, Advice Advice)
{
    private const int MostWordings = 3;

    /// <summary>What the owner may paste below <see cref="Nearest"/>.</summary>
    public string AskComment => $"<!-- ask: {string.Join(" | ", Wordings)} -->";

    public static OpenGroup Of(QuestionGroup group, KnowledgeIndex articles, int smallest)
    {
        var subjects = group.Subjects(smallest);
        var answered = group.Questions.Where(one => one.Outcome == ReplyOutcome.Answer).ToList();
        var isAnswered = 2 * answered.Count > group.Questions.Count;
        var nearest = isAnswered ? MostCommon(answered) : About(subjects, articles) ?? MostCommon(group.Questions);
        var unknown = subjects.Where(subject => !subject.IsKnown).Select(subject => subject.Word).ToList();
        return new(
            group.Questions.Count,
            [.. subjects.Select(subject => subject.Word)],
            unknown,
            group.Wordings(smallest, MostWordings),
            nearest,
            isAnswered ? Advice.AnsweredByNow : nearest is not null && unknown.Count == 0 ? Advice.AddWording : Advice.NotCovered);
    }

    private static Passage? MostCommon(IEnumerable<Replayed> questions) =>
        questions.Select(one => one.Nearest).OfType<Passage>().GroupBy(passage => passage.Id).MaxBy(same => same.Count())?.First();

    /// <summary>By the subject that tells passages apart best: "mattress", and not the "back pain" beside it, of which every passage speaks.</summary>
    private static Passage? About(IReadOnlyList<Meaning> subjects, KnowledgeIndex articles) =>
        articles.Search(new Question(subjects.MaxBy(subject => subject.Weight)!.Word)).Ranked is [var first, ..] ? first.Passage : null;
}
