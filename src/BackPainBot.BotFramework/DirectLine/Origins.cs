using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace BackPainBot.BotFramework.DirectLine;

/// <summary>Which sites' pages may call (item 70).</summary>
internal static class Origins
{
    public const string Policy = "DirectLine";

    public static void AddPolicy(CorsOptions cors, IOptions<DirectLineOptions> options) => cors.AddPolicy(Policy, policy => policy
        .SetIsOriginAllowed(options.Value.Allows)
        .WithMethods("GET", "POST", "DELETE")
        .WithHeaders("authorization", "content-type", "x-ms-bot-agent", "x-requested-with")
        .WithExposedHeaders("Retry-After")
        .SetPreflightMaxAge(TimeSpan.FromHours(1)));

    public static bool Allows(this DirectLineOptions options, string origin) =>
        options.AllowedOrigins.Any(allowed => allowed == "*" || allowed.TrimEnd('/').Equals(origin, StringComparison.OrdinalIgnoreCase));

    /// <summary>True for programs, which send no Origin, for the bot's own site, and for allowed sites.</summary>
    public static bool Allows(this DirectLineOptions options, HttpRequest request)
    {
        if (request.Headers.Origin.Count == 0)
            return true;
        var origin = request.Headers.Origin.ToString();
        return IsOwnSite(origin, request) || options.Allows(origin);
    }

    // The scheme is left out: behind a proxy that ends TLS, the page is https and this request http.
    private static bool IsOwnSite(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
