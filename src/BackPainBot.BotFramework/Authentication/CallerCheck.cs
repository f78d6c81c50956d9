using System.Net;
using BackPainBot.BotFramework.Activities;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace BackPainBot.BotFramework.Authentication;

/// <summary>Decides whether the caller of the messages endpoint may bring this activity (items 1-3).</summary>
internal sealed class CallerCheck(IConfiguration configuration, ILogger<CallerCheck> logger)
{
    // Any of these means that someone stands between the caller and this process, so a loopback address says nothing about the caller.
    private static readonly string[] ProxyHeaders = ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP"];

    public Task<CallerVerdict> CheckAsync(HttpContext context, Activity activity)
    {
        if (!string.IsNullOrWhiteSpace(configuration["MicrosoftAppId"]))
            return Task.FromResult(CallerVerdict.Unauthorized);
        if (IsLocalCaller(context) && IsLocalAddress(activity.ServiceUrl))
            return Task.FromResult(CallerVerdict.Accepted);
        logger.LogWarning("Refused a caller of the messages endpoint: without the setting MicrosoftAppId "
            + "only a local caller with a local serviceUrl is accepted. Set it to the bot's app id.");
        return Task.FromResult(CallerVerdict.Forbidden);
    }

    // A page in a local browser is a local caller too, but not one that was let in: its Origin gives it away.
    private static bool IsLocalCaller(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !ProxyHeaders.Any(context.Request.Headers.ContainsKey)
        && (context.Request.Headers.Origin.Count == 0 || IsLocalAddress(context.Request.Headers.Origin));

    // Null asks for no connector call at all, so nothing can be forwarded.
    private static bool IsLocalAddress(string? address) =>
        string.IsNullOrEmpty(address)
        || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps));
}

/// <summary>The outcome of <see cref="CallerCheck"/>.</summary>
internal enum CallerVerdict
{
    Accepted,
    /// <summary>No valid token: 401.</summary>
    Unauthorized,
    /// <summary>Not allowed here whatever the token: 403.</summary>
    Forbidden,
}
