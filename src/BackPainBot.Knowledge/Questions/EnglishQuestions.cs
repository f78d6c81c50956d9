using System.Collections.Frozen;
using System.Globalization;
using BackPainBot.Knowledge.Indexing;

namespace BackPainBot.Knowledge.Questions;

/// <summary>What the search knows about English questions, from <c>english.txt</c>.</summary>
internal static class EnglishQuestions
{
    /// <summary>A word that counts less has no meaning of its own.</summary>
    public const double MeaningFrom = 0.2;

    private static readonly FrozenDictionary<string, string[]> Sections = Read();

    private static readonly FrozenDictionary<string, double> Weights =
        (from line in Sections["weights"]
         let parts = line.Split(':')
         from word in parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)
         select KeyValuePair.Create(word, double.Parse(parts[0], CultureInfo.InvariantCulture)))
        .DistinctBy(pair => pair.Key).ToFrozenDictionary();

    /// <summary>With a blank before and behind.</summary>
    private static readonly FrozenDictionary<string, string[]> Phrases =
        Sections.ToFrozenDictionary(section => section.Key, section => Array.ConvertAll(section.Value, phrase => $" {phrase} "));

    /// <summary>The words that count less than others.</summary>
    public static IEnumerable<string> Words => Weights.Keys;

    /// <summary>0 to 1; 1 for a word that is not listed.</summary>
    public static double Weight(string word) => Weights.GetValueOrDefault(word, 1);

    public static bool HasMeaning(string word) => Weight(word) >= MeaningFrom;

    public static bool LeansOnTheQuestionBefore(IReadOnlyList<Token> words) => BeginsWith(words, "follow-up");

    public static bool PointsBack(IReadOnlyList<Token> words) => Holds(words, "pointing-back");

    public static bool Asks(IReadOnlyList<Token> words) => BeginsWith(words, "asking");

    public static AnswerKind KindAsked(IReadOnlyList<Token> words) =>
        Holds(words, "price") ? AnswerKind.Price
        : Holds(words, "duration") ? AnswerKind.Duration
        : Holds(words, "number") ? AnswerKind.Number
        : BeginsWith(words, "person") ? AnswerKind.Person
        : BeginsWith(words, "date") ? AnswerKind.Date
        : AnswerKind.Any;

    private static bool BeginsWith(IReadOnlyList<Token> words, string section) =>
        Joined(words.Take(4)) is var text && Array.Exists(Phrases[section], phrase => text.StartsWith(phrase, StringComparison.Ordinal));

    private static bool Holds(IReadOnlyList<Token> words, string section) =>
        Joined(words) is var text && Array.Exists(Phrases[section], phrase => text.Contains(phrase, StringComparison.Ordinal));

    private static string Joined(IEnumerable<Token> words) => $" {string.Join(' ', words.Select(word => word.Text))} ";

    private static FrozenDictionary<string, string[]> Read()
    {
        using var file = typeof(EnglishQuestions).Assembly.GetManifestResourceStream("english.txt")!;
        using var reader = new StreamReader(file);
        var sections = new Dictionary<string, List<string>>();
        var section = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || string.IsNullOrWhiteSpace(line)) continue;
            if (line.StartsWith('['))
                sections[section = line.Trim('[', ']')] = [];
            else
                sections[section].Add(line.Trim());
        }

        return sections.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray());
    }
}
