using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace BackPainBot.Tests.BotFramework.Authentication;

/// <summary>Item 19: right combinations start, wrong ones stop the start with one sentence that names the setting.</summary>
public sealed class BotRegistrationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("bot-registration-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory, Trait("Item", "19")]
    [InlineData("MicrosoftAppId=|MicrosoftAppPassword=")]
    [InlineData("MicrosoftAppType=")]
    [InlineData("MicrosoftAppType=multitenant")]
    [InlineData("MicrosoftAppPassword=")]
    [InlineData("MicrosoftAppTenantId=99999999-8888-4777-8666-555555555555")]
    [InlineData("MicrosoftAppType=SingleTenant|MicrosoftAppTenantId=99999999-8888-4777-8666-555555555555")]
    [InlineData("MicrosoftAppType=SingleTenant|MicrosoftAppTenantId=contoso.onmicrosoft.com")]
    [InlineData("MicrosoftAppType=SingleTenant|MicrosoftAppTenantId=t|MicrosoftAppPassword=|AZURE_FEDERATED_TOKEN_FILE=/var/run/token")]
    [InlineData("MicrosoftAppType=UserAssignedMSI|MicrosoftAppTenantId=t|MicrosoftAppPassword=")]
    [InlineData("MicrosoftAppType=userassignedmsi|MicrosoftAppTenantId=t|MicrosoftAppPassword=")]
    [InlineData("ChannelService=https://botframework.azure.us")]
    [InlineData("ChannelService=https://botframework.azure.us/")]
    [InlineData("ChannelService=https://botframework.azure.cn")]
    [InlineData("ToChannelFromBotLoginUrl=https://login.microsoftonline.com/botframework.com/")]
    public async Task A_right_combination_starts(string settings)
    {
        await using var bot = await AuthenticatedBot.StartAsync(Parse(settings));
        Assert.Empty(bot.Log.Warnings);
    }

    [Theory, Trait("Item", "1"), Trait("Item", "19")]
    [InlineData("MicrosoftAppType=Tenant", "MicrosoftAppType is \"Tenant\"; use MultiTenant, SingleTenant or UserAssignedMSI.")]
    [InlineData("MicrosoftAppId=", "MicrosoftAppId is empty although a password")]
    [InlineData("MicrosoftAppId= ", "MicrosoftAppId is empty although a password")]
    [InlineData("MicrosoftAppType=SingleTenant|MicrosoftAppTenantId=t|MicrosoftAppId=", "MicrosoftAppId is empty; MicrosoftAppType SingleTenant needs")]
    [InlineData("MicrosoftAppType=SingleTenant", "MicrosoftAppTenantId is empty; MicrosoftAppType SingleTenant needs")]
    [InlineData("MicrosoftAppType=SingleTenant|MicrosoftAppTenantId=t|MicrosoftAppPassword=", "MicrosoftAppPassword is empty; MicrosoftAppType SingleTenant needs")]
    [InlineData("MicrosoftAppType=UserAssignedMSI|MicrosoftAppTenantId=t|MicrosoftAppPassword=|MicrosoftAppId=", "MicrosoftAppId is empty; MicrosoftAppType UserAssignedMSI needs")]
    [InlineData("MicrosoftAppType=UserAssignedMSI|MicrosoftAppPassword=", "MicrosoftAppTenantId is empty; MicrosoftAppType UserAssignedMSI needs")]
    [InlineData("MicrosoftAppType=UserAssignedMSI|MicrosoftAppTenantId=t", "MicrosoftAppType UserAssignedMSI uses neither password nor certificate")]
    [InlineData("MicrosoftAppTenantId=https://sts.windows.net/t/", "MicrosoftAppTenantId is no tenant id")]
    [InlineData("ChannelService=https://example.test", "ChannelService \"https://example.test\" is no known cloud")]
    [InlineData("ChannelService=public", "ChannelService \"public\" is no known cloud")]
    [InlineData("ToBotFromChannelOpenIdMetadataUrl=http://login.example.test/", "ToBotFromChannelOpenIdMetadataUrl is \"http://login.example.test/\"; give an absolute https address")]
    [InlineData("ToBotFromEmulatorOpenIdMetadataUrl=/metadata", "ToBotFromEmulatorOpenIdMetadataUrl is \"/metadata\"; give an absolute https address")]
    [InlineData("ToChannelFromBotLoginUrl=http://login.example.test/tenant", "ToChannelFromBotLoginUrl is \"http://login.example.test/tenant\"; give an absolute https address")]
    [InlineData("ToChannelFromBotLoginUrl=https://login.example.test/", "ToChannelFromBotLoginUrl does not end in one tenant")]
    [InlineData("MicrosoftAppPassword=|MicrosoftAppCertificatePath=/no/such/file.pem", "MicrosoftAppCertificatePath names \"/no/such/file.pem\", which does not exist")]
    public async Task A_wrong_combination_stops_the_start_with_one_sentence(string settings, string expected)
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => AuthenticatedBot.StartAsync(Parse(settings)));

        var sentence = Assert.Single(fault.Failures);
        Assert.StartsWith(expected, sentence);
        Assert.EndsWith(".", sentence);
        Assert.DoesNotContain("not-a-real-secret", sentence);
    }

    [Fact, Trait("Item", "19")]
    public async Task An_unknown_cloud_is_told_which_addresses_are_missing()
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            AuthenticatedBot.StartAsync(("ChannelService", "https://example.test"), ("ToChannelFromBotLoginUrl", "https://login.example.test/tenant")));

        Assert.EndsWith("or set also ToBotFromChannelTokenIssuer, ToChannelFromBotOAuthScope.", fault.Message);
    }

    [Theory, Trait("Item", "19")]
    [InlineData("bot.pem", "")]
    [InlineData("bot.pem", "opens-it")]
    [InlineData("bot.pfx", "")]
    [InlineData("bot.pfx", "opens-it")]
    public async Task A_certificate_stands_in_for_the_password(string file, string password)
    {
        var path = WriteCertificate(file, password);
        await using var bot = await AuthenticatedBot.StartAsync(
            ("MicrosoftAppType", "SingleTenant"), ("MicrosoftAppTenantId", "t"), ("MicrosoftAppPassword", ""),
            ("MicrosoftAppCertificatePath", path), ("MicrosoftAppCertificatePassword", password));
        Assert.Empty(bot.Log.Warnings);
    }

    [Fact, Trait("Item", "19")]
    public async Task A_certificate_that_does_not_open_stops_the_start()
    {
        var path = WriteCertificate("bot.pfx", "opens-it");
        await AssertRefusedAsync(path, "wrong-password", "cannot be opened");
        File.WriteAllText(path, "no certificate");
        await AssertRefusedAsync(path, "opens-it", "cannot be opened");
    }

    [Fact, Trait("Item", "19")]
    public async Task A_certificate_without_its_key_stops_the_start()
    {
        var path = Path.Combine(folder, "bot.pfx");
        using var full = X509CertificateLoader.LoadPkcs12FromFile(WriteCertificate("full.pfx", ""), "");
        using var half = X509CertificateLoader.LoadCertificate(full.RawData);
        File.WriteAllBytes(path, half.Export(X509ContentType.Pfx));

        await AssertRefusedAsync(path, "", "has no private key");
    }

    [Fact, Trait("Item", "19")]
    public async Task A_password_and_a_certificate_together_stop_the_start()
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            AuthenticatedBot.StartAsync(("MicrosoftAppCertificatePath", WriteCertificate("bot.pem", ""))));

        Assert.Equal("MicrosoftAppPassword and MicrosoftAppCertificatePath are both set; keep one of them.", fault.Message);
    }

    private static async Task AssertRefusedAsync(string path, string password, string expected)
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => AuthenticatedBot.StartAsync(
            ("MicrosoftAppPassword", ""), ("MicrosoftAppCertificatePath", path), ("MicrosoftAppCertificatePassword", password)));
        Assert.Contains(expected, Assert.Single(fault.Failures));
        Assert.DoesNotContain(password is "" ? "not-a-real-secret" : password, fault.Message);
    }

    private string WriteCertificate(string file, string password)
    {
        var path = Path.Combine(folder, file);
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=bot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        var keyText = password is "" ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password, encryption);
        if (Path.GetExtension(file) is ".pfx")
            File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, password));
        else
            File.WriteAllText(path, $"{certificate.ExportCertificatePem()}\n{keyText}");
        return path;
    }

    private static (string, string)[] Parse(string settings) =>
        [.. settings.Split('|').Select(setting => setting.Split('=', 2)).Select(pair => (pair[0], pair[1]))];
}
