using BackPainBot.Knowledge.Learning;

namespace BackPainBot.Knowledge.Deciding;

/// <summary>Questions that the owner has sorted into those that the articles answer and those that they do not (<c>question-examples.tsv</c>), and what they teach.</summary>
/// <remarks>What is not answered has patterns of its own ("how much is", "can I book", "which brand of") that no passage's words give away.</remarks>
internal sealed class QuestionExamples
{
    private const int Unanswered = 0;
    private const int Answered = 1;

    private readonly IReadOnlyList<(string Question, int Class)> _examples;
    private readonly TextModel? _model;

    private QuestionExamples(IReadOnlyList<(string Question, int Class)> examples)
    {
        _examples = examples;
        _model = examples.Count > 0 ? Learn(examples) : null;
    }

    /// <summary>No examples: no question is more familiar than another.</summary>
    public static QuestionExamples None { get; } = new([]);

    /// <summary>Reads <c>answered</c> or <c>unanswered</c>, a tab and a question a line; a line that begins with # is a comment.</summary>
    /// <exception cref="FormatException">A line is neither; the message names it as "line N".</exception>
    public static QuestionExamples Read(string text)
    {
        var examples = new List<(string, int)>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.Trim() is "" or ['#', ..]) continue;
            examples.Add(line.Split('\t') switch
            {
                ["answered", var question] => (question.Trim(), Answered),
                ["unanswered", var question] => (question.Trim(), Unanswered),
                _ => throw new FormatException($"line {number} is no example"),
            });
        }

        return new(examples);
    }

    /// <summary>These and the articles' own wordings, which are questions that they answer. Wordings alone are no examples: nothing says what is not answered.</summary>
    internal QuestionExamples With(IEnumerable<string> wordings) =>
        _examples.Count == 0 ? this : new([.. _examples, .. wordings.Select(wording => (wording, Answered))]);

    /// <summary>-1 to 1: whether a question reads like those that the articles answer (1) or like those that they do not (-1); 0 when nothing is known.</summary>
    public double Familiarity(string question) => _model is null ? 0 : Familiarity(_model, question);

    /// <summary>The familiarity of each example after the others, so that what is fitted to it does not flatter itself.</summary>
    internal IReadOnlyDictionary<string, double> CrossValidate()
    {
        const int Folds = 10;
        var familiar = new Dictionary<string, double>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var model = Learn([.. _examples.Where((_, index) => index % Folds != fold)]);
            foreach (var (question, _) in _examples.Where((_, index) => index % Folds == fold)) familiar[question] = Familiarity(model, question);
        }

        return familiar;
    }

    private static double Familiarity(TextModel model, string question) => model.Chances(Features(question)) is { } chances ? (2 * chances[Answered]) - 1 : 0;

    private static TextModel Learn(IReadOnlyList<(string Question, int Class)> examples) =>
        TextModel.Learn([.. examples.Select(example => (Features(example.Question), example.Class))], classes: 2);

    private static int[] Features(string question)
    {
        var features = new TextFeatures();
        var before = TextFeatures.Word("");
        foreach (var range in LetterRuns(question.ToLowerInvariant()))
        {
            var word = TextFeatures.Word(range);
            features.AddWord(word);
            features.AddPair(before, word);
            features.AddPieces(range);
            before = word;
        }

        return features.All();
    }

    private static IEnumerable<string> LetterRuns(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] is '\'' or '’'))
            {
                if (start < 0) start = i;
            }
            else if (start >= 0)
            {
                yield return text[start..i].Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal);
                start = -1;
            }
        }
    }
}
