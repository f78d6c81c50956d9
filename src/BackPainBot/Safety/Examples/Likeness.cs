using BackPainBot.Knowledge.Learning;

namespace BackPainBot.Safety.Examples;

/// <summary>How like the example messages of each notice a message reads: chances from 0 to 1 that add up to 1.</summary>
internal readonly record struct Chances(float None, float Urgent, float Emergency, float Crisis)
{
    /// <summary>That the message holds a warning sign of any kind.</summary>
    public float Sign => 1 - None;

    public SafetyNotice Gravest =>
        Crisis >= Urgent && Crisis >= Emergency ? SafetyNotice.Crisis : Emergency >= Urgent ? SafetyNotice.Emergency : SafetyNotice.Urgent;
}

/// <summary>Chances of a sign, from 0 to 1, at which the screen speaks up; <c>calibrate red-flags</c> prints what each choice costs.</summary>
/// <param name="AlarmFrom">From here on a notice is shown.</param>
/// <param name="AskFrom">From here on no article is shown before the person has been asked.</param>
internal readonly record struct LikenessLimits(float AlarmFrom, float AskFrom);

/// <summary>What the example messages teach: how likely a message holds a sign, given its words and what the rules make of it.</summary>
internal sealed class Likeness
{
    private static readonly SafetyNotice[] _classes = [SafetyNotice.None, SafetyNotice.Urgent, SafetyNotice.Emergency, SafetyNotice.Crisis];

    private readonly TextModel _model;

    private Likeness(TextModel model) => _model = model;

    /// <param name="examples">Features of example messages (<see cref="MessageFeatures"/>).</param>
    public static Likeness Learn(IEnumerable<(int[] Features, SafetyNotice Notice)> examples) =>
        new(TextModel.Learn([.. examples.Select(example => (example.Features, Array.IndexOf(_classes, example.Notice)))], _classes.Length));

    public Chances Of(int[] features) =>
        _model.Chances(features) is [var none, var urgent, var emergency, var crisis] ? new(none, urgent, emergency, crisis) : new(1, 0, 0, 0);
}
