using BackPainBot.Safety.Examples;

namespace BackPainBot.Safety;

/// <summary>Screens every message for warning signs before anything else answers it; immutable and safe to share between threads.</summary>
/// <remarks>
/// A message is cut into words and sentences; every wording of every concept ("numb", "saddle", "can't feel", in any inflection, with typos repaired) is found in one pass;
/// <see cref="Scopes"/> marks the words that are negated, past, asked in general, supposed, figurative or about nobody here; a sign is there when the concepts of one of its
/// rules stand close enough together and none of them is in doubt. The gravest sign wins, a crisis before all. A sign that is only asked about in general is information.
/// No list of wordings is ever complete, and no rule of grammar always right: so the whole message is also compared with some thousand example messages
/// (<see cref="Likeness"/>). What reads like the ones with a sign is an alarm without any rule; a rule is not believed when the message reads clearly like the others.
/// All words are data in red-flags.yaml; no regular expression is made of anybody's words, and the time grows with the message's length only.
/// </remarks>
public sealed class SafetyScreen
{
    /// <summary>Up to so many words are a topic to look up ("cauda equina"), not a statement.</summary>
    private const int Keywords = 4;

    private readonly string _path;
    private readonly RedFlagsTable _table;
    private readonly Likeness _likeness;
    private readonly IReadOnlyList<ExampleMessage> _examples;

    private SafetyScreen(string path, RedFlagsTable table, IReadOnlyList<ExampleMessage> examples)
    {
        _path = path;
        _table = table;
        _examples = examples;
        _likeness = Learn(examples);
        Signs = [.. table.Signs.Select(entry => entry.Sign)];
    }

    /// <summary>The signs in the file's order, for the bot's list of warning signs.</summary>
    public IReadOnlyList<RedFlag> Signs { get; }

    /// <summary>Reads red-flags.yaml and the example messages beside it.</summary>
    /// <exception cref="RedFlagsException">A file is missing or an entry is wrong.</exception>
    public static SafetyScreen Load(string path)
    {
        var table = RedFlagsFile.Read(path);
        var examples = ExampleMessage.ReadAll(Path.Combine(Path.GetDirectoryName(path) ?? "", ExampleMessage.FileName));
        return new(path, table, [.. examples, .. table.Signs.SelectMany(sign => sign.AsMessages())]);
    }

    /// <summary>The gravest sign of the message, or <see cref="SafetyFinding.Nothing"/>.</summary>
    public SafetyFinding Screen(string text)
    {
        var message = Read(text);
        return Weigh(ByRules(message, null), _likeness.Of(message), _table.Limits);
    }

    /// <summary>By the rules alone, for a phrase that the script itself knows: a chip, a command, a greeting.</summary>
    public SafetyFinding ScreenKnownPhrase(string text) => ByRules(Read(text), null).Finding;

