using System.Globalization;
using System.Text;

namespace BackPainBot.Safety.Words;

/// <summary>Cuts text into words: folds case and accents, joins apostrophes, spells out contractions and texting words.</summary>
/// <param name="spellings">A written form and the words that it stands for, as in "cant" => "can not".</param>
internal sealed class Tokenizer(IReadOnlyDictionary<string, string[]> spellings)
{
    private static readonly Dictionary<string, double> _numbers = NumberWords();
    private static readonly HashSet<string> _titles = ["doctor", "dr", "mr", "mrs", "ms", "st", "prof"];
    private static readonly HashSet<string> _abbreviations = ["approx", "vs", "etc", "eg", "ie", "no", "temp", "yrs", "hrs", "wks"];

    public Message Cut(string text)
    {
        var tokens = new List<Token>(text.Length / 5 + 1);
        var starts = new List<int>();
        var questions = new HashSet<int>();
        var pause = Pause.Sentence;
        var word = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            var c = Fold(text[i]);
            if (char.IsAsciiDigit(c))
            {
                var start = i;
                while (i < text.Length && IsNumberPart(text, i))
                    i++;
                Add(text[start..i].Replace(',', '.'), start, i - start);
            }
            else if (IsLetter(c))
            {
                var start = i;
                word.Clear();
                for (; i < text.Length; i++)
                {
                    var letter = Fold(text[i]);
                    if (IsLetter(letter) || (char.IsAsciiDigit(letter) && word.Length > 0))
                        word.Append(letter);
                    else if (!IsJoin(text, i))
                        break;
                }
                if (word is ['w'] && i < text.Length && text[i] == '/')
                {
                    var without = i + 1 < text.Length && text[i + 1] is 'o' or 'O';
                    i += without ? 2 : 1;
                    word.Clear().Append(without ? "without" : "with");
                }
                var written = word.ToString();
                var possessive = written.Length > 2 && written[^1] == 's' && i - start > written.Length && IsApostrophe(text[i - 2]) && !spellings.ContainsKey(written);
                Add(possessive ? written[..^1] : written, start, i - start);
            }
            else
            {
                if (c is '&' or '+')
                    Add("and", i, 1);
                else
                    pause = Max(pause, PauseAt(text, i, tokens));
                if (c == '?')
                    questions.Add(starts.Count - 1);
                i++;
            }
        }
        return new(text, tokens, starts, questions);

        void Add(string written, int start, int length)
        {
            foreach (var spelled in spellings.TryGetValue(written, out var words) ? words : [written])
            {
                if (pause == Pause.Sentence)
                    starts.Add(tokens.Count);
                tokens.Add(new(spelled, NumberOf(spelled), start, length, pause, starts.Count - 1));
                pause = Pause.None;
            }
        }
    }

    /// <summary>The single words of a phrase in the file, spelled out as a message's words are.</summary>
    public IEnumerable<string> Spell(string written)
    {
        var plain = new string([.. written.Where(c => !IsApostrophe(c)).Select(Fold)]);
        return spellings.TryGetValue(plain, out var words) ? words : [plain];
    }

    private static Pause PauseAt(string text, int i, List<Token> tokens)
    {
        switch (text[i])
        {
            case '!' or '?' or '¿' or '¡' or ';':
                return Pause.Sentence;
            case '.':
                var ellipsis = i + 1 < text.Length && text[i + 1] == '.' || i > 0 && text[i - 1] == '.';
                var word = tokens.Count > 0 && tokens[^1].Number is null ? tokens[^1].Word : "";
                var abbreviation = word.Length == 1 || _titles.Contains(word) || (_abbreviations.Contains(word) && !IsBeforeCapital(text, i));
                return ellipsis ? Pause.Comma : abbreviation ? Pause.None : Pause.Sentence;
            case '\n':
                return i + 1 < text.Length && text[i + 1] is '\n' or '\r' ? Pause.Sentence : Pause.Comma;
            case ',' or ':' or '(' or ')' or '"' or '“' or '”' or '–' or '—' or '•' or '*' or '…':
                return Pause.Comma;
            case '-':
                return i > 0 && char.IsWhiteSpace(text[i - 1]) ? Pause.Comma : Pause.None;
            default:
                return Pause.None;
        }
    }

    private static bool IsBeforeCapital(string text, int at) => text.AsSpan(at + 1).TrimStart() is [var next, ..] && char.IsUpper(next);

    private static Pause Max(Pause one, Pause other) => one > other ? one : other;

    private static bool IsLetter(char c) => char.IsLetter(c);

    private static bool IsApostrophe(char c) => c is '\'' or '’' or '‘' or '´' or '`' or '\u00AD' or '\u200B';

    private static bool IsJoin(string text, int i) =>
        IsApostrophe(text[i]) && i > 0 && i + 1 < text.Length && char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1]);

    private static bool IsNumberPart(string text, int i) =>
        char.IsAsciiDigit(text[i])
        || (text[i] is '.' or ',' && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]) && (i + 4 > text.Length || text[i] == '.' || !char.IsAsciiDigit(text[i - 1]) || i + 2 >= text.Length || !char.IsAsciiDigit(text[i + 2])));

    private static double? NumberOf(string word) =>
        char.IsAsciiDigit(word[0])
            ? double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null
            : _numbers.TryGetValue(word, out var named) ? named : null;

    private static char Fold(char c) => char.ToLowerInvariant(c) switch
    {
        'á' or 'à' or 'â' or 'ä' or 'ã' => 'a',
        'é' or 'è' or 'ê' or 'ë' => 'e',
        'í' or 'ì' or 'î' or 'ï' => 'i',
        'ó' or 'ò' or 'ô' or 'ö' or 'õ' => 'o',
        'ú' or 'ù' or 'û' or 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        var lower => lower,
    };

    private static Dictionary<string, double> NumberWords()
    {
        string[] small =
        [
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
        ];
        string[] tens = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
        string[] spanish = ["cero", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"];
        var numbers = new Dictionary<string, double>();
        for (var i = 0; i < small.Length; i++)
            numbers[small[i]] = i;
        for (var i = 0; i < tens.Length; i++)
            numbers[tens[i]] = 30 + 10 * i;
        for (var i = 0; i < spanish.Length; i++)
            numbers[spanish[i]] = i;
        return numbers;
    }
}
