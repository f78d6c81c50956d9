namespace BackPainBot.Knowledge;

/// <summary>What the decision between answer, closest and miss is made from.</summary>
/// <param name="MeaningWords">How many words or phrases of the question carry a meaning.</param>
/// <param name="UnknownWords">How many of them the articles do not know under any name.</param>
/// <param name="MendedWords">How many were taken for another word because they looked mistyped.</param>
/// <param name="Known">0 to 1: the share of the question's meaning that the articles know at all.</param>
/// <param name="Coverage">0 to 1: the share of the question's meaning that the best passage mentions.</param>
/// <param name="Together">0 to 1: the largest share of it that one wording or one sentence of the best passage holds.</param>
/// <param name="Likeness">0 to 1: how like the question the nearest wording or sentence is, both ways.</param>
/// <param name="Subjects">0 to 1: how much of the question is about subjects that the word list knows and the articles do not mention.</param>
/// <param name="Substance">0 to 1: how much the question says; 1 from two rare words on, little for one that stands in every other passage.</param>
/// <param name="HeadIsMissing">Whether the best passage does not mention the first thing that the question is about.</param>
/// <param name="Margin">0 to 1: how far the second passage's score lies below the first's; 1 when there is no second.</param>
/// <param name="Kind">What kind of thing is asked for.</param>
/// <param name="GivesKind">Whether the best passage holds a thing of that kind.</param>
/// <param name="LeansOnTheOneBefore">Whether the question before was needed to understand this one.</param>
public sealed record DecisionFeatures(
    int MeaningWords,
    int UnknownWords,
    int MendedWords,
    double Known,
    double Coverage,
    double Together,
    double Likeness,
    double Subjects,
    double Substance,
    bool HeadIsMissing,
    double Margin,
    AnswerKind Kind,
    bool GivesKind,
    bool LeansOnTheOneBefore)
{
    /// <summary>-1 to 1: whether the question reads like those that the articles answer (1) or like those that they do not (-1); 0 without question-examples.tsv.</summary>
    public double Familiar { get; init; }
}
