using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BackPainBot.BotFramework.Authentication;

/// <summary>The certificate that stands in for the bot's password.</summary>
internal static class BotCertificate
{
    /// <exception cref="CryptographicException">The file is no certificate, or the password does not open it.</exception>
    public static X509Certificate2 Open(BotRegistration bot)
    {
        var (path, password) = (bot.MicrosoftAppCertificatePath, bot.MicrosoftAppCertificatePassword);
        return (Path.GetExtension(path).Equals(".pem", StringComparison.OrdinalIgnoreCase), password) switch
        {
            (true, "") => X509Certificate2.CreateFromPemFile(path),
            (true, _) => X509Certificate2.CreateFromEncryptedPemFile(path, password),
            _ => X509CertificateLoader.LoadPkcs12FromFile(path, password),
        };
    }
}
