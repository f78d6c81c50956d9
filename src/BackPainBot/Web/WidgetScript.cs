using System.Text.Json;
using System.Text.RegularExpressions;

namespace BackPainBot.Web;

/// <summary><c>/widget.js</c>: the one script that a site includes. It carries the sentence for when the bot is down, which could not be fetched then.</summary>
internal static partial class WidgetScript
{
    private static readonly Template Script = new(Superfluous().Replace(Template.Read("widget.js"), ""));

    public static IResult Respond(HttpResponse response, ChatPageContent content)
    {
        response.Headers.CacheControl = "public, max-age=3600";
        // Any site may include it; which sites may show the chat is the page's frame-ancestors.
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return Results.Text(Fill(content), "text/javascript; charset=utf-8");
    }

    private static string Fill(ChatPageContent content) => Script.Fill(name => name switch
    {
        "failure" => JsonSerializer.Serialize(Address().Split(content.Failure)),
        "botLanguage" => JsonSerializer.Serialize(content.Language),
        "languages" => JsonSerializer.Serialize(content.Interface.Languages.ToDictionary(language => language, language => LabelsIn(content.Interface.In(language)))),
        _ => throw new InvalidOperationException($"widget.js has an unknown name in it: {name}."),
    });

    private static string[] LabelsIn(IReadOnlyDictionary<string, string> strings) => [strings["widgetLabel"], strings["widgetUnread"], strings["retry"]];

    /// <summary>Every second part is an address, to be made a link.</summary>
    [GeneratedRegex(@"(https?://\S+[^\s.,])")]
    private static partial Regex Address();

    /// <summary>Whole-line comments, empty lines, indentation, and spaces and line ends beside what needs none: enough for a script of this size.</summary>
    [GeneratedRegex(@"^ *//.*\n|^ *\n|^ +|(?<=[{};:,=?|&>+]) +| +(?=[{}=?|&+])|(?<=[{;,])\n", RegexOptions.Multiline)]
    private static partial Regex Superfluous();
}
