using BackPainBot.Dialog;
using BackPainBot.Replies;
using BackPainBot.Storage;

namespace BackPainBot.Reporting;

/// <summary>What came of the questions, day by day. All sums are of what is told, so that none gives away what is not.</summary>
internal sealed record DailyTable(IReadOnlyList<DateOnly> Days, DailyCounts Answered, DailyCounts Closest, DailyCounts Missed, DailyCounts Disliked, DailyCounts Safety)
{
    /// <summary>Answered, closest and missed together.</summary>
    public DailyCounts Asked { get; } = new(
        [.. Answered.Days.Zip(Closest.Days, Missed.Days).Select(day => Tally.Sum(day.First, day.Second, day.Third))],
        Tally.Sum(Answered.Total, Closest.Total, Missed.Total));

    public static DailyTable Of(RecordedTurns recorded, IReadOnlyList<DateOnly> days, int smallest)
    {
        DailyCounts Ended(ReplyOutcome outcome) => DailyCounts.Of(
            recorded.Questions.Where(one => one.Asked.Outcome == Receipt.NameOf(outcome)).Select(one => (one.Conversation, one.Day)), days, smallest);
        return new(
            days,
            Ended(ReplyOutcome.Answer),
            Ended(ReplyOutcome.Closest),
            Ended(ReplyOutcome.Miss),
            DailyCounts.Of(recorded.Dislikes.Select(one => (one.Conversation, one.Day)), days, smallest),
            Ended(ReplyOutcome.Safety));
    }

    /// <summary>The columns in their order, with what they are called.</summary>
    public IReadOnlyList<(string Name, DailyCounts Counts)> Columns =>
    [
        ("Asked", Asked), ("Answered", Answered), ("Closest", Closest), ("Missed", Missed), ("Disliked", Disliked), ("Safety notices", Safety),
    ];
}
