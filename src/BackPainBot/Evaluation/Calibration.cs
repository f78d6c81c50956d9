using BackPainBot.Knowledge;

namespace BackPainBot.Evaluation;

/// <summary>A judged question as the decision saw it.</summary>
/// <param name="IsAnswerable">Whether the articles answer it.</param>
internal sealed record DecidedQuestion(DecisionFeatures Features, bool IsAnswerable);

/// <summary>Fits the decision between answer, closest and miss to judged questions.</summary>
internal static class Calibration
{
    private const int Folds = 10;

    /// <summary>The wanted shares of wrong decisions: unanswerable questions answered, answerable ones refused.</summary>
    private const double WronglyAnswered = 0.04;
    private const double WronglyRefused = 0.01;

    /// <summary>Each question's chance from a model that has not seen it, so that the thresholds do not flatter themselves.</summary>
    public static List<(DecidedQuestion Question, double Chance)> CrossValidate(IReadOnlyList<DecidedQuestion> questions) =>
        [.. from fold in Enumerable.Range(0, Folds)
            let model = Fit(questions.Where((_, index) => index % Folds != fold))
            from question in questions.Where((_, index) => index % Folds == fold)
            select (question, model.Chance(question.Features))];

    public static DecisionModel Fit(IReadOnlyList<DecidedQuestion> questions, IReadOnlyList<(DecidedQuestion Question, double Chance)> unseen)
    {
        // A passage that does not give the kind of thing asked for is never an answer, whatever its chance.
        var unanswerable = unseen.Where(one => !one.Question.IsAnswerable).Select(one => one.Question.Features.GivesKind ? one.Chance : 0).Order().ToList();
        var answerable = unseen.Where(one => one.Question.IsAnswerable).Select(one => one.Chance).Order().ToList();
        var answerFrom = unanswerable[(int)(unanswerable.Count * (1 - WronglyAnswered))] + 0.001;
        var closestFrom = answerable[(int)(answerable.Count * WronglyRefused)];
        return Fit(questions) with { AnswerFrom = answerFrom, ClosestFrom = Math.Min(answerFrom, closestFrom) };
    }

    private static DecisionModel Fit(IEnumerable<DecidedQuestion> questions) => DecisionModel.Fit([.. questions.Select(question => (question.Features, question.IsAnswerable))]);
}