    /// <summary>The same decision with every sign that was considered and why it did not count.</summary>
    public SafetyExplanation Explain(string text)
    {
        var message = Read(text);
        var considered = new List<ConsideredSign>();
        var (rules, chances) = (ByRules(message, considered), _likeness.Of(message));
        return new(Weigh(rules, chances, _table.Limits), considered, chances.Sign);
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
                    problems.Add(new(_path, example.Line, $"'{example.Text}' is recognised as '{sign.Id}' but must not be; narrow a rule or a wording."));
                else if (!matches && example.Matches)
                    problems.Add(new(_path, example.Line, $"'{example.Text}' is not recognised as '{sign.Id}'; add its wording to a concept or a rule."));
            }
        return problems;
    }

    /// <summary>Judges every example message by what the others teach: how the screen fares with messages that it has not learned.</summary>
    /// <remarks>Neighbours in the file stay together, as they are often a message and its look-alike.</remarks>
    internal IEnumerable<JudgedExample> CrossValidate()
    {
        const int Folds = 5;
        const int Together = 2;
        var models = Enumerable.Range(0, Folds).AsParallel().AsOrdered().Select(fold => Learn([.. _examples.Where((_, i) => i / Together % Folds != fold)])).ToList();
        return _examples.Select((example, i) =>
        {
            var message = Read(example.Text);
            return new JudgedExample(example, ByRules(message, null), models[i / Together % Folds].Of(message));
        });
    }

    private Likeness Learn(IReadOnlyList<ExampleMessage> examples) =>
        Likeness.Learn([.. examples.AsParallel().AsOrdered().Select(example => (_table.Tokenizer.Cut(example.Text), example.Notice))], new(_table.Forms, _table.Context));

    private Message Read(string text)
    {
        var message = _table.Tokenizer.Cut(text);
        foreach (var token in message.Tokens)
            token.Meanings = _table.Vocabulary.Meanings(token.Word);
        return message;
    }

    /// <summary>Rules and examples together: either can raise an alarm, and each is asked about the other's.</summary>
    internal static SafetyFinding Weigh(RuleFinding rules, Chances chances, LikenessLimits limits)
    {
        var (found, isExcused) = rules;
        if (found.IsAlarm && chances.Sign >= limits.DoubtBelow)
            return chances.Sign >= limits.AlarmFrom && Gravity(chances.Gravest) > Gravity(found.Notice) ? found with { Level = LevelOf(chances.Gravest), Notice = chances.Gravest } : found;
        if (chances.Sign >= (isExcused ? limits.OverruleFrom : limits.AlarmFrom))
            return new(LevelOf(chances.Gravest), chances.Gravest, found.SignId, found.Language, found.Words);
        if (found.IsAlarm && found.Notice != SafetyNotice.Crisis && chances.Sign < limits.IgnoreBelow)
            return SafetyFinding.Nothing with { Language = found.Language };
        return found.IsAlarm || (!isExcused && chances.Sign >= limits.AskFrom) ? found with { Level = SafetyLevel.None, Notice = SafetyNotice.Unsure } : found;
    }

    private RuleFinding ByRules(Message message, List<ConsideredSign>? considered)
    {
        var found = _table.Phrases.Find(message);
        var markers = found.Where(hit => ScopeNames.All.Contains(hit.Concept)).ToLookup(hit => hit.Concept);
        var concepts = found.Where(hit => !ScopeNames.All.Contains(hit.Concept)).ToList();
        var hits = new MessageHits(message, concepts, _table.Fillers);
        var scopes = new Scopes(message, concepts, markers);

        SafetyFinding? gravest = null;
        SafetyFinding? asked = null;
        var isExcused = false;
        foreach (var (sign, rules, _) in _table.Signs)
        {
            if (Match(rules, hits, hit => DoubtOf(hit) == Doubt.None, IsAffirmed) is { } words)
            {
                considered?.Add(new(sign.Id, sign.Level, Quote(words), null));
                if (gravest is null || Gravity(sign.Notice) > Gravity(gravest.Notice))
                    gravest = new(sign.Level, sign.Notice, sign.Id, LanguageOf(words), Quote(words));
            }
            else if (gravest is null || considered is not null)
            {
                var question = Match(rules, hits, hit => DoubtOf(hit) == Doubt.None || IsAsked(hit), IsAffirmed);
                if (question is not null)
                    asked ??= new(SafetyLevel.None, SafetyNotice.WarningSigns, sign.Id, LanguageOf(question), Quote(question));
                if ((question ?? Match(rules, hits, _ => true, _ => true)) is not { } doubtful)
                    continue;
                isExcused = true;
                considered?.Add(new(sign.Id, sign.Level, Quote(doubtful), Describe(doubtful.Aggregate(IsAffirmed(doubtful) ? Doubt.None : Doubt.Negated, (all, hit) => all | DoubtOf(hit)))));
            }
        }
        return new(gravest ?? asked ?? AskedForSigns() ?? SafetyFinding.Nothing with { Language = LanguageOf(found) }, isExcused && gravest is null);

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
