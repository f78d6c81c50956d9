using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BackPainBot.Knowledge;

/// <summary>What each feature of the decision weighs, and from which chance on a passage is shown: <c>decision.yaml</c>, written by <c>calibrate</c>.</summary>
/// <param name="AnswerFrom">A passage with at least this chance of answering is an answer.</param>
/// <param name="ClosestFrom">One with at least this chance is shown as the closest; one with less is not worth showing.</param>
/// <param name="Weights">The base first, then one for each of <see cref="Names"/>.</param>
public sealed record DecisionModel(double AnswerFrom, double ClosestFrom, IReadOnlyList<double> Weights)
{
    /// <summary>Without the file: fitted to the shipped articles without question-examples.tsv.</summary>
    public static readonly DecisionModel Default = new(0.899, 0.230, [-1.663, 2.355, 0.507, 1.694, -2.157, 0.247, -0.869, 1.449, 0]);

    /// <summary>The features in the order of the weights, with what each of them is.</summary>
    public static readonly IReadOnlyList<(string Name, string Meaning)> Names =
    [
        ("base", "before any feature counts"),
        ("coverage", "share of the question's meaning that the passage mentions"),
        ("together", "largest share of it in one wording or sentence of the passage"),
        ("likeness", "how like the question the nearest wording or sentence is, both ways"),
        ("subjects", "how much of the question is about subjects of the word list that the articles do not mention"),
        ("substance", "how much the question says: 1 from two rare words on"),
        ("headIsMissing", "1 when the passage does not mention the first thing that the question is about"),
        ("margin", "how far the second passage lies behind"),
        ("familiar", "1 when it reads like the questions that the articles answer, -1 like those that they do not (question-examples.tsv)"),
    ];

    /// <summary>0 to 1: the chance that the best passage answers the question (logistic regression).</summary>
    public double Chance(DecisionFeatures features) => 1 / (1 + Math.Exp(-Values(features).Zip(Weights, (value, weight) => value * weight).Sum()));

    /// <summary>The features as numbers, in the order of <see cref="Names"/>.</summary>
    public static double[] Values(DecisionFeatures features) =>
        [1, features.Coverage, features.Together, features.Likeness, features.Subjects, features.Substance, features.HeadIsMissing ? 1 : 0, features.Margin, features.Familiar];

    /// <summary>Fits the weights so that the chances agree with the examples; the thresholds stay as they are.</summary>
    /// <param name="examples">Features, and whether the articles answer the question.</param>
    public static DecisionModel Fit(IReadOnlyCollection<(DecisionFeatures Features, bool IsAnswered)> examples)
    {
        // Steepest descent on the log loss: the features lie between 0 and 1 and the loss has one lowest point, so that nothing cleverer is needed.
        const int Steps = 4_000;
        const double StepWidth = 1;
        const double Ridge = 0.002;
        var rows = examples.Select(example => (Values: Values(example.Features), Target: example.IsAnswered ? 1.0 : 0.0)).ToArray();
        var weights = new double[Names.Count];
        var slope = new double[weights.Length];
        for (var step = 0; step < Steps; step++)
        {
            for (var i = 0; i < slope.Length; i++) slope[i] = i == 0 ? 0 : Ridge * weights[i];
            foreach (var (values, target) in rows)
            {
                var sum = 0.0;
                for (var i = 0; i < values.Length; i++) sum += weights[i] * values[i];
                var error = ((1 / (1 + Math.Exp(-sum))) - target) / rows.Length;
                for (var i = 0; i < values.Length; i++) slope[i] += error * values[i];
            }

            for (var i = 0; i < weights.Length; i++) weights[i] -= StepWidth * slope[i];
        }

        return Default with { Weights = weights };
    }

    /// <exception cref="FormatException">The text is no such file; the message says where and what to do.</exception>
    public static DecisionModel Read(string yaml)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            var root = (YamlMappingNode)stream.Documents[0].RootNode;
            var weights = (YamlMappingNode)root["weights"];
            return new(Number(root, "answerFrom"), Number(root, "closestFrom"), [.. Names.Select(feature => Number(weights, feature.Name))]);
        }
        catch (Exception wrong) when (wrong is YamlException or InvalidOperationException or InvalidCastException or KeyNotFoundException or ArgumentOutOfRangeException or FormatException)
        {
            throw new FormatException("answerFrom, closestFrom or a weight is missing or no number.", wrong);
        }
    }

    public string Write()
    {
        var yaml = new StringBuilder("# When a passage is shown. Written by the command `calibrate`; run it again after larger changes to the articles or the word list.\n")
            .Append(CultureInfo.InvariantCulture, $"answerFrom: {AnswerFrom:0.000}    # a passage with at least this chance of answering is an answer\n")
            .Append(CultureInfo.InvariantCulture, $"closestFrom: {ClosestFrom:0.000}   # with at least this one it is shown as the closest; with less it is not shown\n")
            .Append("# The chance is 1 / (1 + e^-s), s being the sum of each feature (0 to 1; familiar -1 to 1) times its weight.\nweights:\n");
        foreach (var ((name, meaning), weight) in Names.Zip(Weights))
            yaml.Append(CultureInfo.InvariantCulture, $"  {name}: {weight:0.000}    # {meaning}\n");
        return yaml.ToString();
    }

    private static double Number(YamlMappingNode node, string name)
    {
        var number = double.Parse(((YamlScalarNode)node[name]).Value ?? "", CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? number : throw new FormatException();
    }
}
