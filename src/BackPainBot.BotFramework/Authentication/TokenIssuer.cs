using System.Collections.Frozen;
using BackPainBot.BotFramework.Activities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BackPainBot.BotFramework.Authentication;

/// <summary>
/// One kind of issuer: the names it signs with, its keys, and what its tokens must say. One instance serves all requests and none changes it,
/// so callers of different issuers cannot disturb each other (item 18).
/// </summary>
internal abstract class TokenIssuer(IEnumerable<string> names, SigningKeys keys, string appId, TimeProvider clock)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly JsonWebTokenHandler Handler = new();

    private readonly FrozenSet<string> names = names.ToFrozenSet();

    protected string AppId => appId;

    public bool Signs(JsonWebToken token) => names.Contains(token.Issuer);

    /// <summary>Why the token does not let its caller bring the activity, in words without any part of the token; null when it does.</summary>
    public async Task<string?> RefusalAsync(JsonWebToken token, Activity activity)
    {
        if (token.Kid is not { Length: > 0 } || await keys.FindAsync(token.Kid) is not { } key)
            return "the issuer has no such key, or its keys cannot be had now";
        if (await Handler.ValidateTokenAsync(token, Rules(key)) is { IsValid: false, Exception: var fault })
            return $"the token is not valid ({fault?.GetType().Name})";
        return ClaimsRefusal(token, activity) ?? EndorsementRefusal(key, activity);
    }

    protected abstract string? ClaimsRefusal(JsonWebToken token, Activity activity);

    protected abstract bool NeedsEndorsement { get; }

    /// <summary>A claim's text; null when the token lacks it.</summary>
    public static string? Claim(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) ? value : null;

    private string? EndorsementRefusal(SigningKey key, Activity activity)
    {
        if (key.Endorsements.Count == 0)
            return NeedsEndorsement ? "the key has no endorsements" : null;
        return string.IsNullOrEmpty(activity.ChannelId) || key.Endorsements.Contains(activity.ChannelId)
            ? null
            : "the key is not endorsed for the activity's channel";
    }

    // Items 6, 9 and 10.
    private TokenValidationParameters Rules(SigningKey key) => new()
    {
        ValidIssuers = names,
        AudienceValidator = (audiences, _, _) => audiences.SequenceEqual([appId]),
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512],
        IssuerSigningKey = key.Key,
        TryAllIssuerSigningKeys = false,
        LifetimeValidator = (notBefore, expires, _, _) =>
            clock.GetUtcNow().UtcDateTime is var now && expires >= now - Skew && (notBefore is null || notBefore <= now + Skew),
    };
}

/// <summary>Azure Bot Service: the token is bound to the serviceUrl that will get the replies (item 11).</summary>
internal sealed class ChannelIssuer(string name, SigningKeys keys, string appId, TimeProvider clock)
    : TokenIssuer([name], keys, appId, clock)
{
    protected override bool NeedsEndorsement => true;

    protected override string? ClaimsRefusal(JsonWebToken token, Activity activity) =>
        Claim(token, "serviceurl") is { Length: > 0 } serviceUrl && serviceUrl.Equals(activity.ServiceUrl, StringComparison.OrdinalIgnoreCase)
            ? null
            : "the token's serviceurl is not the activity's";
}

/// <summary>Entra ID: the Emulator, or a client of the bot's own tenant, which signs in as the bot itself (items 13-15).</summary>
internal sealed class EmulatorIssuer(IEnumerable<string> names, SigningKeys keys, string appId, TimeProvider clock)
    : TokenIssuer(names, keys, appId, clock)
{
    protected override bool NeedsEndorsement => false;

    protected override string? ClaimsRefusal(JsonWebToken token, Activity activity)
    {
        var client = Claim(token, "ver") switch
        {
            "" or "1.0" => Claim(token, "appid"),
            "2.0" => Claim(token, "azp"),
            _ => null,
        };
        return client == AppId ? null : "the token was not issued to the bot's own app id";
    }
}
