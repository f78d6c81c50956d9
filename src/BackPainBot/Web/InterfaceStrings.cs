namespace BackPainBot.Web;

/// <summary>What buttons and notices of the chat page and the widget say, by language; from the script.</summary>
internal sealed class InterfaceStrings(IReadOnlyDictionary<string, Dictionary<string, string>> byLanguage)
{
    /// <summary>Every string that the page and the widget need.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "menu", "close", "print", "save", "new", "delete", "deleteQuestion", "deleteYes", "deleteNo", "deleted", "deleteFailed", "expired",
        "retry", "copy", "copied", "placeholder", "thinking", "recordTitle", "recordNote", "asked", "read", "sources", "widgetLabel", "widgetUnread",
    ];

    public IEnumerable<string> Languages => byLanguage.Keys;

    public IReadOnlyDictionary<string, string> In(string language) => byLanguage[language];

    /// <summary>The language asked for by the site, else the first that the browser prefers, else that of the bot, else English.</summary>
    public string Choose(HttpRequest request, string botLanguage)
    {
        IEnumerable<string?> wishes =
        [
            request.Query["lang"],
            .. request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).Select(language => language.Value.Value),
            botLanguage,
        ];
        return wishes.Select(Primary).FirstOrDefault(byLanguage.ContainsKey, "en");
    }

    /// <summary><c>es-MX</c> -> <c>es</c></summary>
    private static string Primary(string? language) => (language ?? "").Split('-')[0].ToLowerInvariant();
}
