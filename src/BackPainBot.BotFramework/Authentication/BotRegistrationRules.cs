using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace BackPainBot.BotFramework.Authentication;

/// <summary>Which settings go together (item 19). A fault stops the start with a sentence that names the setting and the remedy.</summary>
internal sealed class BotRegistrationRules : IValidateOptions<BotRegistration>
{
    public ValidateOptionsResult Validate(string? name, BotRegistration options) =>
        Faults(options).ToArray() is { Length: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;

    private static IEnumerable<string> Faults(BotRegistration bot) => [.. Credentials(bot), .. Addresses(bot)];

    private static IEnumerable<string> Credentials(BotRegistration bot)
    {
        var hasPassword = bot.MicrosoftAppPassword is not "";
        var hasCertificate = bot.MicrosoftAppCertificatePath is not "";
        var multi = bot.Is(BotRegistration.MultiTenant);
        var single = bot.Is(BotRegistration.SingleTenant);
        var managed = bot.Is(BotRegistration.UserAssignedMsi);

        if (!multi && !single && !managed)
            yield return $"MicrosoftAppType is \"{bot.MicrosoftAppType}\"; use MultiTenant, SingleTenant or UserAssignedMSI.";
        if (bot.AuthenticationIsOff && (single || managed))
            yield return $"MicrosoftAppId is empty; MicrosoftAppType {bot.MicrosoftAppType} needs the bot's app id.";
        if (bot.AuthenticationIsOff && multi && (hasPassword || hasCertificate))
            yield return "MicrosoftAppId is empty although a password or certificate is set; "
                + "set it to the bot's app id, or remove both to run without authentication on this machine.";
        if (string.IsNullOrWhiteSpace(bot.MicrosoftAppTenantId) && (single || managed))
            yield return $"MicrosoftAppTenantId is empty; MicrosoftAppType {bot.MicrosoftAppType} needs the directory (tenant) id of the bot.";
        if (!bot.MicrosoftAppTenantId.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
            yield return "MicrosoftAppTenantId is no tenant id; copy the directory (tenant) id from the bot's app registration.";
        if (single && !hasPassword && !hasCertificate && bot.FederatedTokenFile is "")
            yield return "MicrosoftAppPassword is empty; MicrosoftAppType SingleTenant needs it, or a certificate in MicrosoftAppCertificatePath.";
        if (managed && (hasPassword || hasCertificate))
            yield return "MicrosoftAppType UserAssignedMSI uses neither password nor certificate; "
                + "remove MicrosoftAppPassword and MicrosoftAppCertificatePath.";
        if (hasPassword && hasCertificate && !managed)
            yield return "MicrosoftAppPassword and MicrosoftAppCertificatePath are both set; keep one of them.";
        if (hasCertificate && CertificateFault(bot) is { } fault)
            yield return fault;
    }

    private static string? CertificateFault(BotRegistration bot)
    {
        var path = bot.MicrosoftAppCertificatePath;
        if (!File.Exists(path))
            return $"MicrosoftAppCertificatePath names \"{path}\", which does not exist; give the path of a .pem or .pfx file.";
        try
        {
            using var certificate = BotCertificate.Open(bot);
            return certificate.HasPrivateKey ? null
                : $"MicrosoftAppCertificatePath \"{path}\" has no private key; export the certificate together with its key.";
        }
        catch (CryptographicException)
        {
            return $"MicrosoftAppCertificatePath \"{path}\" cannot be opened; "
                + "give a .pem or .pfx file and, if it is encrypted, MicrosoftAppCertificatePassword.";
        }
    }

    private static IEnumerable<string> Addresses(BotRegistration bot)
    {
        (string Setting, string Value)[] urls =
        [
            (nameof(bot.ToBotFromChannelOpenIdMetadataUrl), bot.ToBotFromChannelOpenIdMetadataUrl),
            (nameof(bot.ToBotFromEmulatorOpenIdMetadataUrl), bot.ToBotFromEmulatorOpenIdMetadataUrl),
            (nameof(bot.ToChannelFromBotLoginUrl), bot.ToChannelFromBotLoginUrl),
        ];
        (string Setting, string Value)[] all =
        [
            .. urls,
            (nameof(bot.ToBotFromChannelTokenIssuer), bot.ToBotFromChannelTokenIssuer),
            (nameof(bot.ToChannelFromBotOAuthScope), bot.ToChannelFromBotOAuthScope),
        ];

        foreach (var (setting, value) in urls.Where(url => url.Value is not "" && !Loopback.IsHttpsOrLoopback(url.Value)))
            yield return $"{setting} is \"{value}\"; give an absolute https address (plain http only for this machine).";
        if (Uri.TryCreate(bot.ToChannelFromBotLoginUrl, UriKind.Absolute, out var login) && login.Segments.Length != 2)
            yield return "ToChannelFromBotLoginUrl does not end in one tenant; "
                + "give an address such as https://login.microsoftonline.com/botframework.com.";
        var missing = all.Where(address => string.IsNullOrWhiteSpace(address.Value)).Select(address => address.Setting).ToArray();
        if (Cloud.Named(bot.ChannelService) is null && missing is not [])
            yield return $"ChannelService \"{bot.ChannelService}\" is no known cloud; leave it empty, "
                + $"use https://botframework.azure.us or https://botframework.azure.cn, or set also {string.Join(", ", missing)}.";
    }
}
