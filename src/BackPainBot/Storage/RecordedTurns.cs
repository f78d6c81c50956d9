namespace BackPainBot.Storage;

/// <summary>What is kept for the owner's report, since a day. Days are those of UTC, so that a count does not depend on where the report is made.</summary>
/// <param name="Questions">Questions and safety notices, in the order in which they came.</param>
/// <param name="Dislikes">Thumbs down.</param>
/// <param name="TimesShown">By passage id; a passage that was not shown is not in it.</param>
internal sealed record RecordedTurns(IReadOnlyList<RecordedQuestion> Questions, IReadOnlyList<RecordedDislike> Dislikes, IReadOnlyDictionary<string, int> TimesShown)
{
    public bool IsEmpty => Questions.Count == 0 && Dislikes.Count == 0 && TimesShown.Count == 0;

    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime);

    public static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}

/// <param name="Conversation">The key of the conversation; stands for the person in counts of people.</param>
internal sealed record RecordedQuestion(string Conversation, DateOnly Day, AskedQuestion Asked);

internal sealed record RecordedDislike(string Conversation, DateOnly Day);
