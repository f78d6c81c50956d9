using System.Collections.Frozen;
using BackPainBot.Knowledge.Deciding;
using BackPainBot.Knowledge.Learning;

namespace BackPainBot.Dialog;

/// <summary>
/// Recognises thanks, farewells, complaints, "who wrote that" and the like in words that no list of phrases foresees, after the messages in talk-examples.tsv.
/// What it takes for talk is not searched, so a question must never be taken for it: the example questions are learned as such beside them.
/// </summary>
internal sealed class LearnedTalk
{
    public const string FileName = "talk-examples.tsv";

    /// <summary>The name under which the file lists what only looks like talk and must be searched.</summary>
    private const string Question = "question";
    private const int QuestionClass = 0;

    /// <summary>What is longer tells a story, and a story is searched.</summary>
    private const int MostWords = 30;
    private const int MostSentences = 4;

    /// <summary>Of words that no talk has, fewer may as well be a slip of the keys: "sciatca", "qi".</summary>
    private const int FewestWordsOfALanguage = 3;
    private const char LastLatinLetter = '\u024F';
    private static readonly char[] SentenceEnds = ['.', '!', '?', '\n'];

    private readonly IReadOnlyList<Reading?> _readings;

    /// <summary>The script's answer to another language; null when it has none.</summary>
    private readonly Reading? _otherLanguage;
    private readonly FrozenSet<string> _words;
    private readonly TextModel? _model;

    private LearnedTalk(IReadOnlyList<Reading?> readings, IReadOnlyList<(string Text, int Class)> examples)
    {
        _readings = readings;
        _otherLanguage = readings.FirstOrDefault(reading => reading?.SmallTalk is { InAnyWords: true });
        _words = examples.Where(example => example.Class != QuestionClass).SelectMany(example => TextFeatures.Words(example.Text)).ToFrozenSet();
        _model = examples.Count > 0 ? TextModel.Learn([.. examples.Select(example => (Features(example.Text), example.Class))], readings.Count) : null;
    }

    /// <summary>Knows the phrases of the script only, which need no learning.</summary>
    public static LearnedTalk Nothing { get; } = new([], []);

    /// <summary>Learns from the folder's talk-examples.tsv; nothing where there is none.</summary>
    /// <exception cref="ScriptException">A line of the file names no talk that the script has.</exception>
    public static LearnedTalk Load(string folder, Script script)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return Nothing;
        }

        Dictionary<string, int> classes = new() { [Question] = QuestionClass };
        List<Reading?> readings = [null];
        var examples = new List<(string Text, int Class)>();
        foreach (var (name, reading, phrases) in Kinds(script))
        {
            classes.Add(name, readings.Count);
            phrases.ForEach(phrase => examples.Add((phrase, readings.Count)));
            readings.Add(reading);
        }

        examples.AddRange(TalkExample.ReadAll(path, classes).Select(example => (example.Text, classes[example.Kind])));
        examples.AddRange(Questions(folder).Select(question => (question, QuestionClass)));
        return new(readings, examples);
    }

    /// <summary>What talk the text would be, and the chance, 0 to 1, that it is talk of any kind; null for a story, and for what is mostly in words that no talk has.</summary>
    /// <remarks>"You're solid. Where does that come from?" is talk sentence by sentence, and the last sentence is what it is about.</remarks>
    public (Reading Reading, double Chance)? Of(string text)
    {
        var sentences = text.Split(SentenceEnds, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var whole = OfSentence(text);
        if (sentences.Length < 2 || sentences.Length > MostSentences || Array.ConvertAll(sentences, OfSentence) is not [.., { } last] parts || parts.Contains(null))
        {
            return whole;
        }

        var least = parts.Min(part => part!.Value.Chance);
        return whole?.Chance >= least ? whole : (last.Reading, least);
    }

    private (Reading Reading, double Chance)? OfSentence(string text)
    {
        if (_otherLanguage is not null && IsMostlyInAnotherScript(text))
        {
            return (_otherLanguage, 1);
        }

        var words = TextFeatures.Words(text).ToList();
        if (words.Count > MostWords || _model?.Chances(Features(text)) is not { } chances)
        {
            return null;
        }

        // "Thanks, that is all" may be thanks or a farewell: how likely it is talk of any kind decides, and the likeliest kind answers.
        var likeliest = _readings[Enumerable.Range(QuestionClass + 1, chances.Length - 1).MaxBy(kind => chances[kind])]!;
        return likeliest.SmallTalk is { InAnyWords: true } && words.Count >= FewestWordsOfALanguage || words.Count(_words.Contains) * 2 > words.Count ? (likeliest, 1 - chances[QuestionClass]) : null;
    }

    private static IEnumerable<(string Name, Reading Reading, List<string> Phrases)> Kinds(Script script) =>
        script.SmallTalk.Select(entry => (entry.Id, new Reading(null, entry, null, ""), entry.Phrases))
            .Concat(script.Commands.All().Select(one => (NameOf(one.Command), new Reading(one.Command, null, null, ""), one.Phrases)));

    private static string NameOf(DialogCommand command) => char.ToLowerInvariant($"{command}"[0]) + $"{command}"[1..];

    /// <summary>A file that is being edited and wrong for the moment is reported by the search, which reads it again and again.</summary>
    private static IEnumerable<string> Questions(string folder)
    {
        try
        {
            return QuestionExamples.In(folder).All.Select(example => example.Question);
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private static bool IsMostlyInAnotherScript(string text) => text.Count(char.IsLetter) < text.Count(c => c > LastLatinLetter && char.IsLetter(c)) * 2;

    private static int[] Features(string text)
    {
        var features = new TextFeatures();
        features.AddText(text);
        features.AddName(text.Contains('?', StringComparison.Ordinal) ? "asks" : "tells");
        return features.All();
    }
}
