using BackPainBot.Knowledge;
using BackPainBot.Safety.Examples;

namespace BackPainBot.Safety;

/// <summary>Screens every message for warning signs before anything else answers it; immutable and safe to share between threads.</summary>
/// <remarks>
/// A message is cut into words and sentences; every wording of every concept ("numb", "saddle", "can't feel", in any inflection, with typos repaired) is found in one pass;
/// <see cref="Scopes"/> marks the words that are negated, past, asked in general, supposed, figurative or about nobody here; a sign is there when the concepts of one of its
/// rules stand close enough together and none of them is in doubt. The gravest sign wins, a crisis before all. A sign that is only asked about in general is information.
/// No list of wordings is ever complete, and no rule of grammar always right: so what the rules found is one of the things, beside every word, by which the message is compared
/// with some thousand example messages (<see cref="Likeness"/>), and that likeness decides.
/// All words are data in red-flags.yaml; no regular expression is made of anybody's words, and the time grows with the message's length only.
/// </remarks>
public sealed class SafetyScreen
{
    /// <summary>Up to so many words are a topic to look up ("cauda equina"), not a statement.</summary>
    private const int Keywords = 4;

    private readonly string _folder;
    private readonly RedFlagsTable _table;
    private readonly Likeness _likeness;

    private SafetyScreen(string folder, string? cacheFolder)
    {
        _folder = folder;
        _table = RedFlagsFile.Read(Path.Combine(folder, RedFlagsFile.Name));
        Signs = [.. _table.Signs.Select(entry => entry.Sign)];

        var examples = Examples(); // also when they were learned before: what is wrong with them must be said
        var cache = string.IsNullOrEmpty(cacheFolder) ? null : Likeness.CacheIn(cacheFolder, folder);
        if (cache?.Read(reader => Likeness.Read(reader, _table.Forms, _table.Context)) is { } learned)
        {
            _likeness = learned;
            return;
        }

        _likeness = Likeness.Learn(examples, _table.Tokenizer, _table.Forms, _table.Context, Read);
        cache?.Write(_likeness.Write); // where it cannot be written, the next start learns anew
    }

    /// <summary>The signs in the file's order, for the bot's list of warning signs.</summary>
    public IReadOnlyList<RedFlag> Signs { get; }

    /// <summary>Reads red-flags.yaml and the example messages beside it, and learns from them, which takes some seconds.</summary>
    /// <param name="cacheFolder">Where what was learned is kept for the next start; null to learn anew.</param>
    /// <exception cref="RedFlagsException">A file is missing or an entry is wrong.</exception>
    public static SafetyScreen Load(string folder, string? cacheFolder) => new(folder, cacheFolder);

    /// <summary>The gravest sign of the message, or <see cref="SafetyFinding.Nothing"/>.</summary>
    public SafetyFinding Screen(string text)
    {
        var message = Read(text);
        return Weigh(message.Rules, _likeness.Of(message), _table.Limits);
    }

    /// <summary>By the rules alone, for a phrase that the script itself knows: a chip, a command, a greeting.</summary>
    public SafetyFinding ScreenKnownPhrase(string text) => Read(text).Rules.Finding;

    /// <summary>The same decision with every sign that was considered and why it did not count.</summary>
    public SafetyExplanation Explain(string text)
    {
        var message = Read(text);
        var chances = _likeness.Of(message);
        return new(Weigh(message.Rules, chances, _table.Limits), message.Rules.Considered, chances.Sign);
    }

    /// <summary>The file's own examples that are judged wrongly; empty when all is well.</summary>
    public IReadOnlyList<ExampleProblem> CheckExamples()
    {
        var problems = new List<ExampleProblem>();
        foreach (var (sign, _, examples) in _table.Signs)
            foreach (var example in examples)
            {
                var found = Explain(example.Text);
                var matches = found.Considered.Any(considered => considered.SignId == sign.Id && considered.Suppressed is null);
                if (matches && !example.Matches)
                    problems.Add(new(Path.Combine(_folder, RedFlagsFile.Name), example.Line, $"'{example.Text}' is recognised as '{sign.Id}' but must not be; narrow a rule or a wording."));
                else if (!matches && example.Matches)
                    problems.Add(new(Path.Combine(_folder, RedFlagsFile.Name), example.Line, $"'{example.Text}' is not recognised as '{sign.Id}'; add its wording to a concept or a rule."));
            }
        return problems;
    }

    /// <summary>How the screen fares with messages that it has not learned.</summary>
    internal IEnumerable<JudgedExample> CrossValidate() => _likeness.CrossValidate(Examples(), Read);

    /// <summary>The example messages, and those of the signs that must match.</summary>
    private List<ExampleMessage> Examples() => [.. ExampleMessage.ReadAll(Path.Combine(_folder, ExampleMessage.FileName)), .. _table.Signs.SelectMany(sign => sign.AsMessages())];

    private ReadMessage Read(string text)
    {
        var message = _table.Tokenizer.Cut(text);
        foreach (var token in message.Tokens)
            token.Meanings = _table.Vocabulary.Meanings(token.Word);
        return new(message, ByRules(message));
    }

