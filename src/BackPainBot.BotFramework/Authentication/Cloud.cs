namespace BackPainBot.BotFramework.Authentication;

/// <summary>The names and addresses of one Azure cloud (protocol items 6-8, 13 and 36).</summary>
internal sealed record Cloud
{
    /// <summary>Issuer of the tokens that Azure Bot Service sends.</summary>
    public required string ChannelIssuer { get; init; }

    public required string ChannelMetadata { get; init; }

    /// <summary>Entra ID metadata: the keys behind the tokens of the Emulator and of the bot's own tenant.</summary>
    public required string EmulatorMetadata { get; init; }

    /// <summary>The tenants in which the Emulator's tokens are issued.</summary>
    public required string[] EmulatorTenants { get; init; }

    /// <summary>Entra ID; issuer of version 2.0 tokens and the place where the bot gets its own.</summary>
    public required string Login { get; init; }

    /// <summary>Issuer of version 1.0 tokens.</summary>
    public required string TokenService { get; init; }

    /// <summary>The tenant in which a multi-tenant bot gets its tokens.</summary>
    public required string SharedTenant { get; init; }

    /// <summary>What the bot's own tokens are for, without "/.default".</summary>
    public required string Scope { get; init; }

    /// <summary>How <c>ChannelService</c> names the cloud; the public cloud has the empty name.</summary>
    public static Cloud? Named(string channelService) => channelService.TrimEnd('/').ToLowerInvariant() switch
    {
        "" => Public,
        "https://botframework.azure.us" => UsGovernment,
        "https://botframework.azure.cn" => China,
        _ => null,
    };

    public static Cloud Public { get; } = new()
    {
        ChannelIssuer = "https://api.botframework.com",
        ChannelMetadata = "https://login.botframework.com/v1/.well-known/openidconfiguration",
        EmulatorMetadata = "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
        EmulatorTenants = ["d6d49420-f39b-4df7-a1dc-d59a935871db", "f8cdef31-a31e-4b4a-93e4-5f571e91255a"],
        Login = "https://login.microsoftonline.com",
        TokenService = "https://sts.windows.net",
        SharedTenant = "botframework.com",
        Scope = "https://api.botframework.com",
    };

    public static Cloud UsGovernment { get; } = new()
    {
        ChannelIssuer = "https://api.botframework.us",
        ChannelMetadata = "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
        EmulatorMetadata = "https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0/.well-known/openid-configuration",
        EmulatorTenants = ["cab8a31a-1906-4287-a0d8-4eef66b95f6e"],
        Login = "https://login.microsoftonline.us",
        TokenService = "https://sts.windows.net",
        SharedTenant = "microsoftservices.onmicrosoft.us",
        Scope = "https://api.botframework.us",
    };

    public static Cloud China { get; } = new()
    {
        ChannelIssuer = "https://api.botframework.azure.cn",
        ChannelMetadata = "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
        EmulatorMetadata = "https://login.partner.microsoftonline.cn/a55a4d5b-9241-49b1-b4ff-befa8db00269/v2.0/.well-known/openid-configuration",
        EmulatorTenants = ["a55a4d5b-9241-49b1-b4ff-befa8db00269"],
        Login = "https://login.partner.microsoftonline.cn",
        TokenService = "https://sts.chinacloudapi.cn",
        SharedTenant = "microsoftservices.partner.onmschina.cn",
        Scope = "https://api.botframework.azure.cn",
    };

    /// <summary>The two forms in which Entra ID names a tenant as issuer: version 1.0 and 2.0 tokens (items 13 and 14).</summary>
    public IEnumerable<string> IssuersOf(string tenant) => [$"{TokenService}/{tenant}/", $"{Login}/{tenant}/v2.0"];
}
