using System.Globalization;
using BackPainBot.Safety.Doubts;
using BackPainBot.Safety.Examples;
using BackPainBot.Safety.Words;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BackPainBot.Safety.Rules;

/// <summary>red-flags.yaml as the screen needs it.</summary>
/// <param name="NoDoubt">For some concepts the doubts that do not excuse them: "lasting" ones are not undone by the past, "asked" ones not by a question.</param>
internal sealed record RedFlagsTable(
    Tokenizer Tokenizer,
    WordForms Forms,
    ContextWords Context,
    LikenessLimits Limits,
    StoryLimits Stories,
    Vocabulary Vocabulary,
    PhraseIndex Phrases,
    IReadOnlySet<string> Fillers,
    IReadOnlyDictionary<string, Doubt> NoDoubt,
    IReadOnlyList<SignEntry> Signs);

/// <summary>One sign with its rules and the lines of its examples.</summary>
internal sealed record SignEntry(RedFlag Sign, IReadOnlyList<SignRule> Rules, IReadOnlyList<Example> Examples)
{
    /// <summary>The examples that must match, as example messages; those that must not may still be another sign.</summary>
    public IEnumerable<ExampleMessage> AsMessages() => Examples.Where(example => example.Matches).Select(example => new ExampleMessage(Sign.Notice, example.Text));
}

/// <summary>A sentence that must, or must not, be recognised as its sign.</summary>
internal sealed record Example(string Text, bool Matches, int Line);

/// <summary>Reads red-flags.yaml; every fault is named with its line and what to write instead.</summary>
internal sealed class RedFlagsFile
{
    public const string Name = "red-flags.yaml";

    private static readonly string[] _languages = ["en", "es"];
    private static readonly Dictionary<string, Doubt> _attributes = new()
    {
        ["lasting"] = Doubt.Past,
        ["supposed"] = Doubt.Hypothetical,
        ["asked"] = Doubt.General | Doubt.Hypothetical,
    };

    private readonly string _path;
    private readonly Dictionary<(string Concept, string Language), List<(string Wording, int Line)>> _wordings = [];
    private readonly Dictionary<(string Concept, string Language), List<WordingPart>?> _read = [];
    private readonly Dictionary<string, Doubt> _noDoubt = [];

    private readonly HashSet<string> _conceptNames = [];
    private readonly HashSet<int> _emptyWords = [];

    private RedFlagsFile(string path) => _path = path;

    public static RedFlagsTable Read(string path)
    {
        if (!File.Exists(path))
            throw new RedFlagsException(path, 1, "the table of warning signs is missing; restore it, the bot does not start without it.");
        return new RedFlagsFile(path).Read();
    }

    private RedFlagsTable Read()
    {
        var root = Parse();
        Expect(root, "the file", "spellings", "forms", "fillers", "ordinary-words", "likeness", "scopes", "parts", "concepts", "signs");
        var tokenizer = new Tokenizer(Map(root, "spellings").ToDictionary(entry => entry.Key, entry => entry.Value.Split(' ')));
        var forms = new WordForms(Map(root, "forms").SelectMany(entry => entry.Value.Split(' ').Select(form => (form, entry.Key))).DistinctBy(pair => pair.form).ToDictionary(pair => pair.form, pair => pair.Key));
        var fillers = Words(root, "fillers");
        var likeness = Mapping(Child(root, "likeness"), "likeness");
        Expect(likeness, "likeness", "alarm-from", "ask-from", "ask-before-closest-from", "story-from", "story-doubt", "denying", "dated", "personal", "turning");
        var limits = new LikenessLimits(Number(likeness, "alarm-from", 0, 1), Number(likeness, "ask-from", 0, 1), Number(likeness, "ask-before-closest-from", 0, 1));
        var stories = new StoryLimits(Number(likeness, "story-from", 2, 5000), Number(likeness, "story-doubt", 0, 10));
        var context = new ContextWords(Words(likeness, "denying"), Words(likeness, "dated"), Words(likeness, "personal"), Words(likeness, "turning"));
        var vocabulary = new Vocabulary(forms, Words(root, "ordinary-words"));

        var scopes = ReadConcepts(Child(root, "scopes"), "scopes");
        foreach (var missing in ScopeNames.All.Except(scopes))
            throw Fault(Child(root, "scopes"), $"scopes lacks '{missing}'; add it with at least one wording.");
        foreach (var unknown in scopes.Except(ScopeNames.All))
            throw Fault(Child(root, "scopes"), $"scopes has '{unknown}', which nothing reads; remove it or write one of: {string.Join(", ", ScopeNames.All)}.");
        var concepts = ReadConcepts(Child(root, "concepts"), "concepts");
        var parts = ReadConcepts(Child(root, "parts"), "parts");

        _conceptNames.UnionWith(concepts);
        _emptyWords.UnionWith(fillers.Select(vocabulary.Learn));
        var wordings = _wordings.Keys.Where(key => !parts.Contains(key.Concept)).SelectMany(key => Graph(key.Concept, key.Language, tokenizer, vocabulary)).ToList();
        var phrases = new PhraseIndex(PhraseNode.AnyOf(wordings), fillers);
        var signs = Sequence(root, "signs").Select(node => ReadSign(node, concepts)).ToList();
        foreach (var twin in signs.GroupBy(entry => entry.Sign.Id).Where(group => group.Count() > 1))
            throw new RedFlagsException(_path, twin.Last().Sign.Line, $"the id '{twin.Key}' is used twice; give each sign an id of its own.");
        vocabulary.Close();
        return new(tokenizer, forms, context, limits, stories, vocabulary, phrases, fillers, _noDoubt, signs);
    }

