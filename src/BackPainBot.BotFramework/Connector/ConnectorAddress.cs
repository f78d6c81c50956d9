using System.Diagnostics.CodeAnalysis;
using BackPainBot.BotFramework.Activities;

namespace BackPainBot.BotFramework.Connector;

/// <summary>Where a reply is posted (items 31 and 32).</summary>
internal static class ConnectorAddress
{
    public static bool IsValid([NotNullWhen(true)] string? serviceUrl) => TryParse(serviceUrl, out _);

    /// <summary>Keeps the path and query of the serviceUrl. Null if it is no http or https address or the conversation has no id.</summary>
    public static Uri? For(Activity reply)
    {
        if (!TryParse(reply.ServiceUrl, out var service) || string.IsNullOrEmpty(reply.Conversation?.Id))
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
