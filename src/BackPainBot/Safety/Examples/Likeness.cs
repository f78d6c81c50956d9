using BackPainBot.Knowledge;
using BackPainBot.Knowledge.Learning;
using BackPainBot.Knowledge.Reading;
using BackPainBot.Safety.Rules;
using BackPainBot.Safety.Words;

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

    private readonly KnownWords _words;
    private readonly MessageFeatures _features;
    private readonly TextModel _model;

    private Likeness(KnownWords words, MessageFeatures features, TextModel model)
    {
        _words = words;
        _features = features;
        _model = model;
    }

    /// <param name="read">Cuts a message and lets the rules read it.</param>
    public static Likeness Learn(IReadOnlyList<ExampleMessage> examples, Tokenizer tokenizer, WordForms forms, ContextWords context, Func<string, ReadMessage> read)
    {
        var words = KnownWords.Of(examples.Select(example => tokenizer.Cut(example.Text)));
        var features = new MessageFeatures(forms, context, words);
        return new(words, features, Learn(examples.AsParallel().AsOrdered().Select(example => (features.Of(read(example.Text)), example.Notice)).ToArray()));
    }

    /// <summary>Keeps what was learned from this folder's red-flags.yaml and examples by this build of the program.</summary>
    public static CacheFile CacheIn(string cacheFolder, string folder)
    {
        var content = string.Join(' ', new[] { RedFlagsFile.Name, ExampleMessage.FileName }.Select(file => ContentHash.Of(File.ReadAllBytes(Path.Combine(folder, file)))));
        return new(
            Path.Combine(cacheFolder, $"red-flags-{ContentHash.Of(Path.GetFullPath(folder))}.model"),
            $"{typeof(Likeness).Module.ModuleVersionId} {typeof(TextModel).Module.ModuleVersionId} {content}");
    }

    public static Likeness Read(BinaryReader reader, WordForms forms, ContextWords context)
    {
        var words = KnownWords.Read(reader);
        return new(words, new(forms, context, words), TextModel.Read(reader));
    }

    public void Write(BinaryWriter writer)
    {
        _words.Write(writer);
        _model.Write(writer);
    }

    public Chances Of(ReadMessage message) => Of(_features.Of(message), _model);

    /// <summary>Judges every example by what the others teach.</summary>
    /// <remarks>Neighbours stay together, as they are often a message and its look-alike.</remarks>
    public IEnumerable<JudgedExample> CrossValidate(IReadOnlyList<ExampleMessage> examples, Func<string, ReadMessage> read)
    {
        const int Folds = 5;
        const int Together = 2;
        var all = examples.AsParallel().AsOrdered().Select(example =>
        {
            var message = read(example.Text);
            return (Example: example, message.Rules, Features: _features.Of(message));
        }).ToArray();
        var models = Enumerable.Range(0, Folds).Select(fold =>
            Learn([.. all.Where((_, i) => i / Together % Folds != fold).Select(one => (one.Features, one.Example.Notice))])).ToList();
        return all.Select((one, i) => new JudgedExample(one.Example, one.Rules, Of(one.Features, models[i / Together % Folds])));
    }

    private static TextModel Learn((int[] Features, SafetyNotice Notice)[] examples) =>
        TextModel.Learn([.. examples.Select(example => (example.Features, Array.IndexOf(_classes, example.Notice)))], _classes.Length);

    private static Chances Of(int[] features, TextModel model) =>
        model.Chances(features) is [var none, var urgent, var emergency, var crisis] ? new(none, urgent, emergency, crisis) : new(1, 0, 0, 0);
}