    private YamlMappingNode Parse()
    {
        try
        {
            var yaml = new YamlStream();
            using var reader = File.OpenText(_path);
            yaml.Load(reader);
            return yaml.Documents is [{ RootNode: YamlMappingNode root }, ..]
                ? root
                : throw new RedFlagsException(_path, 1, "the file holds no entries; restore it.");
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException)
        {
            // YamlDotNet throws the latter, without a line, at some texts such as "{ [ : ,".
            throw new RedFlagsException(_path, (int)((e as YamlException)?.Start.Line ?? 1), $"this is no valid YAML ({e.Message}); look for a missing quote, colon or space at the line's start.");
        }
    }

    private HashSet<string> ReadConcepts(YamlNode section, string name)
    {
        var names = new HashSet<string>();
        foreach (var (key, value) in Mapping(section, name).Children)
        {
            var concept = ((YamlScalarNode)key).Value ?? "";
            if (value is not YamlMappingNode languages)
                throw Fault(value, $"'{concept}' needs its wordings under 'en:' or 'es:'.");
            Expect(languages, $"'{concept}'", [], [.. _languages, .. _attributes.Keys]);
            if (!names.Add(concept) || _languages.Any(language => _wordings.ContainsKey((concept, language))))
                throw Fault(key, $"the name '{concept}' is used twice; give each entry of scopes, parts and concepts a name of its own.");
            foreach (var (languageKey, wordings) in languages.Children)
            {
                var language = ((YamlScalarNode)languageKey).Value!;
                if (!_attributes.TryGetValue(language, out var doubt))
                    _wordings[(concept, language)] = [.. Lines(wordings)];
                else if (Text(wordings) == "true")
                    _noDoubt[concept] = _noDoubt.GetValueOrDefault(concept) | doubt;
            }
        }
        return names;
    }

    /// <summary>Each wording of a concept as a beginning of the graph.</summary>
    private IEnumerable<PhraseNode> Graph(string concept, string language, Tokenizer tokenizer, Vocabulary vocabulary)
    {
        var end = PhraseNode.End(concept, language);
        foreach (var ((wording, line), part) in _wordings[(concept, language)].Zip(Wordings(concept, language, tokenizer, vocabulary)))
        {
            var node = part(end).WithoutLeadingGap();
            if (_conceptNames.Contains(concept) && node.IsOnly(_emptyWords))
                throw new RedFlagsException(_path, line, $"'{wording}' can shrink to a word that says nothing alone; make fewer of its words optional.");
            yield return node;
        }
    }

    /// <summary>All wordings of a concept; one that refers to another holds the other's wordings too.</summary>
    private List<WordingPart> Wordings(string concept, string language, Tokenizer tokenizer, Vocabulary vocabulary)
    {
        if (_read.TryGetValue((concept, language), out var done))
            return done ?? throw new RedFlagsException(_path, _wordings[(concept, language)][0].Line, $"'{concept}' refers to itself; break the circle.");
        _read[(concept, language)] = null;
        var parts = new List<WordingPart>();
        foreach (var (wording, line) in _wordings[(concept, language)])
        {
            var notation = new PhraseNotation(tokenizer, vocabulary, other => _wordings.ContainsKey((other, language))
                ? PhraseNotation.AnyOf(Wordings(other, language, tokenizer, vocabulary))
                : throw new RedFlagsException(_path, line, $"'{wording}' refers to '{{{other}}}', which has no wordings in '{language}'; write a concept of this file."));
            try
            {
                parts.Add(notation.Read(wording));
            }
            catch (FormatException e)
            {
                throw new RedFlagsException(_path, line, e.Message);
            }
        }
        return _read[(concept, language)] = parts;
    }

