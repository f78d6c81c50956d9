using System.Diagnostics.CodeAnalysis;
using BackPainBot.BotFramework.Activities;

namespace BackPainBot.BotFramework.Connector;

/// <summary>Where a reply is posted (items 31 and 32).</summary>
internal static class ConnectorAddress
{
    public static bool IsValid([NotNullWhen(true)] string? serviceUrl) => TryParse(serviceUrl, out _);

    /// <summary>Keeps the path and query of the serviceUrl. Null if it is no http or https address or an id cannot stand in one.</summary>
    public static Uri? For(Activity reply)
    {
        // A dot segment cannot be escaped: it would send the reply to another path.
        if (!TryParse(reply.ServiceUrl, out var service) || reply.Conversation?.Id is null or "" or "." or ".." || reply.ReplyToId is "." or "..")
            return null;
        var root = service.GetLeftPart(UriPartial.Path);
        var path = $"v3/conversations/{Uri.EscapeDataString(reply.Conversation.Id)}/activities";
        if (!string.IsNullOrEmpty(reply.ReplyToId))
            path += "/" + Uri.EscapeDataString(reply.ReplyToId);
        return new Uri(root + (root.EndsWith('/') ? "" : "/") + path + service.Query);
    }

    private static bool TryParse(string? serviceUrl, [NotNullWhen(true)] out Uri? service) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out service) && (service.Scheme == Uri.UriSchemeHttp || service.Scheme == Uri.UriSchemeHttps);
}
