namespace BackPainBot.Safety.Doubts;

/// <summary>The concepts under <c>scopes:</c> in red-flags.yaml; the words are the file's, what they do is decided here.</summary>
internal static class ScopeNames
{
    public const string Negation = "negation";
    public const string ShortNegation = "short-negation";
    public const string NegationFake = "negation-fake";
    public const string Fine = "fine";
    public const string FineLink = "fine-link";
    public const string Contrast = "contrast";
    public const string Connector = "connector";
    public const string Subject = "subject";
    public const string Past = "past";
    public const string PastFake = "past-fake";
    public const string PastTense = "past-tense";
    public const string Present = "present";
    public const string Resolved = "resolved";
    public const string PainSubject = "pain-subject";
    public const string Question = "question";
    public const string QuestionFake = "question-fake";
    public const string QuestionInside = "question-inside";
    public const string CarriesOn = "carries-on";
    public const string Personal = "personal";
    public const string Hypothetical = "hypothetical";
    public const string HypotheticalFake = "hypothetical-fake";
    public const string Fiction = "fiction";
    public const string OtherBeing = "other-being";
    public const string Thing = "thing";
    public const string NotItsOwner = "not-its-owner";
    public const string Figure = "figure";
    public const string WarningSigns = "warning-signs";

    public static IReadOnlySet<string> All { get; } = new HashSet<string>
    {
        Negation, ShortNegation, NegationFake, Fine, FineLink, Contrast, Connector, Subject, Past, PastFake, PastTense, Present, Resolved, PainSubject,
        Question, QuestionFake, QuestionInside, CarriesOn, Personal, Hypothetical, HypotheticalFake, Fiction, OtherBeing, Thing, NotItsOwner, Figure, WarningSigns,
    };
}
