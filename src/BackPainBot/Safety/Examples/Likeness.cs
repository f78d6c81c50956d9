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

    /// <summary>Of two opinions on the same message: the mean of both in log odds.</summary>
    /// <param name="doubt">Taken off the log odds of each sign.</param>
    public Chances With(Chances other, float doubt)
    {
        var none = MathF.Sqrt(None * other.None) * MathF.Exp(doubt);
        var urgent = MathF.Sqrt(Urgent * other.Urgent);
        var emergency = MathF.Sqrt(Emergency * other.Emergency);
        var crisis = MathF.Sqrt(Crisis * other.Crisis);
        var all = none + urgent + emergency + crisis;
        return new(none / all, urgent / all, emergency / all, crisis / all);
    }

    public SafetyNotice Gravest =>
        Crisis >= Urgent && Crisis >= Emergency ? SafetyNotice.Crisis : Emergency >= Urgent ? SafetyNotice.Emergency : SafetyNotice.Urgent;
}

/// <summary>Chances of a sign, from 0 to 1, at which the screen speaks up; <c>calibrate red-flags</c> prints what each choice costs.</summary>
/// <param name="AlarmFrom">From here on a notice is shown.</param>
/// <param name="AskFrom">From here on no article is shown before the person has been asked.</param>
/// <param name="AskBeforeClosestFrom">From here on no passage that only comes close to the question is shown before the person has been asked.</param>
internal readonly record struct LikenessLimits(float AlarmFrom, float AskFrom, float AskBeforeClosestFrom);

/// <summary>How a story is weighed.</summary>
/// <param name="From">Words from which on a message is one.</param>
/// <param name="Doubt">What is taken off the log odds of a sign in it.</param>
internal readonly record struct StoryLimits(float From, float Doubt);

/// <summary>What the example messages teach: how likely a message holds a sign, given its words and what the rules make of it.</summary>
/// <remarks>
/// A sign is a sentence or two of a long story and drowns in the rest, so a story counts as the mean of the whole and of its most alarming neighbouring sentences;
/// and as one of many sentences alarms by chance, it takes more to believe it.
/// </remarks>
internal sealed class Likeness
{
    private static readonly SafetyNotice[] _classes = [SafetyNotice.None, SafetyNotice.Urgent, SafetyNotice.Emergency, SafetyNotice.Crisis];

    private readonly StoryLimits _stories;
    private readonly Func<string, ReadMessage> _read;
    private readonly KnownWords _words;
    private readonly MessageFeatures _features;
    private readonly TextModel _model;

    private Likeness(KnownWords words, MessageFeatures features, TextModel model, StoryLimits stories, Func<string, ReadMessage> read)
    {
        _stories = stories;
        _read = read;
        _words = words;
        _features = features;
        _model = model;
    }

    /// <param name="read">Cuts a message and lets the rules read it.</param>
    public static Likeness Learn(
        IReadOnlyList<ExampleMessage> examples, Tokenizer tokenizer, WordForms forms, ContextWords context, StoryLimits stories, Func<string, ReadMessage> read)
    {
        var words = KnownWords.Of(examples.Select(example => tokenizer.Cut(example.Text)));
        var features = new MessageFeatures(forms, context, words);
        var model = Learn(examples.AsParallel().AsOrdered().Select(example => (features.Of(read(example.Text)), example.Notice)).ToArray());
        return new(words, features, model, stories, read);
    }

    /// <summary>Keeps what was learned from this folder's red-flags.yaml and examples by this build of the program.</summary>
    public static CacheFile CacheIn(string cacheFolder, string folder)
    {
        var content = string.Join(' ', new[] { RedFlagsFile.Name, ExampleMessage.FileName }.Select(file => ContentHash.Of(File.ReadAllBytes(Path.Combine(folder, file)))));
        return new(
            Path.Combine(cacheFolder, $"red-flags-{ContentHash.Of(Path.GetFullPath(folder))}.model"),
            $"{typeof(Likeness).Module.ModuleVersionId} {typeof(TextModel).Module.ModuleVersionId} {content}");
    }

    public static Likeness Read(BinaryReader reader, WordForms forms, ContextWords context, StoryLimits stories, Func<string, ReadMessage> read)
    {
        var words = KnownWords.Read(reader);
        return new(words, new(forms, context, words), TextModel.Read(reader), stories, read);
    }

    public void Write(BinaryWriter writer)
    {
        _words.Write(writer);
        _model.Write(writer);
    }

    public Chances Of(ReadMessage message) => Of(_features.Of(message), Parts(message), _model);

    /// <summary>Judges every example by what the others teach.</summary>
    /// <remarks>Neighbours stay together, as they are often a message and its look-alike.</remarks>
    public IEnumerable<JudgedExample> CrossValidate(IReadOnlyList<ExampleMessage> examples)
    {
        const int Folds = 5;
        const int Together = 2;
        var all = examples.AsParallel().AsOrdered().Select(example =>
        {
            var message = _read(example.Text);
            return (Example: example, message.Rules, Features: _features.Of(message), Parts: Parts(message));
        }).ToArray();
        var models = Enumerable.Range(0, Folds).Select(fold =>
            Learn([.. all.Where((_, i) => i / Together % Folds != fold).Select(one => (one.Features, one.Example.Notice))])).ToList();
        return all.Select((one, i) => new JudgedExample(one.Example, one.Rules, Of(one.Features, one.Parts, models[i / Together % Folds])));
    }

    private static TextModel Learn((int[] Features, SafetyNotice Notice)[] examples) =>
        TextModel.Learn([.. examples.Select(example => (example.Features, Array.IndexOf(_classes, example.Notice)))], _classes.Length);

    private Chances Of(int[] whole, List<int[]> parts, TextModel model)
    {
        var chances = Of(whole, model);
        return parts.Count == 0 ? chances : chances.With(parts.Select(part => Of(part, model)).MinBy(part => part.None), _stories.Doubt);
    }

    private static Chances Of(int[] features, TextModel model) =>
        model.Chances(features) is [var none, var urgent, var emergency, var crisis] ? new(none, urgent, emergency, crisis) : new(1, 0, 0, 0);

    /// <summary>Each two neighbouring sentences of a story; nothing of what is shorter.</summary>
    private List<int[]> Parts(ReadMessage message) => message.Message.Tokens.Count < _stories.From ? [] : [.. message.Message.Pairs().Select(pair => _features.Of(_read(pair)))];
}
