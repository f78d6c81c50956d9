using System.Net;
using Microsoft.AspNetCore.Http;

namespace BackPainBot.BotFramework.Authentication;

/// <summary>What counts as "this machine": the only place where a bot without an app id may be used from, and plain http may be spoken to.</summary>
internal static class Loopback
{
    /// <summary>
    /// Whether the caller runs on this machine. A tunnel or reverse proxy also connects from loopback, so a forwarded request does not count;
    /// nor does one that a web site sent from a browser here, whether openly (Origin) or under a name of its own that resolves to loopback (Host).
    /// </summary>
    public static bool IsCaller(HttpContext context)
    {
        var request = context.Request;
        return context.Connection.RemoteIpAddress is { } address && IsAddress(address)
            && IsUrl($"{request.Scheme}://{request.Host}")
            && request.Headers.Origin.All(origin => IsUrl(origin))
            && !request.Headers.Keys.Any(IsForwarding);
    }

    /// <summary>Whether an absolute http or https URL leads to this machine.</summary>
    public static bool IsUrl(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.IsLoopback;

    /// <summary>Whether a URL may be fetched: https anywhere, plain http on this machine only.</summary>
    public static bool IsHttpsOrLoopback(string? url) =>
        IsUrl(url) || (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps);

    private static bool IsAddress(IPAddress address) => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static bool IsForwarding(string header) =>
        header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase) // left by ASP.NET Core once it has applied X-Forwarded-*
        || header.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Via", StringComparison.OrdinalIgnoreCase);
}
