using BackPainBot.Knowledge.Learning;

namespace BackPainBot.Knowledge.Deciding;

/// <summary>A passage that a question may be answered by, as far as learning goes.</summary>
/// <param name="Document">Its number in the index.</param>
internal sealed record TaughtPassage(int Document, string Text, IReadOnlyList<string> Wordings);

/// <summary>What the example questions and the passages' own wordings teach: whether a question reads like one that is answered, and by which passage.</summary>
/// <remarks>What is not answered has patterns of its own ("how much is", "can I book", "which brand of") that no passage's words give away, and what is answered has words
/// that stand in no passage and no word list.</remarks>
internal sealed class LearnedQuestions
{
    private const int Unanswered = 0;
    private const int AnsweredSomewhere = 1;
    private const int FirstPassage = 2;

    /// <summary>A passage of fewer examples has too little to learn from.</summary>
    private const int FewestExamples = 5;

    /// <summary>So many passages, those with the most examples, are told apart; each takes its share of memory for every word.</summary>
    private const int MostPassages = 64;

    private readonly IReadOnlyList<(QuestionExample Example, int? Document)> _examples;
    private readonly Dictionary<int, int> _classes = [];
    private readonly TextModel? _model;

    private LearnedQuestions(IReadOnlyList<(QuestionExample Example, int? Document)> examples)
    {
        _examples = examples;
        foreach (var (document, _) in examples.Where(example => example.Document is not null).CountBy(example => example.Document!.Value)
                     .Where(count => count.Value >= FewestExamples).OrderByDescending(count => count.Value).ThenBy(count => count.Key).Take(MostPassages))
            _classes[document] = FirstPassage + _classes.Count;
        _model = examples.Count > 0 ? TextModel.Learn([.. examples.Select(example => (Features(example.Example.Question), ClassOf(example)))], FirstPassage + _classes.Count) : null;
    }

    /// <summary>Wordings alone teach nothing: nothing says what is not answered.</summary>
    public static LearnedQuestions From(QuestionExamples examples, Func<IEnumerable<TaughtPassage>> passages)
    {
        if (examples.All.Count == 0) return new([]);
        var all = passages().ToList();
        var starts = examples.All.Select(example => example.Passage).OfType<string>().Distinct().ToDictionary(start => start, start => DocumentOf(start, all));
        return new([
            .. examples.All.Select(example => (example, example.Passage is { } start ? starts[start] : null)),
            .. all.SelectMany(passage => passage.Wordings.Select(wording => (new QuestionExample(wording, IsAnswered: true), (int?)passage.Document)))]);
    }

    public Guess Of(string question) => new(_model?.Chances(Features(question)), _classes);

    /// <summary>The familiarity of each example after the others, so that what is fitted to it does not flatter itself.</summary>
    public IReadOnlyDictionary<string, double> CrossValidate()
    {
        const int Folds = 10;
        var familiar = new Dictionary<string, double>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var others = new LearnedQuestions([.. _examples.Where((_, index) => index % Folds != fold)]);
            foreach (var (example, _) in _examples.Where((_, index) => index % Folds == fold)) familiar[example.Question] = others.Of(example.Question).Familiar;
        }

        return familiar;
    }

    /// <summary>Null when no passage begins so: the article was edited since.</summary>
    private static int? DocumentOf(string start, IReadOnlyList<TaughtPassage> passages)
    {
        var words = OneBlank(start);
        return passages.FirstOrDefault(passage => OneBlank(passage.Text).StartsWith(words, StringComparison.OrdinalIgnoreCase))?.Document;
    }

    private static string OneBlank(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private int ClassOf((QuestionExample Example, int? Document) example) =>
        !example.Example.IsAnswered ? Unanswered
        : example.Document is { } document && _classes.TryGetValue(document, out var passage) ? passage
        : AnsweredSomewhere;

    private static int[] Features(string question)
    {
        var features = new TextFeatures();
        features.AddText(question);
        return features.All();
    }

    /// <summary>What was learned about one question.</summary>
    internal readonly struct Guess(float[]? chances, Dictionary<int, int> classes)
    {
        /// <summary>-1 to 1: whether it reads like those that the articles answer (1) or like those that they do not (-1); 0 when nothing is known.</summary>
        public double Familiar => chances is null ? 0 : 1 - (2 * chances[Unanswered]);

        /// <summary>0 to 1: that this passage answers it, if the articles do.</summary>
        public double ChanceOf(int document) => chances is not null && classes.TryGetValue(document, out var passage) ? chances[passage] / Math.Max(1e-6, 1 - chances[Unanswered]) : 0;
    }
}
