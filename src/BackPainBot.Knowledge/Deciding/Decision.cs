namespace BackPainBot.Knowledge.Deciding;

/// <summary>Whether the best passage answers, comes close or is not worth showing. All that this rests on is in <see cref="DecisionFeatures"/> and the model's weights.</summary>
internal static class Decision
{
    /// <summary>Whatever the weights say: a passage that mentions less of the question than this is not worth showing.</summary>
    public const double CoverageFrom = 0.05;

    /// <summary>Whatever the weights say: a word or two that stand in every other passage ("back") ask for nothing that could be answered.</summary>
    public const double SubstanceFrom = 0.2;

    /// <summary>Whatever the weights say: with as much about a subject of the word list that the articles do not mention ("migraine"), it is no whole answer.</summary>
    public const double SubjectsFrom = 1;

    public static (SearchOutcome Outcome, string Reason) On(DecisionFeatures features, DecisionModel model)
    {
        var chance = model.Chance(features);
        return features switch
        {
            { MeaningWords: 0 } => (SearchOutcome.Miss, SearchReason.NothingAsked),
            { Known: <= 0 } => (SearchOutcome.Miss, SearchReason.NothingKnown),
            { Coverage: < CoverageFrom } => (SearchOutcome.Miss, SearchReason.TooLittleCovered),
            _ when chance < model.ClosestFrom => (SearchOutcome.Miss, SearchReason.TooLittleCovered),
            { GivesKind: false } => (SearchOutcome.Closest, SearchReason.OtherKindOfAnswer),
            { Subjects: >= SubjectsFrom } => (SearchOutcome.Closest, SearchReason.UnknownWords),
            { Substance: >= SubstanceFrom } when chance >= model.AnswerFrom => (SearchOutcome.Answer, SearchReason.Covered),
            { UnknownWords: > 0 } => (SearchOutcome.Closest, SearchReason.UnknownWords),
            _ => (SearchOutcome.Closest, SearchReason.PartlyCovered),
        };
    }
}
