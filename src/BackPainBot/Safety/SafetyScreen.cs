using BackPainBot.Knowledge;
using BackPainBot.Safety.Doubts;
using BackPainBot.Safety.Examples;
using BackPainBot.Safety.Rules;
using BackPainBot.Safety.Words;

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
    private readonly string _folder;
    private readonly RedFlagsTable _table;
    private readonly RuleReader _reader;
    private readonly Likeness _likeness;

    private SafetyScreen(string folder, string? cacheFolder)
    {
        _folder = folder;
        _table = RedFlagsFile.Read(Path.Combine(folder, RedFlagsFile.Name));
        _reader = new(_table);
        Signs = [.. _table.Signs.Select(entry => entry.Sign)];

        var examples = Examples(); // also when they were learned before: what is wrong with them must be said
        var cache = string.IsNullOrEmpty(cacheFolder) ? null : Likeness.CacheIn(cacheFolder, folder);
        if (cache?.Read(reader => Likeness.Read(reader, _table.Forms, _table.Context, _table.Stories, _reader.Read)) is { } learned)
        {
            _likeness = learned;
            return;
        }

        _likeness = Likeness.Learn(examples, _table.Tokenizer, _table.Forms, _table.Context, _table.Stories, _reader.Read);
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
        var message = _reader.Read(text);
        return Weigh(message.Rules, _likeness.Of(message), _table.Limits);
    }

    /// <summary>By the rules alone, for a phrase that the script itself knows: a chip, a command, a greeting.</summary>
    public SafetyFinding ScreenKnownPhrase(string text) => _reader.Read(text).Rules.Finding;

    /// <summary>The same decision with every sign that was considered and why it did not count.</summary>
    public SafetyExplanation Explain(string text)
    {
        var message = _reader.Read(text);
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
    internal IEnumerable<JudgedExample> CrossValidate() => _likeness.CrossValidate(Examples());

    /// <summary>The example messages, and those of the signs that must match.</summary>
    private List<ExampleMessage> Examples() => [.. ExampleMessage.ReadAll(Path.Combine(_folder, ExampleMessage.FileName)), .. _table.Signs.SelectMany(sign => sign.AsMessages())];

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

    private static SafetyLevel LevelOf(SafetyNotice notice) => notice switch
    {
        SafetyNotice.Crisis or SafetyNotice.Emergency => SafetyLevel.Emergency,
        SafetyNotice.Urgent => SafetyLevel.Urgent,
        _ => SafetyLevel.None,
    };
}
