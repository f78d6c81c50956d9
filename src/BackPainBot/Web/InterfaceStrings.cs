using System.Text.Json;

namespace BackPainBot.Web;

/// <summary>What buttons and notices of the chat page say, by language (strings.json). The bot's own text is the script's.</summary>
internal static class InterfaceStrings
{
    private static readonly Dictionary<string, Dictionary<string, string>> ByLanguage =
        JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(Template.Read("strings.json"))!;

    /// <summary>The language asked for by the site, else the first that the browser prefers, else that of the bot, else English.</summary>
    public static string Choose(HttpRequest request, string botLanguage)
    {
        IEnumerable<string?> wishes =
        [
            request.Query["lang"],
            .. request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).Select(language => language.Value.Value),
            botLanguage,
        ];
        return wishes.Select(Primary).FirstOrDefault(ByLanguage.ContainsKey, "en");
    }

    public static IEnumerable<string> Languages => ByLanguage.Keys;

    public static IReadOnlyDictionary<string, string> In(string language) => ByLanguage[language];

    /// <summary><c>es-MX</c> -> <c>es</c></summary>
    private static string Primary(string? language) => (language ?? "").Split('-')[0].ToLowerInvariant();
}
