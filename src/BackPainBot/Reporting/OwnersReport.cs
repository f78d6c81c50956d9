using BackPainBot.Dialog;
using BackPainBot.Replies;
using BackPainBot.Storage;

namespace BackPainBot.Reporting;

/// <summary>What the owner may learn from the recorded questions. Nothing in it is about fewer people than the smallest group.</summary>
/// <param name="MissesLeftOut">How many missed questions are in no group that may be told.</param>
/// <param name="Edit">Null when no other folder was tried.</param>
internal sealed record OwnersReport(
    int SmallestGroup,
    DailyTable Daily,
    IReadOnlyList<MissedGroup> Missed,
    Tally MissesLeftOut,
    PassageUse Passages,
    ProposedEdit? Edit)
{
    public DateOnly From => Daily.Days[0];

    public DateOnly To => Daily.Days[^1];

    /// <param name="today">Over today's knowledge folder.</param>
    /// <param name="tried">Over the folder to try; null for none.</param>
    public static OwnersReport Of(RecordedTurns recorded, IReadOnlyList<DateOnly> days, Replay today, Replay? tried, int smallest)
    {
        var daily = DailyTable.Of(recorded, days, smallest);
        var questions = today.Ask(recorded.Questions);
        var misses = questions.Where(one => one.Recorded.Asked.Outcome == Receipt.NameOf(ReplyOutcome.Miss)).ToLookup(one => one.Outcome != ReplyOutcome.Safety);
        var told = ToldGroups.Of([[.. misses[true]]], [.. misses[false]], smallest);
        return new(
            smallest,
            daily,
            [.. told.Groups.Select(group => MissedGroup.Of(group, smallest))],
            told.LeftOut,
            PassageUse.Of(today.Articles, recorded.TimesShown, smallest),
            tried is null ? null : ProposedEdit.Of(daily.Asked.Total, questions, tried.Ask(recorded.Questions), smallest));
    }
}
