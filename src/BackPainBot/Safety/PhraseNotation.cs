using System.Globalization;

namespace BackPainBot.Safety;

/// <summary>
/// Reads one wording of red-flags.yaml: words in any inflection; <c>(a|b c)</c> one of several; <c>(a|b)?</c> or <c>word?</c> may be missing; <c>..</c> up to three other
/// words; <c>word!</c> exactly so; <c>begin*</c> any word that begins so; <c>&lt;1-4&gt;</c> a number in that range; <c>{concept}</c> any wording of another concept.
/// </summary>
/// <param name="wordings">The wordings of another concept in the same language, already expanded; throws when there are none.</param>
internal sealed class PhraseNotation(Tokenizer tokenizer, Vocabulary vocabulary, Func<string, IReadOnlyList<PhraseStep[]>> wordings)
{
    private const int MostVariants = 20_000;

    /// <summary>Every plain phrase that the wording stands for.</summary>
    /// <exception cref="FormatException">The notation is broken; the message says where and why.</exception>
    public IReadOnlyList<PhraseStep[]> Expand(string wording)
    {
        var at = 0;
        var variants = Alternatives(wording, ref at);
        if (at < wording.Length)
            throw new FormatException($"'{wording}' has a ')' without its '('.");
        return [.. variants.Select(WithoutOuterGaps).Where(phrase => phrase.Length > 0)];
    }

    /// <summary>When an optional word at the end is missing, the gap before it leads nowhere.</summary>
    private static PhraseStep[] WithoutOuterGaps(PhraseStep[] phrase)
    {
        var (start, end) = (0, phrase.Length);
        while (end > start && phrase[end - 1] is PhraseStep.Gap)
            end--;
        while (start < end && phrase[start] is PhraseStep.Gap)
            start++;
        return phrase[start..end];
    }

    private List<PhraseStep[]> Alternatives(string text, ref int at)
    {
        var all = Sequence(text, ref at);
        while (at < text.Length && text[at] == '|')
        {
            at++;
            all.AddRange(Sequence(text, ref at));
        }
        return all;
    }

    private List<PhraseStep[]> Sequence(string text, ref int at)
    {
        List<PhraseStep[]> phrases = [[]];
        while (at < text.Length && text[at] is not (')' or '|'))
        {
            if (text[at] == ' ')
            {
                at++;
                continue;
            }
            IReadOnlyList<PhraseStep[]> next;
            if (text[at] == '(')
            {
                at++;
                next = Alternatives(text, ref at);
                if (at >= text.Length)
                    throw new FormatException($"'{text}' has a '(' without its ')'.");
                at++;
            }
            else
            {
                next = Item(text, ref at);
            }
            if (at < text.Length && text[at] == '?')
            {
                at++;
                next = [.. next, []];
            }
            if ((long)phrases.Count * next.Count > MostVariants)
                throw new FormatException($"'{text}' stands for more than {MostVariants} phrases; split it.");
            phrases = [.. phrases.SelectMany(left => next.Select(right => (PhraseStep[])[.. left, .. right]))];
        }
        return phrases;
    }

    private IReadOnlyList<PhraseStep[]> Item(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is not (' ' or '(' or ')' or '|' or '?'))
            at++;
        var item = text[start..at];
        if (item == "..")
            return [[new PhraseStep.Gap()]];
        if (item is ['{', .. var concept, '}'])
            return wordings(concept);
        if (item is ['<', .. var range, '>'])
            return [[Range(range, text)]];
        var ending = item[^1] is '*' or '!' ? item[^1..] : "";
        var words = tokenizer.Spell(item.TrimEnd('*', '!').ToLowerInvariant()).ToList();
        if (words is [""] || words.Exists(word => !word.All(char.IsLetterOrDigit)))
            throw new FormatException($"'{item}' in '{text}' is no word; write letters, digits and the signs explained at the head of the file.");
        return [[.. words.Select(word => new PhraseStep.Word(vocabulary.Learn(word + (words.Count == 1 ? ending : ""))))]];
    }

    private static PhraseStep.Number Range(string range, string text)
    {
        var bounds = range.Split('-');
        if (bounds.Length == 2
            && double.TryParse(bounds[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var least)
            && double.TryParse(bounds[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var most))
            return new(least, most);
        throw new FormatException($"'<{range}>' in '{text}' is no range; write it as <1-4>.");
    }
}
