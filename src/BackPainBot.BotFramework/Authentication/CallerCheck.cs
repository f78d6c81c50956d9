using System.Diagnostics.CodeAnalysis;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.JsonWebTokens;

namespace BackPainBot.BotFramework.Authentication;

/// <summary>Decides whether the caller of the messages endpoint may bring this activity (items 1-18).</summary>
internal sealed partial class CallerCheck
{
    private const string Scheme = "Bearer ";

    private readonly ILogger<CallerCheck> logger;
    private readonly RefusedCallers refused;
    private readonly WireMetrics metrics;
    private readonly string appId;
    private readonly TokenIssuer[] issuers;

    public CallerCheck(IOptions<BotRegistration> registration, IHttpClientFactory clients, TimeProvider clock, RefusedCallers refused, WireMetrics metrics, ILogger<CallerCheck> logger)
    {
        var bot = registration.Value;
        (this.logger, this.refused, this.metrics, appId) = (logger, refused, metrics, bot.MicrosoftAppId);
        issuers = bot.AuthenticationIsOff ? [] :
        [
            new EmulatorIssuer(bot.EmulatorIssuers, Keys(bot.Cloud.EmulatorMetadata), bot.MicrosoftAppId, clock),
            new ChannelIssuer(bot.Cloud.ChannelIssuer, Keys(bot.Cloud.ChannelMetadata), bot.MicrosoftAppId, clock),
        ];

        SigningKeys Keys(string metadata) => new(metadata, clients, clock, logger);
    }

    /// <summary>
    /// Whether this address was refused so often that it is not even listened to. Who may be let in is always heard: a stranger who makes a channel call here
    /// in vain, through a bot of their own, must not silence that channel for this bot.
    /// </summary>
    public bool IsTiresome(HttpContext context, [NotNullWhen(true)] out IResult? refusal)
    {
        using var credit = refused.Credit(context);
        refusal = credit.IsAcquired || MayBeLetIn(context) ? null : Refusal.TooMany(credit);
        if (refusal is not null)
            metrics.Refused("address");
        return refusal is not null;
    }

    public async Task<CallerVerdict> CheckAsync(HttpContext context, Activity activity)
    {
        if (issuers is [])
            return CheckLocal(context, activity);
        if (await RefusalAsync(context.Request.Headers.Authorization, activity) is not { } refusal)
            return CallerVerdict.Accepted;
        if (refused.Count(context))
            LogRefused(refusal);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return CallerVerdict.Unauthorized;
    }

    // Without an app id a header proves nothing and is ignored (item 3). An activity without serviceUrl asks for no call to anywhere.
    private CallerVerdict CheckLocal(HttpContext context, Activity activity)
    {
        if (Loopback.IsCaller(context) && (string.IsNullOrEmpty(activity.ServiceUrl) || Loopback.IsUrl(activity.ServiceUrl)))
            return CallerVerdict.Accepted;
        if (refused.Count(context))
            LogRefusedStranger();
        return CallerVerdict.Forbidden;
    }

    // What this looks at is not proven yet.
    private bool MayBeLetIn(HttpContext context) => issuers is []
        ? Loopback.IsCaller(context)
        : TokenIn(context.Request.Headers.Authorization) is { } token && TryRead(token)?.Audiences.Contains(appId) == true;

    private async Task<string?> RefusalAsync(StringValues header, Activity activity)
    {
        if (TokenIn(header) is not { } bearer)
            return "there is no Authorization header of the form \"Bearer <token>\"";
        try
        {
            var token = new JsonWebToken(bearer);
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

    private static string? TokenIn(StringValues header) =>
        header is [{ } value] && value.StartsWith(Scheme, StringComparison.Ordinal) ? value[Scheme.Length..] : null;

    private static JsonWebToken? TryRead(string token)
    {
        try
        {
            return new JsonWebToken(token);
        }
        catch (Exception) // as above: whatever the library makes of it
        {
            return null;
        }
    }

    // Item 17: a bot that calls another as its skill brings a token made for the other but issued to itself.
    private static bool IsOfAnotherBot(JsonWebToken token) =>
        TokenIssuer.Claim(token, "ver") is not null
        && (TokenIssuer.Claim(token, "appid") ?? TokenIssuer.Claim(token, "azp")) is { } client && !token.Audiences.Contains(client);

    [LoggerMessage(201, LogLevel.Information, "Refused a caller of the messages endpoint: {Reason}.")]
    private partial void LogRefused(string reason);

    [LoggerMessage(202, LogLevel.Warning, "Refused a caller of the messages endpoint: without the setting MicrosoftAppId only this machine may talk to the bot, "
        + "with a serviceUrl on this machine. Set it to the bot's app id.")]
    private partial void LogRefusedStranger();
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
