namespace BackPainBot.Knowledge.Deciding;

/// <summary>Whether the best passage answers, comes close or is not worth showing. All that this rests on is in <see cref="DecisionFeatures"/>.</summary>
internal static class Decision
{
    /// <summary>A passage that mentions this share of what was asked answers it.</summary>
    public const double AnswerFrom = 0.6;

    /// <summary>A passage that mentions less than this share is not worth showing.</summary>
    public const double ClosestFrom = 0.35;

    public static (SearchOutcome Outcome, string Reason) On(DecisionFeatures features) => features switch
    {
        { MeaningWords: 0 } => (SearchOutcome.Miss, SearchReason.NothingAsked),
        { Known: <= 0 } => (SearchOutcome.Miss, SearchReason.NothingKnown),
        { Coverage: < ClosestFrom } => (SearchOutcome.Miss, SearchReason.TooLittleCovered),
        { GivesKind: false } => (SearchOutcome.Closest, SearchReason.OtherKindOfAnswer),
        { Coverage: >= AnswerFrom } => (SearchOutcome.Answer, SearchReason.Covered),
        { UnknownWords: > 0 } => (SearchOutcome.Closest, SearchReason.UnknownWords),
        _ => (SearchOutcome.Closest, SearchReason.PartlyCovered),
    };
}
