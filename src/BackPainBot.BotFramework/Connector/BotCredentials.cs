using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using BackPainBot.BotFramework.Authentication;

namespace BackPainBot.BotFramework.Connector;

/// <summary>Turns the bot's registration into the credential with which it signs in to the login service.</summary>
internal static class BotCredentials
{
    /// <summary>Null when the registration holds nothing to sign in with.</summary>
    public static TokenCredential? For(BotRegistration bot, HttpClient http)
    {
        var login = bot.LoginUrl;
        var tenant = login.Segments[^1].Trim('/');
        return bot switch
        {
            { AuthenticationIsOff: true } => null,
            { MicrosoftAppPassword: not "" } => new ClientSecretCredential(
                tenant, bot.MicrosoftAppId, bot.MicrosoftAppPassword, SignIn(new ClientSecretCredentialOptions { DisableInstanceDiscovery = true })),
            { MicrosoftAppCertificatePath: not "" } => new ClientCertificateCredential(
                tenant, bot.MicrosoftAppId, BotCertificate.Open(bot),
                SignIn(new ClientCertificateCredentialOptions { DisableInstanceDiscovery = true })),
            { FederatedTokenFile: not "" } => new WorkloadIdentityCredential(SignIn(new WorkloadIdentityCredentialOptions
            {
                TenantId = tenant,
                ClientId = bot.MicrosoftAppId,
                TokenFilePath = bot.FederatedTokenFile,
                DisableInstanceDiscovery = true,
            })),
            _ when bot.Is(BotRegistration.UserAssignedMsi) => new ManagedIdentityCredential(
                new ManagedIdentityCredentialOptions(ManagedIdentityId.FromUserAssignedClientId(bot.MicrosoftAppId))
                {
                    Transport = new HttpClientTransport(http),
                }),
            _ => null,
        };

        // DisableInstanceDiscovery: the address is the registration's own, so there is no need to ask the public cloud whether it knows it.
        T SignIn<T>(T options) where T : TokenCredentialOptions
        {
            options.AuthorityHost = new UriBuilder(login) { Scheme = Uri.UriSchemeHttps, Port = login.Port, Path = "/" }.Uri;
            options.Transport = new HttpClientTransport(http);
            options.Retry.MaxRetries = 1;
            return options;
        }
    }
}
