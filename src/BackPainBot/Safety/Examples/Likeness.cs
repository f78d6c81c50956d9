using System.Runtime.CompilerServices;

namespace BackPainBot.Safety.Examples;

/// <summary>How like the example messages of each notice a message reads: chances from 0 to 1 that add up to 1.</summary>
internal readonly record struct Chances(float None, float Urgent, float Emergency, float Crisis)
{
    /// <summary>That the message holds a warning sign of any kind.</summary>
    public float Sign => 1 - None;

    public SafetyNotice Gravest =>
        Crisis >= Urgent && Crisis >= Emergency ? SafetyNotice.Crisis : Emergency >= Urgent ? SafetyNotice.Emergency : SafetyNotice.Urgent;
}

/// <summary>Chances of a sign, from 0 to 1, at which the screen changes its mind; <c>calibrate red-flags</c> prints what each choice costs.</summary>
/// <param name="AlarmFrom">Without any rule, from here on a notice is shown.</param>
/// <param name="OverruleFrom">The same where the rules met a sign's words but found them denied, past, supposed or asked in general.</param>
/// <param name="AskFrom">From here on no article is shown before the person has been asked.</param>
/// <param name="DoubtBelow">A rule that is fulfilled is not believed below this; the bot asks instead.</param>
internal readonly record struct LikenessLimits(float AlarmFrom, float OverruleFrom, float AskFrom, float DoubtBelow);

/// <summary>
/// What the example messages teach (multinomial logistic regression over <see cref="MessageFeatures"/>, weighted by rarity). It recognises what the rules' wordings
/// do not foresee, and is learned anew at every start from the file that people read and edit: there is no second truth. The same file always gives the same weights.
/// </summary>
internal sealed class Likeness
{
    private const int Classes = 4;
    private const int Rounds = 12;
    private const float StepWidth = 0.6f;

    /// <summary>The length that a message counts with at least, in summed rarity: a word or two ("back") prove little, however often they stood in a warning.</summary>
    private const float ShortestMessage = 30;

    /// <summary>An example that is off by less is left alone; that halves the time to learn.</summary>
    private const float Settled = 0.02f;

    /// <summary>A feature that only one example has teaches nothing about others.</summary>
    private const int FewestExamples = 2;

    private readonly MessageFeatures _features;

    /// <summary>Where a feature's rarity and weights stand; -1 for one that the examples do not teach.</summary>
    private readonly int[] _places;
    private readonly float[] _rarity;
    private readonly float[] _weights;
    private readonly float[] _base = new float[Classes];

    private Likeness(MessageFeatures features, int[] places, float[] rarity)
    {
        _features = features;
        _places = places;
        _rarity = rarity;
        _weights = new float[rarity.Length * Classes];
    }

    public static Likeness Learn(IReadOnlyList<(Message Message, SafetyNotice Notice)> examples, MessageFeatures features)
    {
        var all = examples.AsParallel().AsOrdered().Select(example => features.Of(example.Message)).ToList();
        var counts = new int[MessageFeatures.Count];
        foreach (var slot in all.SelectMany(slots => slots))
            counts[slot]++;
        var rarity = new List<float>();
        var places = Array.ConvertAll(counts, count =>
        {
            if (count < FewestExamples)
                return -1;
            rarity.Add(MathF.Log((1f + all.Count) / (1 + count)) + 1);
            return rarity.Count - 1;
        });
        var learned = new Likeness(features, places, [.. rarity]);
        learned.Fit(all.ConvertAll(learned.Weigh), [.. examples.Select(example => ClassOf(example.Notice))]);
        return learned;
    }

    public Chances Of(Message message)
    {
        var known = Weigh(_features.Of(message));
        if (known.Length == 0)
            return new(1, 0, 0, 0); // no word that any example has: nothing to compare
        Span<float> chances = stackalloc float[Classes];
        Predict(known, chances);
        return new(chances[0], chances[1], chances[2], chances[3]);
    }

    /// <summary>Gives each known feature its rarity, scaled so that long and short messages weigh alike.</summary>
    private (int Place, float Value)[] Weigh(HashSet<int> slots)
    {
        var known = new List<(int Place, float Value)>(slots.Count);
        var squares = 0f;
        foreach (var slot in slots)
            if (_places[slot] is >= 0 and var place)
            {
                known.Add((place, _rarity[place]));
                squares += _rarity[place] * _rarity[place];
            }
        var length = MathF.Max(MathF.Sqrt(squares), ShortestMessage);
        return [.. known.Select(feature => (feature.Place, feature.Value / length))];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Predict((int Place, float Value)[] message, Span<float> chances)
    {
        _base.CopyTo(chances);
        foreach (var (place, value) in message)
            for (var c = 0; c < Classes; c++)
                chances[c] += _weights[place * Classes + c] * value;
        var highest = chances[0];
        foreach (var one in chances)
            highest = Math.Max(highest, one);
        var sum = 0f;
        for (var c = 0; c < Classes; c++)
            sum += chances[c] = MathF.Exp(chances[c] - highest);
        for (var c = 0; c < Classes; c++)
            chances[c] /= sum;
    }

    /// <summary>Stochastic gradient descent with AdaGrad's step widths, in an order that is mixed but always the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // runs once, at the start, for its whole length
    private void Fit(List<(int Place, float Value)[]> messages, int[] classes)
    {
        var steps = new float[_weights.Length];
        var order = Enumerable.Range(0, messages.Count).ToArray();
#pragma warning disable CA5394 // no secret: a fixed order, so that the same examples always give the same weights
        var random = new Random(1);
        Span<float> chances = stackalloc float[Classes];
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(order);
            foreach (var i in order)
            {
                Predict(messages[i], chances);
                chances[classes[i]] -= 1;
                for (var c = 0; c < Classes; c++)
                {
                    if (MathF.Abs(chances[c]) < Settled)
                        continue;
                    _base[c] -= 0.01f * chances[c];
                    foreach (var (place, value) in messages[i])
                    {
                        var slope = chances[c] * value;
                        ref var step = ref steps[place * Classes + c];
                        step += slope * slope;
                        _weights[place * Classes + c] -= StepWidth * slope / MathF.Sqrt(step + 1e-6f);
                    }
                }
            }
        }
#pragma warning restore CA5394
    }

    private static int ClassOf(SafetyNotice notice) => notice switch
    {
        SafetyNotice.Urgent => 1,
        SafetyNotice.Emergency => 2,
        SafetyNotice.Crisis => 3,
        _ => 0,
    };
}
