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

/// <summary>Chances of a sign, from 0 to 1, at which the screen changes its mind; <c>calibrate red-flags</c> prints what each choice costs.</summary>
/// <param name="AlarmFrom">Without any rule, from here on a notice is shown.</param>
/// <param name="OverruleFrom">The same where the rules met a sign's words but found them denied, past, supposed or asked in general.</param>
/// <param name="AskFrom">From here on no article is shown before the person has been asked.</param>
/// <param name="DoubtBelow">A rule that is fulfilled is not believed below this; the bot asks instead.</param>
/// <param name="IgnoreBelow">Nor does it ask below this: in a long story some rule is nearly always fulfilled by chance. Not so for a crisis, which is never passed over.</param>
internal readonly record struct LikenessLimits(float AlarmFrom, float OverruleFrom, float AskFrom, float DoubtBelow, float IgnoreBelow);

/// <summary>What the example messages teach: it recognises what the rules' wordings do not foresee.</summary>
internal sealed class Likeness
{
    private static readonly SafetyNotice[] _classes = [SafetyNotice.None, SafetyNotice.Urgent, SafetyNotice.Emergency, SafetyNotice.Crisis];

    private readonly MessageFeatures _features;
    private readonly TextModel _model;

    private Likeness(MessageFeatures features, TextModel model)
    {
        _features = features;
        _model = model;
    }

    public static Likeness Learn(IReadOnlyList<(Message Message, SafetyNotice Notice)> examples, MessageFeatures features) =>
        new(features, TextModel.Learn([.. examples.AsParallel().AsOrdered().Select(example => (features.Of(example.Message), Array.IndexOf(_classes, example.Notice)))], _classes.Length));

    public Chances Of(Message message) =>
        _model.Chances(_features.Of(message)) is [var none, var urgent, var emergency, var crisis] ? new(none, urgent, emergency, crisis) : new(1, 0, 0, 0);
}
