using System.Text.RegularExpressions;

namespace BackPainBot.Knowledge.Deciding;

/// <summary>Whether a text holds the kind of thing that a question asks for.</summary>
internal static partial class KindGiven
{
    public static bool In(string text, AnswerKind kind) => kind switch
    {
        AnswerKind.Price => Money().IsMatch(text),
        AnswerKind.Number => Number().IsMatch(text),
        AnswerKind.Duration => Duration().IsMatch(text),
        AnswerKind.Person => Name().IsMatch(text),
        AnswerKind.Date => Date().IsMatch(text),
        _ => true,
    };

    [GeneratedRegex(@"[$£€]|\b(dollars?|pounds?|euros?|pence|cents?|free of charge)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Money();

    [GeneratedRegex(@"\d|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundreds?|thousands?|millions?|once|twice|half|daily|weekly)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Number();

    [GeneratedRegex(@"\b(\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|few|several)( to \w+| or \w+|-\w+)? (seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b|\b\d+ ?(am|pm|h|min)\b|\b(overnight|immediately|at once)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Duration();

    /// <summary>Titles before a name; a plain name looks like any other words in capitals.</summary>
    [GeneratedRegex(@"\b(Dr|Mr|Mrs|Ms|Prof)\.? \p{Lu}|\b(by|named|called) \p{Lu}\w+ \p{Lu}\w+")]
    private static partial Regex Name();

    [GeneratedRegex(@"\b(1[5-9]|20)\d\d\b|\b\d{1,2}[./]\d{1,2}\b|\b(January|February|March|April|June|July|August|September|October|November|December)\b")]
    private static partial Regex Date();
}
