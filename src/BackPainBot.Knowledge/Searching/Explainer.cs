using System.Globalization;
using BackPainBot.Knowledge.Questions;

namespace BackPainBot.Knowledge.Searching;

/// <summary>Says how a search came to its result.</summary>
internal static class Explainer
{
    public static SearchExplanation Explain(PassageSearch search, Findings findings)
    {
        var lines = new List<string> { "Terms (weight × importance)" };
        lines.AddRange(findings.Question.Concepts.Select(Describe));
        foreach (var (candidate, name) in findings.Candidates.Take(2).Zip(["Winner", "Runner-up"]))
        {
            lines.Add(Format($"{name} {candidate.Passage.Id}: score {candidate.Ranked.Score:0.00}, coverage {candidate.Coverage:0.00}"));
            lines.AddRange(findings.Question.Concepts.SelectMany(concept => Contribution(search, concept, candidate)));
            if (candidate.Nearness.Wording is { } wording)
                lines.Add(Format($"  nearest wording: {PassageSearch.WordingScore(findings.Question, candidate.Nearness):0.00} (likeness {candidate.Nearness.Likeness:0.00}, \"{wording.Text}\")"));
            if (candidate.LearnedScore > 0)
                lines.Add(Format($"  example questions: {candidate.LearnedScore:0.00}"));
        }

        if (findings.Candidates is [var winner, var second, ..]) lines.Add(WhyItLost(findings.Question, winner, second));
        lines.AddRange(Decision(findings, search.DecisionModel));
        return new(findings.Result, findings.Features, lines);
    }

    private static string Describe(Concept concept)
    {
        var phrasings = string.Join("; ", concept.Phrasings.Select(phrasing =>
            string.Join(' ', phrasing.Words.Select(word => word.IsKnown ? string.Join('|', word.Terms.Select(term => term.Stem)) : "–"))));
        var notes = string.Concat(
            concept.Mended is { } mended ? $", taken for \"{mended}\"" : "",
            concept.IsFromBefore ? ", from the question before" : "",
            concept.IsKnown ? "" : ", not in the articles",
            concept.HasMeaning ? "" : ", no meaning of its own");
        return Format($"  {concept.Typed}: {concept.Weight:0.00} × {concept.Importance:0.00} [{phrasings}]{notes}");
    }

    private static IEnumerable<string> Contribution(PassageSearch search, Concept concept, Candidate candidate)
    {
        var total = ConceptWalk.ScoreOf(concept, candidate.Document);
        if (total <= 0) yield break;
        var parts = from phrasing in concept.Phrasings
                    from word in phrasing.Words
                    from part in word.Parts
                    let score = search.Score(part, candidate) * phrasing.Weight * concept.Weight
                    where score > 0
                    orderby score descending
                    select Format($"{part.Term.Field}:{part.Term.Text} {score:0.00}");
        yield return Format($"  {concept.Typed}: {total:0.00} (best of {string.Join(", ", parts.Distinct())})");
    }

    private static string WhyItLost(ReadQuestion question, Candidate winner, Candidate second)
    {
        var (concept, behind) = question.Concepts
            .Select(concept => (concept, Behind: ConceptWalk.ScoreOf(concept, winner.Document) - ConceptWalk.ScoreOf(concept, second.Document)))
            .MaxBy(pair => pair.Behind);
        return behind > 0
            ? Format($"The runner-up lost by {winner.Ranked.Score - second.Ranked.Score:0.00}, most of it on \"{concept.Typed}\" ({behind:0.00}).")
            : "The runner-up has the same score and stands later.";
    }

    private static IEnumerable<string> Decision(Findings findings, DecisionModel model)
    {
        var (result, features) = (findings.Result, findings.Features);
        yield return Format($"Decision: {result.Outcome} ({result.Reason})");
        yield return Format($"  chance {model.Chance(features):0.00} (answer from {model.AnswerFrom:0.00}, closest from {model.ClosestFrom:0.00}), known {features.Known:0.00}");
        foreach (var ((feature, value), weight) in DecisionModel.Names.Zip(DecisionModel.Values(features), (feature, value) => (feature, value)).Zip(model.Weights))
            yield return Format($"  {feature.Name} {value:0.00} × {weight:0.00}: {feature.Meaning}");
        yield return Format($"  meaning words {features.MeaningWords}, unknown {features.UnknownWords}, mended {features.MendedWords}");
        yield return $"  asked for {features.Kind}, given: {(features.GivesKind ? "yes" : "no")}; leans on the question before: {(features.LeansOnTheOneBefore ? "yes" : "no")}";
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
