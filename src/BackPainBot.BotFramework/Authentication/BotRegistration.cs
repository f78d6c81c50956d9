using Microsoft.Extensions.Configuration;

namespace BackPainBot.BotFramework.Authentication;

/// <summary>
/// How the bot is registered with Azure Bot Service. The settings stand at the root of the configuration under the SDK's names (item 19);
/// all empty is a bot on the owner's own machine, without authentication. Not a record, so that no log line can print the secrets.
/// </summary>
internal sealed class BotRegistration
{
    public const string MultiTenant = nameof(MultiTenant), SingleTenant = nameof(SingleTenant), UserAssignedMsi = "UserAssignedMSI";

    /// <summary>MultiTenant (also when empty), SingleTenant or UserAssignedMSI, in any casing.</summary>
    public string MicrosoftAppType { get; set; } = "";

    /// <summary>The bot's app (client) id. Empty: authentication is off, and only this machine may talk to the bot.</summary>
    public string MicrosoftAppId { get; set; } = "";

    /// <summary>The app's client secret.</summary>
    public string MicrosoftAppPassword { get; set; } = "";

    /// <summary>The directory (tenant) id of a SingleTenant or UserAssignedMSI bot; a MultiTenant bot does not use it.</summary>
    public string MicrosoftAppTenantId { get; set; } = "";

    /// <summary>A .pem or .pfx file with certificate and private key, instead of the password.</summary>
    public string MicrosoftAppCertificatePath { get; set; } = "";

    /// <summary>Opens the certificate file; empty when it is not encrypted.</summary>
    public string MicrosoftAppCertificatePassword { get; set; } = "";

    /// <summary>The token file of a workload identity, which Kubernetes announces under this name: then no secret is needed.</summary>
    [ConfigurationKeyName("AZURE_FEDERATED_TOKEN_FILE")]
    public string FederatedTokenFile { get; set; } = "";

    /// <summary>
    /// Empty: the public cloud; https://botframework.azure.us: US Government; https://botframework.azure.cn: China;
    /// another cloud needs all five addresses below.
    /// </summary>
    public string ChannelService { get; set; } = "";

    public string ToBotFromChannelTokenIssuer { get; set; } = "";
    public string ToBotFromChannelOpenIdMetadataUrl { get; set; } = "";
    public string ToBotFromEmulatorOpenIdMetadataUrl { get; set; } = "";

    /// <summary>The login service with the tenant as its path, as in https://login.microsoftonline.com/botframework.com.</summary>
    public string ToChannelFromBotLoginUrl { get; set; } = "";

    public string ToChannelFromBotOAuthScope { get; set; } = "";

    public bool AuthenticationIsOff => string.IsNullOrWhiteSpace(MicrosoftAppId);

    public bool Is(string appType) => appType.Equals(MicrosoftAppType is "" ? MultiTenant : MicrosoftAppType, StringComparison.OrdinalIgnoreCase);

    /// <summary>The addresses to use: those of the cloud, each replaced by its own setting if that is set.</summary>
    public Cloud Cloud
    {
        get
        {
            var cloud = Cloud.Named(ChannelService) ?? Cloud.Public;
            return cloud with
            {
                ChannelIssuer = Or(ToBotFromChannelTokenIssuer, cloud.ChannelIssuer),
                ChannelMetadata = Or(ToBotFromChannelOpenIdMetadataUrl, cloud.ChannelMetadata),
                EmulatorMetadata = Or(ToBotFromEmulatorOpenIdMetadataUrl, cloud.EmulatorMetadata),
                Scope = Or(ToChannelFromBotOAuthScope, cloud.Scope),
            };
        }
    }

    /// <summary>Who issues Entra ID tokens for this bot: the Emulator's tenants and the bot's own, never one that a token names (item 14).</summary>
    public IEnumerable<string> EmulatorIssuers =>
        (Is(MultiTenant) ? Cloud.EmulatorTenants : [.. Cloud.EmulatorTenants, MicrosoftAppTenantId]).SelectMany(Cloud.IssuersOf);

    /// <summary>Where the bot gets its own tokens: the login service and, as its path, the tenant (item 36).</summary>
    public Uri LoginUrl =>
        new(Or(ToChannelFromBotLoginUrl, $"{Cloud.Login}/{(Is(MultiTenant) ? Cloud.SharedTenant : MicrosoftAppTenantId)}"));

    private static string Or(string setting, string otherwise) => string.IsNullOrWhiteSpace(setting) ? otherwise : setting;
}
