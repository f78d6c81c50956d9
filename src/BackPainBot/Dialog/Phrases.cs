using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace BackPainBot.Dialog;

/// <summary>What a whole message can be besides a question.</summary>
internal enum DialogCommand
{
    Help,
    Topics,
    More,
    Source,
    Contact,
    StartOver,
    NotWhatIAsked,
    Insist,
    Yes,
    No,
}

/// <summary>A message as the dialog reads it: a command, small talk, a topic chip, or else a question.</summary>
/// <param name="Question">The person's words without a greeting or thanks around them.</param>
/// <param name="Opener">The "yes" or "no" that a longer message begins with; null for none.</param>
internal sealed record Reading(DialogCommand? Command, Script.SmallTalkEntry? SmallTalk, Script.Topic? Topic, string Question, DialogCommand? Opener = null)
{
    /// <summary>Whether the whole message is a phrase of the script.</summary>
    public bool IsPhrase => Command is not null || SmallTalk is not null || Topic is not null;
}

/// <summary>Recognises the script's phrases; capitals, punctuation, fillers ("please", "mate") and small typos aside.</summary>
internal sealed class Phrases
{
    private readonly FrozenDictionary<string, Reading> _phrases;
    private readonly FrozenSet<string> _fillers;
    private readonly FrozenSet<string> _confirming;
    private readonly FrozenSet<string> _denying;
    private readonly FrozenSet<string> _denied;
    private readonly int _longest;

    public Phrases(Script script)
    {
        var phrases = new Dictionary<string, Reading>();
        _fillers = KeysOf(script.Fillers);
        _confirming = KeysOf(script.AfterNotice.ConfirmingWords);
        _denying = KeysOf(script.AfterNotice.DenyingWords);
        _denied = KeysOf(script.AfterNotice.DeniedWords);
        void Add(string phrase, Reading reading)
        {
            phrases.TryAdd(Key(Split(phrase)), reading);
            phrases.TryAdd(WithoutFillers(Split(phrase)), reading);
        }

        foreach (var topic in script.Topics)
        {
            Add(topic.Label, new(null, null, topic, topic.Question));
        }

        foreach (var (command, list) in script.Commands.All())
        {
            list.ForEach(phrase => Add(phrase, new(command, null, null, phrase)));
        }

        foreach (var entry in script.SmallTalk)
        {
            entry.Phrases.ForEach(phrase => Add(phrase, new(null, entry, null, phrase)));
        }

        _phrases = phrases.ToFrozenDictionary();
        _longest = phrases.Keys.Max(key => key.Count(c => c == ' ') + 1);
    }

    /// <summary>Reads a message; what is no phrase of the script is a question.</summary>
    public Reading Read(string text)
    {
        var words = Split(text);
        if (Whole(words) is { } whole)
        {
            return whole;
        }

        var question = WithoutPleasantries(text, words);
        return question.Length < text.Length && Whole(Split(question)) is { } inner ? inner : new(null, null, null, question, Opener(words));
    }

    /// <summary>Whether a part of the text between its breaks says no to all: "nothing like that, only sore", "I've none of those", not "no numbness though" and not a bare "no".</summary>
    public bool DeniesPlainly(string text)
    {
        var words = Split(text);
        for (var (start, end) = (0, 1); end <= words.Length; end++)
        {
            if (end < words.Length && !BreakBetween(text, words[end - 1], words[end]))
            {
                continue;
            }

            var part = words.AsSpan(start..end);
            if (part.Length > 1 && (Exact(part) is { Command: DialogCommand.No } || DeniesAll(part)))
            {
                return true;
            }

            start = end;
        }

        return false;
    }

    /// <summary>"Yes, what do I do" says that it is so; "ok but how does it work" only goes on.</summary>
    public bool Confirms(string text) => Split(text) is [var first, ..] && _confirming.Contains(first.Text);

    /// <summary>Whether one of the words stands in the text, or one of the openers at its beginning or after a break.</summary>
    public static bool HoldsOneOf(IReadOnlyList<string> words, IReadOnlyList<string> openers, string text)
    {
        var all = Split(text);
        return all.Index().Any(word =>
            words.Contains(word.Item.Text) || (openers.Contains(word.Item.Text) && (word.Index == 0 || BreakBetween(text, all[word.Index - 1], word.Item))));
    }

    private bool DeniesAll(ReadOnlySpan<Word> words)
    {
        var denies = false;
        foreach (var (word, _, _) in words)
        {
            var denying = _denying.Contains(word);
            if (!denying && !_denied.Contains(word) && !_fillers.Contains(word))
            {
                return false;
            }

            denies |= denying;
        }

        return denies;
    }

