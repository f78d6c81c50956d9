using System.Text.RegularExpressions;

namespace BackPainBot.Storage;

/// <summary>Takes what could name a person out of their words before these are kept (safety guidance, rule 6): addresses, numbers, dates, names.</summary>
internal static partial class Redaction
{
    private const string Mark = "[…]";

    /// <summary>Longer texts are cut: what is kept of a miss is the question, not the story.</summary>
    private const int KeptLength = 500;

    public static string Of(string text)
    {
        text = EmailOrLink().Replace(text.ReplaceLineEndings(" "), Mark);
        text = StreetAddress().Replace(text, Mark);
        text = SpanishStreetAddress().Replace(text, Mark);
        text = Name().Replace(text, match => $"{match.Groups[1].Value}{Mark}");
        text = Date().Replace(text, Mark);
        text = SpanishDate().Replace(text, Mark);
        text = Number().Replace(text, Mark);
        return text.Length <= KeptLength ? text : $"{text[..KeptLength]}…";
    }

    [GeneratedRegex(@"[^\s@]{1,64}@\S{1,255}|\bhttps?://\S+|\bwww\.\S+", RegexOptions.IgnoreCase)]
    private static partial Regex EmailOrLink();

    /// <summary>A house number with up to four words up to a word for a street.</summary>
    [GeneratedRegex(@"\b\d+\w?,?(?:\s+[\w.'’-]+){1,4}?\s+(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|close|court|ct|crescent|place|square|boulevard|blvd|way|terrace|row)\b\.?", RegexOptions.IgnoreCase)]
    private static partial Regex StreetAddress();

    /// <summary>A Spanish word for a street, up to five words and the house number: "calle de la Rosa 14".</summary>
    [GeneratedRegex(@"\b(?:calle|c/|avenida|avda\.?|av\.|plaza|paseo|camino|carretera|ronda|travesía)\s+(?:[\p{L}'’.ªº-]+,?\s+){1,5}?(?:n[.ºúo]*\s*|número\s+)?\d+\w?", RegexOptions.IgnoreCase)]
    private static partial Regex SpanishStreetAddress();

    /// <summary>The words after "my name is" and the like, as far as they can be a name, in any case.</summary>
    [GeneratedRegex(@"\b((?:my|his|her|their)\s+(?:full\s+)?name(?:['’]s|\s+is|s)?:?\s+|\b(?:i\s+am|i['’]?m|this\s+is)\s+called\s+|\bcall\s+me\s+|\b(?:mr|mrs|ms|miss|dr|dra|doctora?|prof|sra?|señora?)\.?\s+|\bme\s+llamo\s+|\b(?:mi|su)\s+nombre(?:\s+completo)?(?:\s+es)?:?\s+|\bapellid(?:o\s+es|os\s+son):?\s+)[\p{L}'’-]+(?:\s+(?-i:\p{Lu})[\p{L}'’-]+){0,3}", RegexOptions.IgnoreCase)]
    private static partial Regex Name();

    [GeneratedRegex(@"\b\d{1,4}(?:st|nd|rd|th)?[\s./-]+(?:of\s+)?(?:\d{1,2}|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)[\s./,-]+\d{2,4}\b|\b(?:jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{2,4}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Date();

    [GeneratedRegex(@"\b\d{1,2}\s+(?:de\s+)?(?:ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic)\w*\.?\s+(?:del?\s+)?\d{2,4}\b", RegexOptions.IgnoreCase)]
    private static partial Regex SpanishDate();

    /// <summary>Runs of four digits or more, however grouped: phone, insurance and card numbers. Shorter ones ("L5", "3 weeks") say what the question is about.</summary>
    [GeneratedRegex(@"\+?\(?\d(?:[\s().-]*\d){3,}")]
    private static partial Regex Number();
}
