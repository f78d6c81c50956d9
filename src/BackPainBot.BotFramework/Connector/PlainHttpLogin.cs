using BackPainBot.BotFramework.Authentication;
using Microsoft.Extensions.Options;

namespace BackPainBot.BotFramework.Connector;

/// <summary>
/// Lets a login service on this machine speak plain http: Azure.Identity insists on https, so its request is put back to what
/// ToChannelFromBotLoginUrl says.
/// </summary>
internal sealed class PlainHttpLogin(IOptions<BotRegistration> registration) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var login = registration.Value.LoginUrl;
        if (login.Scheme == Uri.UriSchemeHttp && request.RequestUri is { } uri && uri.Authority == login.Authority)
            request.RequestUri = new UriBuilder(uri) { Scheme = Uri.UriSchemeHttp }.Uri;
        return base.SendAsync(request, cancellationToken);
    }
}
