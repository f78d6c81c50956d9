using System.Text.RegularExpressions;

namespace BackPainBot.Knowledge.Deciding;

/// <summary>Whether a text holds the kind of thing that a question asks for.</summary>
internal static partial class KindGiven
{
    public static bool In(string text, AnswerKind kind) => kind switch
    {
        AnswerKind.Price => Money().IsMatch(text),
        AnswerKind.Number => Number().IsMatch(text),
        _ => true,
    };

    [GeneratedRegex(@"[$£€]|\b(dollars?|pounds?|euros?|pence|cents?|free of charge)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Money();

    [GeneratedRegex(@"\d|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundreds?|thousands?|millions?|once|twice|half)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Number();
}