    private DialogCommand? Opener(ReadOnlySpan<Word> words) =>
        words.Length > 0 && _phrases.GetValueOrDefault(words[0].Text) is { Command: DialogCommand.Yes or DialogCommand.No } opening ? opening.Command : null;

    /// <summary>The reading of words that are a phrase as a whole; null when they are not.</summary>
    private Reading? Whole(ReadOnlySpan<Word> words)
    {
        if (words.Length == 0 || words.Length > _longest + 6)
        {
            return null;
        }

        return Exact(words) ?? Misspelt(WithoutFillers(words));
    }

    private Reading? Exact(ReadOnlySpan<Word> words) => _phrases.GetValueOrDefault(Key(words)) ?? _phrases.GetValueOrDefault(WithoutFillers(words));

    private string WithoutFillers(ReadOnlySpan<Word> words)
    {
        var kept = words.ToArray().Where(word => !_fillers.Contains(word.Text)).ToArray();
        return Key(kept.Length > 0 ? kept : words);
    }

    /// <summary>One slip is forgiven in a phrase of 5 letters or more, two from 12 on; shorter ones are too close to other words.</summary>
    private Reading? Misspelt(string key)
    {
        foreach (var (phrase, reading) in _phrases)
        {
            var allowed = phrase.Length >= 12 ? 2 : phrase.Length >= 5 ? 1 : 0;
            if (allowed > 0 && phrase[0] == key[0] && Math.Abs(phrase.Length - key.Length) <= allowed && EditDistance.Between(phrase, key, allowed) <= allowed)
            {
                return reading;
            }
        }

        return null;
    }

    /// <summary>Takes small talk, a "yes" or a "no" off the front and the end of a question.</summary>
    private string WithoutPleasantries(string text, ReadOnlySpan<Word> words)
    {
        var first = 0;
        var last = words.Length;
        for (var cut = Math.Min(first + _longest, last - 1); cut > first; cut--)
        {
            if (Exact(words[first..cut]) is { } opening && (opening.SmallTalk is { Opens: true } || (IsAside(opening) && BreakBetween(text, words[cut - 1], words[cut]))))
            {
                (first, cut) = (cut, Math.Min(cut + _longest, last));
            }
        }

        for (var cut = Math.Max(last - _longest, first + 1); cut < last; cut++)
        {
            if (Exact(words[cut..last]) is { SmallTalk: not null } && BreakBetween(text, words[cut - 1], words[cut]))
            {
                (last, cut) = (cut, Math.Max(cut - _longest, first));
            }
        }

        return first == 0 && last == words.Length ? text : text[words[first].Start..EndOfSentence(text, words, last)];
    }

    private static bool IsAside(Reading reading) =>
        reading.SmallTalk is not null || reading.Command is DialogCommand.Yes or DialogCommand.No or DialogCommand.NotWhatIAsked or DialogCommand.Insist;

    /// <summary>A comma, the end of a line, a smiley: anything but spaces.</summary>
    private static bool BreakBetween(string text, Word left, Word right) => text.AsSpan(left.End, right.Start - left.End).ContainsAnyExcept(' ', '\t');

    /// <summary>The question mark belongs to the question.</summary>
    private static int EndOfSentence(string text, ReadOnlySpan<Word> words, int last) =>
        last == words.Length ? text.Length : Math.Min(text.Length, words[last - 1].End + 1);

    private static FrozenSet<string> KeysOf(IEnumerable<string> phrases) => phrases.Select(phrase => Key(Split(phrase))).ToFrozenSet();

    private static string Key(ReadOnlySpan<Word> words)
    {
        var key = new StringBuilder();
        foreach (var word in words)
        {
            key.Append(key.Length > 0 ? " " : "").Append(word.Text);
        }

        return key.ToString();
    }

    /// <summary>Words in lower case without accents and apostrophes ("What's" is "whats"). Where there is no word the first sign stands for all: "???" is "?", two thumbs in any colour are one.</summary>
    private static Word[] Split(string text)
    {
        var words = new List<Word>();
        var word = new StringBuilder();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : ' ';
            if (char.IsLetterOrDigit(c))
            {
                start = word.Length == 0 ? i : start;
                word.Append(char.ToLowerInvariant(WithoutAccent(c)));
            }
            else if (c is not ('\'' or '’') && word.Length > 0)
            {
                words.Add(new(word.ToString(), start, i));
                word.Clear();
            }
        }

        return words.Count == 0 && text.Trim() is { Length: > 0 } signs ? [new($"{signs.EnumerateRunes().First()}", 0, text.Length)] : [.. words];
    }

    private static char WithoutAccent(char c) => c < 128 ? c : c.ToString().Normalize(NormalizationForm.FormD)
        .FirstOrDefault(part => CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark, c);

    private readonly record struct Word(string Text, int Start, int End);
}