    /// <summary>A crisis that a rule sees is never passed over, and comes before all else.</summary>
    internal static SafetyFinding Weigh(RuleReading rules, Chances chances, LikenessLimits limits)
    {
        var found = rules.Finding;
        var isCrisis = found.Notice == SafetyNotice.Crisis;
        if (chances.Sign >= limits.AlarmFrom)
            return isCrisis ? found : found with { Level = LevelOf(chances.Gravest), Notice = chances.Gravest };
        if (chances.Sign >= limits.AskFrom || isCrisis)
            return found with { Level = SafetyLevel.None, Notice = SafetyNotice.Unsure };
        return (found.IsAlarm ? SafetyFinding.Nothing with { Language = found.Language } : found) with { IsPossible = chances.Sign >= limits.AskBeforeClosestFrom };
    }

    private RuleReading ByRules(Message message)
    {
        var found = _table.Phrases.Find(message);
        var markers = found.Where(hit => ScopeNames.All.Contains(hit.Concept)).ToLookup(hit => hit.Concept);
        var concepts = found.Where(hit => !ScopeNames.All.Contains(hit.Concept)).ToList();
        var hits = new MessageHits(message, concepts, _table.Fillers);
        var scopes = new Scopes(message, concepts, markers);

        var considered = new List<ConsideredSign>();
        SafetyFinding? gravest = null;
        SafetyFinding? asked = null;
        foreach (var (sign, rules, _) in _table.Signs)
        {
            if (Match(rules, hits, hit => DoubtOf(hit) == Doubt.None, IsAffirmed) is { } words)
            {
                considered.Add(new(sign.Id, sign.Level, Quote(words), null));
                if (gravest is null || Gravity(sign.Notice) > Gravity(gravest.Notice))
                    gravest = new(sign.Level, sign.Notice, sign.Id, LanguageOf(words), Quote(words));
            }
            else
            {
                var question = Match(rules, hits, hit => DoubtOf(hit) == Doubt.None || IsAsked(hit), IsAffirmed);
                if (question is not null)
                    asked ??= new(SafetyLevel.None, SafetyNotice.WarningSigns, sign.Id, LanguageOf(question), Quote(question));
                if ((question ?? Match(rules, hits, _ => true, _ => true)) is not { } doubtful)
                    continue;
                considered.Add(new(sign.Id, sign.Level, Quote(doubtful), Describe(doubtful.Aggregate(IsAffirmed(doubtful) ? Doubt.None : Doubt.Negated, (all, hit) => all | DoubtOf(hit)))));
            }
        }
        return new(
            gravest ?? asked ?? AskedForSigns() ?? SafetyFinding.Nothing with { Language = LanguageOf(found) },
            considered,
            concepts.ConvertAll(hit => (hit, DoubtOf(hit) | (scopes.IsDenied([hit]) ? Doubt.Negated : Doubt.None))));

        Doubt DoubtOf(ConceptHit hit) => scopes.Of(hit) & ~_table.NoDoubt.GetValueOrDefault(hit.Concept);

        bool IsAffirmed(IReadOnlyList<ConceptHit> together) => !scopes.IsDenied(together);

        bool IsAsked(ConceptHit hit) =>
            (DoubtOf(hit) & ~(Doubt.General | Doubt.Hypothetical)) == Doubt.None && scopes.Asks(message.Tokens[hit.Start].Sentence);

        IReadOnlyList<string> Quote(IReadOnlyList<ConceptHit> words) => [.. words.OrderBy(hit => hit.Start).Select(hit => message.Quote(hit.Start, hit.End))];

        SafetyFinding? AskedForSigns()
        {
            var topic = markers[ScopeNames.WarningSigns].FirstOrDefault(hit =>
                IsAffirmed([hit]) && (DoubtOf(hit) & (Doubt.Past | Doubt.NobodyHere)) == Doubt.None
                && (message.Tokens.Count <= Keywords || scopes.Asks(message.Tokens[hit.Start].Sentence)));
            return topic is null ? null : new(SafetyLevel.None, SafetyNotice.WarningSigns, null, topic.Language, Quote([topic]));
        }
    }

    private static IReadOnlyList<ConceptHit>? Match(
        IReadOnlyList<SignRule> rules, MessageHits hits, Func<ConceptHit, bool> counts, Func<IReadOnlyList<ConceptHit>, bool> together)
    {
        foreach (var rule in rules)
            if (rule.Match(hits, counts, together) is { } words)
                return words;
        return null;
    }

    private static string LanguageOf(IReadOnlyList<ConceptHit> words) => words.Count(hit => hit.Language == "es") * 2 > words.Count ? "es" : "en";

    private static SafetyLevel LevelOf(SafetyNotice notice) => notice switch
    {
        SafetyNotice.Crisis or SafetyNotice.Emergency => SafetyLevel.Emergency,
        SafetyNotice.Urgent => SafetyLevel.Urgent,
        _ => SafetyLevel.None,
    };

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
