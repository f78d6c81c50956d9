using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace BackPainBot.Web;

/// <summary>The chat page at <c>/</c>: Bot Framework Web Chat in the bot's own frame, alone or embedded in an allowed site.</summary>
internal static class ChatPage
{
    private const string WebChat = "lib/webchat.js";

    /// <summary>Web Chat inserts one empty style element without a nonce; this is the SHA-256 of nothing.</summary>
    private const string EmptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

    private static readonly Template Html = new(Template.Read("chat.html"));

    public static IServiceCollection AddChatPage(this IServiceCollection services)
    {
        services.AddOptions<ChatOptions>().BindConfiguration(ChatOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ChatOptions>, ChatOptions.Validator>();
        services.AddSingleton<AssetUrls>();
        services.AddAzureDirectLine();
        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.SmallestSize);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.SmallestSize);
        return services;
    }

    /// <summary>Serves the page with its assets. The content is asked for at each request, so that an edited script shows at once.</summary>
    public static void MapChatPage(this WebApplication app, Func<ChatPageContent> content)
    {
        app.Use((context, next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return next(context);
        });
        // Assets were compressed by the build. What is written here carries nothing secret that a length could betray.
        app.UseWhen(context => context.Request.Path.Value is "/" or "/widget.js" or "/demo", written => written.UseResponseCompression());
        app.MapStaticAssets();
        app.MapGet("/widget.js", (HttpResponse response) => WidgetScript.Respond(response, content()));
        app.MapGet("/demo", DemoPage.Respond);
        app.MapAzureDirectLine();
        app.MapGet("/", (HttpContext context, AssetUrls assets, IOptions<ChatOptions> options, IOptions<AzureDirectLineOptions> azure) =>
            assets.Has(WebChat)
                ? Page(context, assets, options.Value, azure.Value.Domain, content())
                : Results.Text("This build has no chat page (ClientAssets=false). The bot itself answers at /api/messages.", statusCode: StatusCodes.Status404NotFound));
    }

    private static IResult Page(HttpContext context, AssetUrls assets, ChatOptions options, Uri? azureDirectLine, ChatPageContent content)
    {
        var nonce = Nonce.Create();
        var language = content.Interface.Choose(context.Request, content.Language);
        var strings = content.Interface.In(language);

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy(nonce, options.AllowedSites, azureDirectLine);
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=(), clipboard-write=(self)";
        headers.CacheControl = "no-store";

        var html = Html.Fill(name => name switch
        {
            "nonce" => nonce,
            "language" => language,
            "botLanguage" => Encoded(content.Language),
            "theme" => context.Request.Query["theme"].ToString() is ("light" or "dark") and var theme ? theme : "auto",
            "title" => Encoded(content.Title),
            "greeting" => Paragraphs(content.Greeting),
            "failure" => Encoded(content.Failure),
            "modules" => ImportMap(assets),
            "preloads" => string.Concat(assets.ModulesIn("chat/").Select(module => $"""<link rel="modulepreload" href="{assets[module]}" nonce="{nonce}">""")),
            "page" => JsonSerializer.Serialize(new { language, botLanguage = content.Language, strings, content.Failure, azureDirectLine }, JsonSerializerOptions.Web),
            _ when strings.TryGetValue(name, out var sentence) => Encoded(sentence),
            _ => assets[name],
        });
        return Results.Text(html, "text/html; charset=utf-8");
    }

    private static string Policy(string nonce, string[] allowedSites, Uri? azureDirectLine) => string.Join("; ",
        "default-src 'none'",
        $"script-src 'nonce-{nonce}' 'strict-dynamic'",
        $"style-src 'nonce-{nonce}' {EmptyStyle}",
        "img-src 'self' data: blob:",
        azureDirectLine is null ? "connect-src 'self'" : $"connect-src 'self' {azureDirectLine.GetLeftPart(UriPartial.Authority)} {(azureDirectLine.Scheme == Uri.UriSchemeHttps ? "wss" : "ws")}://{azureDirectLine.Authority}",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        $"frame-ancestors {string.Join(' ', ["'self'", .. allowedSites])}");

    /// <summary>The modules import each other by their plain names; the browser fetches the fingerprinted ones.</summary>
    private static string ImportMap(AssetUrls assets) =>
        JsonSerializer.Serialize(new { imports = assets.ModulesIn("chat/").ToDictionary(file => "/" + file, file => assets[file]) });

    private static string Paragraphs(string text) =>
        string.Concat(text.Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(paragraph => $"<p>{Encoded(paragraph)}</p>"));

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
