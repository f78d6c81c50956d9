using BackPainBot.Dialog;
using BackPainBot.Knowledge;

namespace BackPainBot.Reporting;

/// <summary>Recorded questions that were not answered, grouped by what they ask.</summary>
/// <param name="LeftOut">How many are in no group that may be told.</param>
internal sealed record OpenQuestions(IReadOnlyList<OpenGroup> Groups, Tally LeftOut)
{
    /// <summary>A question that would get a safety notice today is counted and not quoted, whatever it got when it was asked.</summary>
    /// <param name="outcome">The outcome at that time.</param>
    public static OpenQuestions Of(ReplyOutcome outcome, IEnumerable<Replayed> questions, KnowledgeIndex articles, int smallest)
    {
        var quotable = questions.Where(one => one.Ended(outcome)).ToLookup(one => one.Outcome != ReplyOutcome.Safety);
        var told = ToldGroups.Of([[.. quotable[true]]], [.. quotable[false]], smallest);
        return new([.. told.Groups.Select(group => OpenGroup.Of(group, articles, smallest))], told.LeftOut);
    }
}
