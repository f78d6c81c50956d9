using Microsoft.Extensions.Options;

namespace BackPainBot.Web;

/// <summary>The section <c>Chat</c>: who may show the chat page.</summary>
internal sealed class ChatOptions
{
    public const string Section = "Chat";

    /// <summary>
    /// Origins of the sites that may embed the chat, such as <c>https://clinic.example</c>. Default: none, so that only the bot's own pages may.
    /// They become the page's <c>frame-ancestors</c>.
    /// </summary>
    public string[] AllowedSites { get; set; } = [];

    /// <summary>Names every site that is not an origin: scheme, host and perhaps a port, nothing more.</summary>
    internal sealed class Validator : IValidateOptions<ChatOptions>
    {
        public ValidateOptionsResult Validate(string? name, ChatOptions options)
        {
            var wrong = options.AllowedSites
                .Select((site, index) => (site, index))
                .Where(entry => !IsOrigin(entry.site))
                .Select(entry => $"{Section}:AllowedSites:{entry.index} is '{entry.site}', which is no site's origin: " +
                                 "write the scheme and the host alone, such as https://clinic.example.")
                .ToList();
            return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
        }

        private static bool IsOrigin(string site) =>
            Uri.TryCreate(site, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && uri.GetLeftPart(UriPartial.Authority).Equals(site, StringComparison.OrdinalIgnoreCase)
            && uri.UserInfo.Length == 0;
    }
}
