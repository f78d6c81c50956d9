using BackPainBot.BotFramework.Activities;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.JsonWebTokens;

namespace BackPainBot.BotFramework.Authentication;

/// <summary>Decides whether the caller of the messages endpoint may bring this activity (items 1-18).</summary>
internal sealed class CallerCheck
{
    private const string Scheme = "Bearer ";

    private readonly ILogger<CallerCheck> logger;
    private readonly TokenIssuer[] issuers;

    public CallerCheck(IOptions<BotRegistration> registration, IHttpClientFactory clients, TimeProvider clock, ILogger<CallerCheck> logger)
    {
        var bot = registration.Value;
        this.logger = logger;
        issuers = bot.AuthenticationIsOff ? [] :
        [
            new EmulatorIssuer(bot.EmulatorIssuers, Keys(bot.Cloud.EmulatorMetadata), bot.MicrosoftAppId, clock),
            new ChannelIssuer(bot.Cloud.ChannelIssuer, Keys(bot.Cloud.ChannelMetadata), bot.MicrosoftAppId, clock),
        ];

        SigningKeys Keys(string metadata) => new(metadata, clients, clock, logger);
    }

    public async Task<CallerVerdict> CheckAsync(HttpContext context, Activity activity)
    {
        if (issuers is [])
            return CheckLocal(context, activity);
        if (await RefusalAsync(context.Request.Headers.Authorization, activity) is not { } refusal)
            return CallerVerdict.Accepted;
        logger.LogInformation("Refused a caller of the messages endpoint: {Reason}.", refusal);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return CallerVerdict.Unauthorized;
    }

    // Without an app id a header proves nothing and is ignored (item 3). An activity without serviceUrl asks for no call to anywhere.
    private CallerVerdict CheckLocal(HttpContext context, Activity activity)
    {
        if (Loopback.IsCaller(context) && (string.IsNullOrEmpty(activity.ServiceUrl) || Loopback.IsUrl(activity.ServiceUrl)))
            return CallerVerdict.Accepted;
        logger.LogWarning("Refused a caller of the messages endpoint: without the setting MicrosoftAppId only this machine may talk to the bot, "
            + "with a serviceUrl on this machine. Set it to the bot's app id.");
        return CallerVerdict.Forbidden;
    }

    private async Task<string?> RefusalAsync(StringValues header, Activity activity)
    {
        if (header is not [{ } value] || !value.StartsWith(Scheme, StringComparison.Ordinal))
            return "there is no Authorization header of the form \"Bearer <token>\"";
        try
        {
            var token = new JsonWebToken(value[Scheme.Length..]);
            if (IsOfAnotherBot(token))
                return "the token is another bot's, and this bot is no skill";
            return issuers.FirstOrDefault(issuer => issuer.Signs(token)) is { } issuer
                ? await issuer.RefusalAsync(token, activity)
                : "the token's issuer is not one for this bot";
        }
        catch (Exception fault) // What a stranger sends must end in a refusal, whatever the token library makes of it (item 10).
        {
            return $"the token cannot be read ({fault.GetType().Name})";
        }
    }

    // Item 17: a bot that calls another as its skill brings a token made for the other but issued to itself.
    private static bool IsOfAnotherBot(JsonWebToken token) =>
        TokenIssuer.Claim(token, "ver") is not null
        && (TokenIssuer.Claim(token, "appid") ?? TokenIssuer.Claim(token, "azp")) is { } client && !token.Audiences.Contains(client);
}

/// <summary>The outcome of <see cref="CallerCheck"/>.</summary>
internal enum CallerVerdict
{
    Accepted,
    /// <summary>No valid token: 401.</summary>
    Unauthorized,
    /// <summary>Not allowed here whatever the token: 403.</summary>
    Forbidden,
}
