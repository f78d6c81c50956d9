using BackPainBot.Knowledge.Indexing;
using BackPainBot.Knowledge.Reading;
using J2N.Text;
using Lucene.Net.Analysis.Synonym;
using Lucene.Net.Util;

namespace BackPainBot.Knowledge.Questions;

/// <summary>The owner's word list: what a person says, and what the articles may say instead. Words are stems.</summary>
/// <remarks>Applied to questions, not to the index: an edit is live without reading the articles again, and a synonym can count less than the word itself.</remarks>
internal sealed class Synonyms
{
    public static readonly Synonyms None = new("", [], []);

    private readonly Dictionary<string, List<string[]>> _rules;
    private readonly Dictionary<string, List<string[]>> _phrases;
    private readonly Dictionary<string, string> _sameWord;
    private readonly HashSet<string> _stems;
    private readonly HashSet<string> _beginnings;

    private Synonyms(string hash, Dictionary<string, List<string[]>> rules, IReadOnlyList<string> words)
    {
        Hash = hash;
        _rules = rules;
        Words = words;
        _stems = [.. rules.Keys.SelectMany(phrase => phrase.Split(' '))];
        _sameWord = SameWords(rules);
        _phrases = rules.Where(rule => rule.Key.Contains(' ', StringComparison.Ordinal))
            .GroupBy(rule => Written(rule.Key.Split(' ')), rule => rule.Value)
            .ToDictionary(same => same.Key, same => same.SelectMany(outputs => outputs).ToList());
        _beginnings = [.. _phrases.Keys.Select(phrase => phrase.Split(' ')[0])];
        LongestPhrase = rules.Keys.Select(phrase => phrase.Count(letter => letter == ' ') + 1).DefaultIfEmpty(0).Max();
    }

    public string Hash { get; }

    /// <summary>The unstemmed words of the list, for mending typing errors.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>In words.</summary>
    public int LongestPhrase { get; }

    /// <summary>Whether a rule begins from a phrase with this stem.</summary>
    public bool Knows(string stem) => _stems.Contains(stem);

    /// <summary>What may stand for a word, each as its words; empty when no rule begins from it.</summary>
    public IReadOnlyList<string[]> Of(string word) => _rules.TryGetValue(word, out var others) ? others : [];

    /// <summary>The same for a phrase; it also goes by words that stand for each other, so that "bulging disc" covers "bulging disk".</summary>
    public IReadOnlyList<string[]> Of(IEnumerable<string> phrase) => _phrases.TryGetValue(Written(phrase), out var others) ? others : [];

    /// <summary>Reads Solr's format: <c>a, b c</c> stand for each other, <c>a => b c</c> only leads from left to right.</summary>
    /// <exception cref="FormatException">A rule is wrong; the message names its line as <c>line N</c>.</exception>
    public static Synonyms Read(string text)
    {
        // The parser takes a rule without a word on one side for a rule about nothing.
        if (text.Split('\n').Index().FirstOrDefault(line => !line.Item.StartsWith('#') && line.Item.Contains("=>", StringComparison.Ordinal) && line.Item.Split("=>").Any(string.IsNullOrWhiteSpace)) is { Item: not null } oneSided)
            throw new FormatException($"There is no word on one side of the rule in line {oneSided.Index + 1}.");

        var parser = new RuleParser();
        try
        {
            parser.Parse(new StringReader(text));
        }
        catch (ParseException error)
        {
            throw new FormatException(error.Message, error);
        }

        var rules = text.Split('\n').Where(line => !line.StartsWith('#'));
        var words = rules.SelectMany(rule => TextAnalyzer.Words.Tokens(rule)).Select(token => token.Text).Where(EnglishQuestions.HasMeaning);
        return new(ContentHash.Of(text), parser.Rules, [.. words.Distinct()]);
    }

    /// <summary>Whether a phrase of several words may begin with this one.</summary>
    public bool BeginsPhrase(string word) => _beginnings.Contains(_sameWord.GetValueOrDefault(word, word));

    /// <summary>A phrase with one word in the place of all that stand for each other.</summary>
    private string Written(IEnumerable<string> phrase) => string.Join(' ', phrase.Select(word => _sameWord.GetValueOrDefault(word, word)));

    /// <summary>For each word that another one stands for, both ways, the one that is written for all of them.</summary>
    private static Dictionary<string, string> SameWords(Dictionary<string, List<string[]>> rules)
    {
        var same = new Dictionary<string, string>();
        foreach (var (word, others) in rules.Where(rule => !rule.Key.Contains(' ', StringComparison.Ordinal)))
        {
            foreach (var other in others.Where(other => other.Length == 1 && rules.TryGetValue(other[0], out var back) && back.Exists(phrase => phrase is [var only] && only == word)))
            {
                var (keep, drop) = (same.GetValueOrDefault(word, word), same.GetValueOrDefault(other[0], other[0]));
                foreach (var member in same.Where(pair => pair.Value == drop).Select(pair => pair.Key).Append(drop).ToArray()) same[member] = keep;
            }
        }

        return same;
    }

    /// <summary>Lucene's parser, with the rules kept as phrases: its own compiled form is made for token streams, where the words of two phrases mix.</summary>
    private sealed class RuleParser() : SolrSynonymParser(dedup: true, expand: true, TextAnalyzer.Stems)
    {
        public Dictionary<string, List<string[]>> Rules { get; } = [];

        public override void Add(CharsRef input, CharsRef output, bool includeOrig)
        {
            var from = input.ToString().Replace(SynonymMap.WORD_SEPARATOR, ' ');
            var to = output.ToString().Replace(SynonymMap.WORD_SEPARATOR, ' ');
            if (from == to) return;
            if (!Rules.TryGetValue(from, out var others)) Rules[from] = others = [];
            var phrase = to.Split(' ');
            if (!others.Exists(other => other.SequenceEqual(phrase))) others.Add(phrase);
        }
    }
}