    private SignEntry ReadSign(YamlNode node, HashSet<string> concepts)
    {
        var sign = Mapping(node, "a sign");
        Expect(sign, "a sign", ["id", "level", "title", "source", "when", "match", "not"]);
        var (level, notice) = Text(Child(sign, "level")) switch
        {
            "emergency" => (SafetyLevel.Emergency, SafetyNotice.Emergency),
            "crisis" => (SafetyLevel.Emergency, SafetyNotice.Crisis),
            "urgent" => (SafetyLevel.Urgent, SafetyNotice.Urgent),
            var other => throw Fault(Child(sign, "level"), $"'{other}' is no level; write emergency, urgent or crisis."),
        };
        var rules = Sequence(sign, "when").Select(rule => ReadRule(rule, concepts)).ToList();
        var matching = Sequence(sign, "match").Select(example => new Example(Text(example), true, LineOf(example))).ToList();
        var not = Sequence(sign, "not").Select(example => new Example(Text(example), false, LineOf(example))).ToList();
        var flag = new RedFlag(
            Text(Child(sign, "id")), level, notice, Text(Child(sign, "title")), Text(Child(sign, "source")),
            [.. matching.Select(example => example.Text)], [.. not.Select(example => example.Text)], LineOf(node));
        return new(flag, rules, [.. matching, .. not]);
    }

    /// <summary>Reads "numb/weak + leg within 6 words unless knee".</summary>
    private SignRule ReadRule(YamlNode node, HashSet<string> concepts)
    {
        var text = Text(node);
        var (head, unless) = Halve(text, " unless ");
        var (names, within) = Halve(head, " within ");
        IReadOnlyList<IReadOnlyList<string>> parts = [.. names.Split('+').Select(Names)];
        return new(parts, ReadReach(within, node), unless is null ? [] : Names(unless));

        IReadOnlyList<string> Names(string list)
        {
            string[] ids = list.Split('/', StringSplitOptions.TrimEntries);
            foreach (var id in ids.Where(id => !concepts.Contains(id)))
                throw Fault(node, $"'{text}' names '{id}', which is not among the concepts; add it there or correct the name.");
            return ids;
        }
    }

    private Reach ReadReach(string? within, YamlNode node)
    {
        string[] words = within?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [DefaultReach, "words"];
        if (words is [var count, ("words" or "sentences") and var unit] && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return unit == "words" ? new Reach.Words(number) : new Reach.Sentences(number);
        return words is ["the", "message"]
            ? new Reach.Everywhere()
            : throw Fault(node, $"'within {within}' is not understood; write 'within 6 words', 'within 2 sentences' or 'within the message'.");
    }

    private const string DefaultReach = "6";

    private static (string Before, string? After) Halve(string text, string at) =>
        text.Split(at, 2) is [var before, var after] ? (before, after) : (text, null);

    private Dictionary<string, string> Map(YamlMappingNode root, string key) =>
        Mapping(Child(root, key), key).Children.ToDictionary(entry => Text(entry.Key), entry => Text(entry.Value));

    private float Number(YamlMappingNode node, string key, float least, float most) =>
        float.TryParse(Text(Child(node, key)), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Fault(Child(node, key), string.Create(CultureInfo.InvariantCulture, $"'{key}' must be a number from {least} to {most}."));

    private HashSet<string> Words(YamlMappingNode root, string key) =>
        [.. Text(Child(root, key)).Split([' ', '\n', ',', '\r'], StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The wordings of a "|" block with the line of each.</summary>
    private IEnumerable<(string Wording, int Line)> Lines(YamlNode node)
    {
        var first = LineOf(node) + (node is YamlScalarNode { Style: ScalarStyle.Literal } ? 1 : 0);
        var lines = Text(node).Split('\n');
        for (var i = 0; i < lines.Length; i++)
            foreach (var wording in lines[i].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                yield return (wording, first + i);
    }

    private YamlNode Child(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : throw Fault(node, $"'{key}:' is missing here; add it.");

    private YamlMappingNode Mapping(YamlNode node, string what) =>
        node as YamlMappingNode ?? throw Fault(node, $"{what} must be a list of 'name: value' lines.");

    private YamlSequenceNode Sequence(YamlMappingNode node, string key) =>
        Child(node, key) as YamlSequenceNode ?? throw Fault(Child(node, key), $"'{key}:' must be a list, each item on a line that begins with '- '.");

    private string Text(YamlNode node) =>
        node is YamlScalarNode { Value: { Length: > 0 } value } ? value.Trim() : throw Fault(node, "a text is missing here; write one, in quotes if it holds a colon.");

    private void Expect(YamlMappingNode node, string what, params string[] required) => Expect(node, what, required, required);

    private void Expect(YamlMappingNode node, string what, string[] required, string[] allowed)
    {
        foreach (var key in node.Children.Keys.Where(key => !allowed.Contains(((YamlScalarNode)key).Value)))
            throw Fault(key, $"{what} has an unknown entry '{key}'; write one of: {string.Join(", ", allowed)}.");
        foreach (var key in required)
            Child(node, key);
    }

    private RedFlagsException Fault(YamlNode node, string problem) => new(_path, LineOf(node), problem);

    private static int LineOf(YamlNode node) => (int)node.Start.Line;
}
