using BackPainBot.Safety.Doubts;
using BackPainBot.Safety.Words;

namespace BackPainBot.Safety.Rules;

/// <summary>Cuts a message into words and finds the signs whose rules of red-flags.yaml it meets; immutable and safe to share between threads.</summary>
internal sealed class RuleReader(RedFlagsTable table)
{
    /// <summary>Up to so many words are a topic to look up ("cauda equina"), not a statement.</summary>
    private const int Keywords = 4;

    public ReadMessage Read(string text)
    {
        var message = table.Tokenizer.Cut(text);
        foreach (var token in message.Tokens)
            token.Meanings = table.Vocabulary.Meanings(token.Word);
        return new(message, ByRules(message));
    }

    private RuleReading ByRules(Message message)
    {
        var found = table.Phrases.Find(message);
        var markers = found.Where(hit => ScopeNames.All.Contains(hit.Concept)).ToLookup(hit => hit.Concept);
        var concepts = found.Where(hit => !ScopeNames.All.Contains(hit.Concept)).ToList();
        var hits = new MessageHits(message, concepts, table.Fillers);
        var clauses = new Clauses(message, concepts, markers);
        var scopes = new Scopes(message, clauses);

        var considered = new List<ConsideredSign>();
        SafetyFinding? gravest = null;
        SafetyFinding? asked = null;
        foreach (var (sign, rules, _) in table.Signs)
        {
            var named = rules.Where(rule => rule.IsNamed(hits)).ToList();
            if (named.Count == 0)
                continue;
            if (Match(named, hits, hit => DoubtOf(hit) == Doubt.None, IsAffirmed) is { } words)
            {
                considered.Add(new(sign.Id, sign.Level, Quote(words), null));
                if (gravest is null || Gravity(sign.Notice) > Gravity(gravest.Notice))
                    gravest = new(sign.Level, sign.Notice, sign.Id, LanguageOf(words), Quote(words));
            }
            else
            {
                var question = Match(named, hits, hit => DoubtOf(hit) == Doubt.None || IsAsked(hit), IsAffirmed);
                if (question is not null)
                    asked ??= new(SafetyLevel.None, SafetyNotice.WarningSigns, sign.Id, LanguageOf(question), Quote(question));
                if ((question ?? Match(named, hits, _ => true, _ => true)) is not { } doubtful)
                    continue;
                considered.Add(new(sign.Id, sign.Level, Quote(doubtful), Describe(doubtful.Aggregate(IsAffirmed(doubtful) ? Doubt.None : Doubt.Negated, (all, hit) => all | DoubtOf(hit)))));
            }
        }
        return new(
            gravest ?? asked ?? AskedForSigns() ?? SafetyFinding.Nothing with { Language = LanguageOf(found) },
            considered,
            concepts.ConvertAll(hit => (hit, DoubtOf(hit) | (scopes.IsDenied([hit]) ? Doubt.Negated : Doubt.None))));

        Doubt DoubtOf(ConceptHit hit) => scopes.Of(hit) & ~table.NoDoubt.GetValueOrDefault(hit.Concept);

        bool IsAffirmed(IReadOnlyList<ConceptHit> together) => !scopes.IsDenied(together);

        bool IsAsked(ConceptHit hit) =>
            (DoubtOf(hit) & ~(Doubt.General | Doubt.Hypothetical)) == Doubt.None && clauses.Asks(message.Tokens[hit.Start].Sentence);

        IReadOnlyList<string> Quote(IReadOnlyList<ConceptHit> words) => [.. words.OrderBy(hit => hit.Start).Select(hit => message.Quote(hit.Start, hit.End))];

        SafetyFinding? AskedForSigns()
        {
            var topic = markers[ScopeNames.WarningSigns].FirstOrDefault(hit =>
                IsAffirmed([hit]) && (DoubtOf(hit) & (Doubt.Past | Doubt.NobodyHere)) == Doubt.None
                && (message.Tokens.Count <= Keywords || clauses.Asks(message.Tokens[hit.Start].Sentence)));
            return topic is null ? null : new(SafetyLevel.None, SafetyNotice.WarningSigns, null, topic.Language, Quote([topic]));
        }
    }

    private static IReadOnlyList<ConceptHit>? Match(
        List<SignRule> rules, MessageHits hits, Func<ConceptHit, bool> counts, Func<IReadOnlyList<ConceptHit>, bool> together)
    {
        foreach (var rule in rules)
            if (rule.Match(hits, counts, together) is { } words)
                return words;
        return null;
    }

    private static string LanguageOf(IReadOnlyList<ConceptHit> words) => words.Count(hit => hit.Language == "es") * 2 > words.Count ? "es" : "en";

    private static int Gravity(SafetyNotice notice) => notice switch
    {
        SafetyNotice.Crisis => 3,
        SafetyNotice.Emergency => 2,
        SafetyNotice.Urgent => 1,
        _ => 0,
    };

    private static string Describe(Doubt doubt)
    {
        var reasons = new List<string>();
        if (doubt.HasFlag(Doubt.Negated))
            reasons.Add("negated");
        if (doubt.HasFlag(Doubt.Past))
            reasons.Add("past or resolved");
        if (doubt.HasFlag(Doubt.General))
            reasons.Add("a general question");
        if (doubt.HasFlag(Doubt.Hypothetical))
            reasons.Add("supposed");
        if (doubt.HasFlag(Doubt.Figure))
            reasons.Add("a figure of speech");
        if (doubt.HasFlag(Doubt.NobodyHere))
            reasons.Add("about nobody here");
        return string.Join(", ", reasons);
    }
}
