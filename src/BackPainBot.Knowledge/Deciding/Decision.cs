namespace BackPainBot.Knowledge.Deciding;

/// <summary>Whether the best passage answers, comes close or is not worth showing. All that this rests on is in <see cref="DecisionFeatures"/> and the model's weights.</summary>
internal static class Decision
{
    public static (SearchOutcome Outcome, string Reason) On(DecisionFeatures features, DecisionModel model)
    {
        var chance = model.Chance(features);
        return features switch
        {
            { MeaningWords: 0 } => (SearchOutcome.Miss, SearchReason.NothingAsked),
            { Known: <= 0 } => (SearchOutcome.Miss, SearchReason.NothingKnown),
            _ when chance < model.ClosestFrom => (SearchOutcome.Miss, SearchReason.TooLittleCovered),
            { GivesKind: false } => (SearchOutcome.Closest, SearchReason.OtherKindOfAnswer),
            _ when chance >= model.AnswerFrom => (SearchOutcome.Answer, SearchReason.Covered),
            { UnknownWords: > 0 } => (SearchOutcome.Closest, SearchReason.UnknownWords),
            _ => (SearchOutcome.Closest, SearchReason.PartlyCovered),
        };
    }
}
