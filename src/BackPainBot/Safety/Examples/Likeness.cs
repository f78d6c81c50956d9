using BackPainBot.Knowledge;
using BackPainBot.Knowledge.Learning;
using BackPainBot.Knowledge.Reading;

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
/// <param name="AskBeforeClosestFrom">From here on no passage that only comes close to the question is shown before the person has been asked.</param>
internal readonly record struct LikenessLimits(float AlarmFrom, float AskFrom, float AskBeforeClosestFrom);

/// <summary>What the example messages teach: how likely a message holds a sign, given its words and what the rules make of it.</summary>
internal sealed class Likeness
{
    private static readonly SafetyNotice[] _classes = [SafetyNotice.None, SafetyNotice.Urgent, SafetyNotice.Emergency, SafetyNotice.Crisis];

    private readonly TextModel _model;

    private Likeness(TextModel model) => _model = model;

    /// <param name="examples">Features of example messages (<see cref="MessageFeatures"/>).</param>
    public static Likeness Learn(IEnumerable<(int[] Features, SafetyNotice Notice)> examples) =>
        new(TextModel.Learn([.. examples.Select(example => (example.Features, Array.IndexOf(_classes, example.Notice)))], _classes.Length));

    /// <summary>Keeps what was learned from this folder's red-flags.yaml and examples by this build of the program.</summary>
    public static CacheFile CacheIn(string cacheFolder, string folder)
    {
        var content = string.Join(' ', new[] { RedFlagsFile.Name, ExampleMessage.FileName }.Select(file => ContentHash.Of(File.ReadAllBytes(Path.Combine(folder, file)))));
        return new(
            Path.Combine(cacheFolder, $"red-flags-{ContentHash.Of(Path.GetFullPath(folder))}.model"),
            $"{typeof(Likeness).Module.ModuleVersionId} {typeof(TextModel).Module.ModuleVersionId} {content}");
    }

    public static Likeness Read(BinaryReader reader) => new(TextModel.Read(reader));

    public void Write(BinaryWriter writer) => _model.Write(writer);

    public Chances Of(int[] features) =>
        _model.Chances(features) is [var none, var urgent, var emergency, var crisis] ? new(none, urgent, emergency, crisis) : new(1, 0, 0, 0);
}
