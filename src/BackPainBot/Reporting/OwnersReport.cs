using BackPainBot.Dialog;
using BackPainBot.Storage;

namespace BackPainBot.Reporting;

/// <summary>What the owner may learn from the recorded questions. Nothing in it is about fewer people than the smallest group.</summary>
/// <param name="Missed">Questions that found nothing.</param>
/// <param name="Closest">Questions that found the closest passage only; apart from the missed ones, so that each group's sum goes with one total.</param>
/// <param name="Edit">Null when no other folder was tried.</param>
internal sealed record OwnersReport(
    int SmallestGroup,
    DailyTable Daily,
    OpenQuestions Missed,
    OpenQuestions Closest,
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
        return new(
            smallest,
            daily,
            OpenQuestions.Of(ReplyOutcome.Miss, questions, today.Articles, smallest),
            OpenQuestions.Of(ReplyOutcome.Closest, questions, today.Articles, smallest),
            PassageUse.Of(today.Articles, recorded.TimesShown, smallest),
            tried is null ? null : ProposedEdit.Of(daily.Asked.Total, questions, tried.Ask(recorded.Questions), smallest));
    }
}
