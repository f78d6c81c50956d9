using BackPainBot.Dialog;
using BackPainBot.Knowledge;

namespace BackPainBot.Reporting;

/// <summary>What another knowledge folder would answer to the recorded questions.</summary>
/// <param name="Asked">How many were asked again, as far as it may be told.</param>
/// <param name="LeftOut">How many more answers differ, in groups that may not be told.</param>
internal sealed record ProposedEdit(Tally Asked, IReadOnlyList<ChangedAnswer> Changes, Tally LeftOut)
{
    /// <param name="after">The same questions as <paramref name="before"/>, in the same order.</param>
    public static ProposedEdit Of(Tally asked, IReadOnlyList<Replayed> before, IReadOnlyList<Replayed> after, int smallest)
    {
        var changed = before.Zip(after).Where(pair => !IsSame(pair.First, pair.Second)).ToList();
        var afterwards = new Dictionary<Replayed, Replayed>(changed.Select(pair => KeyValuePair.Create(pair.First, pair.Second)), ReferenceEqualityComparer.Instance);
        var quotable = changed.ToLookup(pair => pair.First.Outcome != ReplyOutcome.Safety && pair.Second.Outcome != ReplyOutcome.Safety);
        var told = ToldGroups.Of(
            quotable[true].GroupBy(pair => (Step(pair.First), Step(pair.Second)), pair => pair.First).Select(same => same.ToList()),
            [.. quotable[false].Select(pair => pair.First)],
            smallest);
        return new(asked, [.. told.Groups.Select(group => ChangedAnswer.Of(group, afterwards[group.Questions[0]], smallest))], told.LeftOut);
    }

    private static bool IsSame(Replayed before, Replayed after) =>
        before.Outcome == after.Outcome && before.Shown.Select(passage => passage.Id).SequenceEqual(after.Shown.Select(passage => passage.Id));

    /// <summary>What a group has in common; further passages may differ within it.</summary>
    private static (ReplyOutcome Outcome, string? Passage) Step(Replayed replayed) => (replayed.Outcome, replayed.Shown is [var first, ..] ? first.Id : null);
}

/// <summary>Questions that ask alike and would be answered otherwise.</summary>
/// <param name="Before">What the typical one of them gets today.</param>
/// <param name="After">What it would get.</param>
internal sealed record ChangedAnswer(int Questions, IReadOnlyList<string> Subjects, string Wording, OneAnswer Before, OneAnswer After)
{
    public static ChangedAnswer Of(QuestionGroup group, Replayed after, int smallest) => new(
        group.Questions.Count,
        [.. group.Subjects(smallest).Select(subject => subject.Word)],
        group.Wordings(smallest, most: 1)[0],
        OneAnswer.Of(group.Questions[0]),
        OneAnswer.Of(after));
}

internal sealed record OneAnswer(string Outcome, IReadOnlyList<Passage> Shown)
{
    public static OneAnswer Of(Replayed replayed) => new(
        replayed.Outcome switch
        {
            ReplyOutcome.Answer => "answer",
            ReplyOutcome.Closest => "closest",
            ReplyOutcome.Miss => "not in the articles",
            _ => "a sentence of the script",
        },
        replayed.Shown);
}
