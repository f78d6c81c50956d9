using Azure.Core;
using Azure.Identity;
using BackPainBot.BotFramework.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace BackPainBot.BotFramework.Connector;

/// <summary>
/// The bot's own tokens (item 36). The one in use is kept here rather than by the credential, so that a 401 can discard it and a burst of
/// replies asks the login service once.
/// </summary>
internal sealed partial class ConnectorTokens(
    IOptions<BotRegistration> registration, IHttpClientFactory clients, TimeProvider clock, ILogger<ConnectorTokens> logger) : IDisposable
{
    /// <summary>Name of the HTTP client that talks to the login service.</summary>
    public const string Client = nameof(ConnectorTokens);

    /// <summary>A token is renewed when it has less than this to live; the login service's usual lifetime is 60 to 90 minutes.</summary>
    private static readonly TimeSpan NearExpiry = TimeSpan.FromMinutes(5);

    private readonly BotRegistration bot = registration.Value;
    private readonly SemaphoreSlim gate = new(1);
    private volatile Token? current;

    /// <exception cref="HttpRequestException">The login service gave no token.</exception>
    public async ValueTask<string?> GetAsync(bool forceRefresh, CancellationToken cancellation)
    {
        if (bot.AuthenticationIsOff)
            return null;
        var known = current;
        if (!forceRefresh && IsFresh(known))
            return known!.Value;

        await gate.WaitAsync(cancellation);
        try
        {
            // Whoever waited takes what the one before has brought.
            if (current == known || !IsFresh(current))
                current = await SignInAsync(cancellation);
            return current?.Value;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private bool IsFresh(Token? token) => token is not null && clock.GetUtcNow() < token.Expiry - NearExpiry;

    // A new credential each time: it starts with an empty cache, and its HTTP connection follows changes of address.
    private async Task<Token?> SignInAsync(CancellationToken cancellation)
    {
        if (BotCredentials.For(bot, clients.CreateClient(Client)) is not { } credential)
        {
            LogNoCredential();
            return null;
        }
        try
        {
            var scope = bot.Cloud.Scope.EndsWith("/.default", StringComparison.Ordinal) ? bot.Cloud.Scope : $"{bot.Cloud.Scope}/.default";
            var token = await credential.GetTokenAsync(new TokenRequestContext([scope]), cancellation);
            return new Token(token.Token, token.ExpiresOn);
        }
        catch (AuthenticationFailedException fault)
        {
            var code = (fault.InnerException as MsalException)?.ErrorCode ?? fault.InnerException?.GetType().Name ?? fault.GetType().Name;
            LogNoToken(bot.LoginUrl.Host, code);
            throw new HttpRequestException(HttpRequestError.UserAuthenticationError, $"The login service gave the bot no token ({code}).");
        }
    }

    [LoggerMessage(208, LogLevel.Warning, "Replies are sent without a token and will be refused by the channel: set MicrosoftAppPassword or MicrosoftAppCertificatePath.")]
    private partial void LogNoCredential();

    [LoggerMessage(209, LogLevel.Error, "The login service at {Host} gave the bot no token ({Code}): check MicrosoftAppId, MicrosoftAppTenantId and the password, "
        + "certificate or identity.")]
    private partial void LogNoToken(string host, string code);

    private sealed record Token(string Value, DateTimeOffset Expiry);
}
