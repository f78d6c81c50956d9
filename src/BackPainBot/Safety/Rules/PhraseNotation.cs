using System.Globalization;
using BackPainBot.Safety.Words;

namespace BackPainBot.Safety.Rules;

/// <summary>A piece of a wording, which is put before what follows it.</summary>
internal delegate PhraseNode WordingPart(PhraseNode next);

/// <summary>
/// Reads one wording of red-flags.yaml: words in any inflection; <c>(a|b c)</c> one of several; <c>(a|b)?</c> or <c>word?</c> may be missing; <c>..</c> up to three other
/// words; <c>word!</c> exactly so; <c>begin*</c> any word that begins so; <c>&lt;1-4&gt;</c> a number in that range; <c>{concept}</c> any wording of another concept.
/// </summary>
/// <param name="wordings">The wordings of another concept in the same language; throws when there are none.</param>
internal sealed class PhraseNotation(Tokenizer tokenizer, Vocabulary vocabulary, Func<string, WordingPart> wordings)
{
    /// <summary>The wording as a part of the graph.</summary>
    /// <exception cref="FormatException">The notation is broken; the message says where and why.</exception>
    public WordingPart Read(string wording)
    {
        var at = 0;
        var whole = Alternatives(wording, ref at);
        return at < wording.Length ? throw new FormatException($"'{wording}' has a ')' without its '('.") : whole;
    }

    /// <summary>Any one of these parts.</summary>
    public static WordingPart AnyOf(IReadOnlyList<WordingPart> parts) =>
        parts.Count == 1 ? parts[0] : next => PhraseNode.AnyOf([.. parts.Select(part => part(next))]);

    private WordingPart Alternatives(string text, ref int at)
    {
        List<WordingPart> all = [Sequence(text, ref at)];
        while (at < text.Length && text[at] == '|')
        {
            at++;
            all.Add(Sequence(text, ref at));
        }
        return AnyOf(all);
    }

    private WordingPart Sequence(string text, ref int at)
    {
        var parts = new List<WordingPart>();
        while (at < text.Length && text[at] is not (')' or '|'))
        {
            if (text[at] == ' ')
            {
                at++;
                continue;
            }
            WordingPart part;
            if (text[at] == '(')
            {
                at++;
                part = Alternatives(text, ref at);
                if (at >= text.Length)
                    throw new FormatException($"'{text}' has a '(' without its ')'.");
                at++;
            }
            else
            {
                part = Item(text, ref at);
            }
            if (at < text.Length && text[at] == '?')
            {
                at++;
                part = AnyOf([part, next => next]);
            }
            parts.Add(part);
        }
        parts.Reverse();
        return next => parts.Aggregate(next, (rest, part) => part(rest));
    }

    private WordingPart Item(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is not (' ' or '(' or ')' or '|' or '?'))
            at++;
        var item = text[start..at];
        if (item == "..")
            return PhraseNode.AfterGap;
        if (item is ['{', .. var concept, '}'])
            return wordings(concept);
        if (item is ['<', .. var range, '>'])
            return Range(range, text);
        var ending = item[^1] is '*' or '!' ? item[^1..] : "";
        var words = tokenizer.Spell(item.TrimEnd('*', '!').ToLowerInvariant()).ToList();
        if (words is [""] || words.Exists(word => !word.All(char.IsLetterOrDigit)))
            throw new FormatException($"'{item}' in '{text}' is no word; write letters, digits and the signs explained at the head of the file.");
        var ids = words.Select(word => vocabulary.Learn(word + (words.Count == 1 ? ending : ""))).Reverse().ToList();
        return next => ids.Aggregate(next, (rest, id) => PhraseNode.Word(id, rest));
    }

    private static WordingPart Range(string range, string text)
    {
        var bounds = range.Split('-');
        if (bounds.Length == 2
            && double.TryParse(bounds[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var least)
            && double.TryParse(bounds[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var most))
            return next => PhraseNode.Number(least, most, next);
        throw new FormatException($"'<{range}>' in '{text}' is no range; write it as <1-4>.");
    }
}
