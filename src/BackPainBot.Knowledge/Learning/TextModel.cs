using System.Runtime.CompilerServices;

namespace BackPainBot.Knowledge.Learning;

/// <summary>Tells classes of short texts apart after labelled examples: multinomial logistic regression over <see cref="TextFeatures"/>, weighted by rarity.</summary>
/// <remarks>Learned by the bot itself from examples that people read and edit, which stay the only truth. The same examples always give the same weights.</remarks>
public sealed class TextModel
{
    private const int Rounds = 12;
    private const float StepWidth = 0.2f;
    private const float BaseStep = 0.01f;

    /// <summary>The length that a text counts with at least, in summed rarity: a word or two ("back") prove little.</summary>
    private const float ShortestText = 30;

    /// <summary>An example that is off by less is left alone; that halves the time to learn.</summary>
    private const float Settled = 0.02f;

    /// <summary>A feature that only one example has teaches nothing about others.</summary>
    private const int FewestExamples = 2;

    private readonly int _classes;

    /// <summary>Where a feature's rarity and weights stand; -1 for one that the examples do not teach.</summary>
    private readonly int[] _places;
    private readonly float[] _rarity;
    private readonly float[] _weights;
    private readonly float[] _base;

    private TextModel(int classes, int[] places, float[] rarity)
    {
        _classes = classes;
        _places = places;
        _rarity = rarity;
        _weights = new float[rarity.Length * classes];
        _base = new float[classes];
    }

    /// <param name="examples">Each with its features and its class, from 0 up to but without <paramref name="classes"/>.</param>
    public static TextModel Learn(IReadOnlyList<(int[] Features, int Class)> examples, int classes)
    {
        var counts = new int[TextFeatures.Count];
        foreach (var (features, _) in examples)
            foreach (var feature in features) counts[feature]++;
        var rarity = new List<float>();
        var places = Array.ConvertAll(counts, count =>
        {
            if (count < FewestExamples) return -1;
            rarity.Add(MathF.Log((1f + examples.Count) / (1 + count)) + 1);
            return rarity.Count - 1;
        });
        var model = new TextModel(classes, places, [.. rarity]);
        model.Fit([.. examples.Select(example => model.Weigh(example.Features))], [.. examples.Select(example => example.Class)]);
        return model;
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static TextModel Read(BinaryReader reader)
    {
        var classes = reader.ReadInt32();
        var rarity = new float[reader.ReadInt32()];
        var places = new int[TextFeatures.Count];
        Array.Fill(places, -1);
        for (var place = 0; place < rarity.Length; place++)
        {
            places[reader.ReadInt32()] = place;
            rarity[place] = reader.ReadSingle();
        }

        var model = new TextModel(classes, places, rarity);
        foreach (ref var weight in model._weights.AsSpan()) weight = reader.ReadSingle();
        foreach (ref var weight in model._base.AsSpan()) weight = reader.ReadSingle();
        return model;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_classes);
        writer.Write(_rarity.Length);
        for (var feature = 0; feature < _places.Length; feature++)
        {
            if (_places[feature] is not (>= 0 and var place)) continue;
            writer.Write(feature);
            writer.Write(_rarity[place]);
        }

        foreach (var weight in _weights) writer.Write(weight);
        foreach (var weight in _base) writer.Write(weight);
    }

    /// <summary>The chance of each class, 0 to 1, all together 1; null when no example has any of the features: there is nothing to compare.</summary>
    public float[]? Chances(int[] features)
    {
        var known = Weigh(features);
        if (known.Places.Length == 0) return null;
        var chances = new float[_classes];
        Predict(known, chances);
        return chances;
    }

    /// <summary>A text's known features; each counts its rarity times the scale, so that long and short texts weigh alike.</summary>
    private readonly record struct WeighedText(int[] Places, float Scale);

    private WeighedText Weigh(int[] features)
    {
        var known = new List<int>(features.Length);
        var squares = 0f;
        foreach (var feature in features)
        {
            if (_places[feature] is not (>= 0 and var place)) continue;
            known.Add(place);
            squares += _rarity[place] * _rarity[place];
        }

        return new([.. known], 1 / MathF.Max(MathF.Sqrt(squares), ShortestText));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Predict(WeighedText text, Span<float> chances)
    {
        _base.CopyTo(chances);
        foreach (var place in text.Places)
        {
            var value = _rarity[place] * text.Scale;
            for (var c = 0; c < _classes; c++) chances[c] += _weights[(place * _classes) + c] * value;
        }

        var highest = chances[0];
        foreach (var one in chances) highest = Math.Max(highest, one);
        var sum = 0f;
        for (var c = 0; c < _classes; c++) sum += chances[c] = MathF.Exp(chances[c] - highest);
        for (var c = 0; c < _classes; c++) chances[c] /= sum;
    }

    /// <summary>Stochastic gradient descent with AdaGrad's step widths, in an order that is mixed but always the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // runs once, at the start, for its whole length
    private void Fit(WeighedText[] texts, int[] classes)
    {
        var steps = new float[_weights.Length];
        var order = Enumerable.Range(0, texts.Length).ToArray();
#pragma warning disable CA5394 // no secret: a fixed order, so that the same examples always give the same weights
        var random = new Random(1);
        Span<float> chances = stackalloc float[_classes];
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(order);
            foreach (var i in order)
            {
                Predict(texts[i], chances);
                chances[classes[i]] -= 1;
                for (var c = 0; c < _classes; c++)
                {
                    if (MathF.Abs(chances[c]) < Settled) continue;
                    _base[c] -= BaseStep * chances[c];
                    foreach (var place in texts[i].Places)
                    {
                        var slope = chances[c] * _rarity[place] * texts[i].Scale;
                        ref var step = ref steps[(place * _classes) + c];
                        step += slope * slope;
                        _weights[(place * _classes) + c] -= StepWidth * slope / MathF.Sqrt(step + 1e-6f);
                    }
                }
            }
        }
#pragma warning restore CA5394
    }
}
