using System.Net;
using System.Text.Json.Nodes;

namespace BackPainBot.Tests.BotFramework.Authentication;

/// <summary>One request to a multi-tenant bot of the public cloud; the name begins with the protocol item.</summary>
internal sealed record TokenCase(string Name, HttpStatusCode Expected, Func<AuthenticatedBot, string?> Header, Action<JsonObject>? Change = null)
{
    private const string GovTenant = "cab8a31a-1906-4287-a0d8-4eef66b95f6e";
    private const string OtherApp = "00000000-1111-4222-8333-444444444444";

    public static IReadOnlyList<TokenCase> All { get; } =
    [
        Good("04 Bearer and a token", bot => bot.ChannelToken),
        Raw("04 no header", _ => null),
        Raw("04 a blank header", _ => " "),
        Raw("04 the token alone", bot => $"{bot.ChannelToken}"),
        Raw("04 Bearer alone", _ => "Bearer"),
        Raw("04 Bearer and a space", _ => "Bearer "),
        Raw("04 bearer in lower case", bot => $"bearer {bot.ChannelToken}"),
        Raw("04 two spaces", bot => $"Bearer  {bot.ChannelToken}"),
        Raw("04 a tab for the space", bot => $"Bearer\t{bot.ChannelToken}"),
        Raw("04 a word after the token", bot => $"Bearer {bot.ChannelToken} more"),
        Raw("04 two tokens", bot => $"Bearer {bot.ChannelToken}, Bearer {bot.ChannelToken}"),
        Raw("04 another scheme", bot => $"Basic {bot.ChannelToken}"),

        Bad("05 an emulator token is checked with emulator keys only", bot => bot.EmulatorToken with { Key = AuthenticatedBot.ChannelKey.Rsa }),
        Bad("05 a channel token is checked with channel keys only", bot => BearerToken.FromChannel(AuthenticatedBot.EmulatorKey, bot.Clock.GetUtcNow())),
        Bad("05 an emulator token by a channel key id", bot => BearerToken.FromEmulator(AuthenticatedBot.ChannelKey, bot.Clock.GetUtcNow())),

        Bad("06 another issuer", bot => bot.ChannelToken.With("iss", "https://api.example.com")),
        Bad("06 no issuer", bot => bot.ChannelToken.Without("iss")),
        Bad("06 the issuer with a slash", bot => bot.ChannelToken.With("iss", "https://api.botframework.com/")),
        Bad("06 the issuer in upper case", bot => bot.ChannelToken.With("iss", "HTTPS://API.BOTFRAMEWORK.COM")),
        Bad("06 the issuer of the Gov cloud", bot => bot.ChannelToken.With("iss", "https://api.botframework.us")),
        Bad("06 the issuer of the China cloud", bot => bot.ChannelToken.With("iss", "https://api.botframework.azure.cn")),
        Bad("06 two issuers", bot => bot.ChannelToken.With("iss", new JsonArray("https://api.botframework.com", "x"))),
        Bad("06 another audience", bot => bot.ChannelToken.With("aud", OtherApp)),
        Bad("06 no audience", bot => bot.ChannelToken.Without("aud")),
        Bad("06 an empty audience", bot => bot.ChannelToken.With("aud", "")),
        Bad("06 a null audience", bot => bot.ChannelToken.With("aud", null)),
        Bad("06 an object as audience", bot => bot.ChannelToken.With("aud", new JsonObject { ["id"] = BearerToken.AppId })),
        Bad("06 the audience with a slash", bot => bot.ChannelToken.With("aud", BearerToken.AppId + "/")),
        Bad("06 a second audience", bot => bot.ChannelToken.With("aud", new JsonArray(BearerToken.AppId, OtherApp))),
        Bad("06 the service as audience", bot => bot.ChannelToken.With("aud", "https://api.botframework.com")),

        Good("09 expired 4 minutes ago", bot => bot.ChannelToken.With("exp", At(bot, -4))),
        Bad("09 expired 6 minutes ago", bot => bot.ChannelToken.With("exp", At(bot, -6))),
        Good("09 valid in 4 minutes", bot => bot.ChannelToken.With("nbf", At(bot, 4))),
        Bad("09 valid in 6 minutes", bot => bot.ChannelToken.With("nbf", At(bot, 6))),
        Good("09 no nbf", bot => bot.ChannelToken.Without("nbf")),
        Bad("09 no exp", bot => bot.ChannelToken.Without("exp")),
        Bad("09 exp null", bot => bot.ChannelToken.With("exp", null)),
        Bad("09 exp a word", bot => bot.ChannelToken.With("exp", "tomorrow")),
        Bad("09 exp beyond all numbers", bot => bot.ChannelToken.With("exp", JsonNode.Parse("1e999"))),
        Good("09 exp beyond the calendar", bot => bot.ChannelToken.With("exp", 99_999_999_999_999)),
        Bad("09 exp negative", bot => bot.ChannelToken.With("exp", -1)),
        Bad("09 an emulator token without exp", bot => bot.EmulatorToken.Without("exp")),
        Bad("09 an emulator token expired 6 minutes ago", bot => bot.EmulatorToken.With("exp", At(bot, -6))),

        Good("10 RS384", bot => bot.ChannelToken.WithHeader("alg", "RS384")),
        Good("10 RS512", bot => bot.ChannelToken.WithHeader("alg", "RS512")),
        Bad("10 alg none", bot => bot.ChannelToken.WithHeader("alg", "none")),
        Bad("10 alg none with a signature", bot => bot.ChannelToken.WithHeader("alg", "None")),
        Bad("10 no alg", bot => bot.ChannelToken.WithHeader("alg", null)),
        Bad("10 HS256 with the public key as secret", bot => bot.ChannelToken.WithHeader("alg", "HS256")),
        Bad("10 PS256", bot => bot.ChannelToken.WithHeader("alg", "PS256")),
        Bad("10 RS384 named, RS256 signed", bot => bot.ChannelToken.WithHeader("alg", "RS384") with { Key = null }),
        Bad("10 a stranger's signature", bot => bot.ChannelToken with { Key = AuthenticatedBot.StrangeKey.Rsa }),
        Bad("10 a stranger's key in the header", bot => (bot.ChannelToken with { Key = AuthenticatedBot.StrangeKey.Rsa }).WithHeader("jwk", Jwk(AuthenticatedBot.StrangeKey))),
        Bad("10 no signature", bot => bot.ChannelToken with { Key = null }),
        Raw("10 the last letter of the signature cut off", bot => $"Bearer {bot.ChannelToken.ToString()[..^1]}"),
        Raw("10 claims changed after signing", bot => $"Bearer {Forged(bot)}"),
        Raw("10 a.b.c", _ => "Bearer a.b.c"),
        Raw("10 garbage", _ => "Bearer \u007f%%%"),
        Raw("10 dots", _ => "Bearer ...."),
        Raw("10 an encrypted token's shape", _ => "Bearer eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0..AAAA.AAAA.AAAA"),
        Raw("10 a very long token", _ => $"Bearer {new string('a', 20_000)}.b.c"),
        Raw("10 a payload that is no object", _ => "Bearer eyJhbGciOiJSUzI1NiJ9.W10.AAAA"),
        Bad("10 deep nesting", bot => bot.ChannelToken.With("deep", Nested(200))),

        Good("11 serviceurl in another casing", bot => bot.ChannelToken.With("serviceurl", BearerToken.ServiceUrl.ToUpperInvariant())),
        Bad("11 another serviceurl", bot => bot.ChannelToken.With("serviceurl", "https://elsewhere.example/")),
        Bad("11 no serviceurl", bot => bot.ChannelToken.Without("serviceurl")),
        Bad("11 an empty serviceurl and none in the activity", bot => bot.ChannelToken.With("serviceurl", ""), activity => activity["serviceUrl"] = ""),
        Bad("11 serviceurl without its slash", bot => bot.ChannelToken.With("serviceurl", BearerToken.ServiceUrl.TrimEnd('/'))),
        Bad("11 another serviceUrl in the activity", bot => bot.ChannelToken, activity => activity["serviceUrl"] = "https://elsewhere.example/"),
        Bad("11 no serviceUrl in the activity", bot => bot.ChannelToken, activity => activity.Remove("serviceUrl")),
        Good("11 the emulator's serviceUrl is free", bot => bot.EmulatorToken, activity => activity["serviceUrl"] = "http://localhost:50000"),

        Good("12 a channel with an endorsement", bot => bot.ChannelToken, activity => activity["channelId"] = "webchat"),
        Bad("12 a channel without an endorsement", bot => bot.ChannelToken, activity => activity["channelId"] = "skype"),
        Bad("12 the channel in another casing", bot => bot.ChannelToken, activity => activity["channelId"] = "MSTeams"),
        Good("12 an empty channelId", bot => bot.ChannelToken, activity => activity["channelId"] = ""),
        Good("12 no channelId", bot => bot.ChannelToken, activity => activity.Remove("channelId")),
        Bad("12 a channel token by a key without endorsements", bot => BearerToken.FromChannel(AuthenticatedBot.UnendorsedKey, bot.Clock.GetUtcNow())),
        Good("12 an emulator token by a key without endorsements", bot => bot.EmulatorToken),
        Bad("12 no kid", bot => bot.ChannelToken.WithHeader("kid", null)),
        Bad("12 another key's kid", bot => bot.ChannelToken.WithHeader("kid", "unendorsed-key")),

        Good("13 emulator 2.0", bot => bot.EmulatorToken),
        Good("13 emulator 1.0", bot => Version1(bot)),
        Good("13 the second emulator tenant 2.0", bot => bot.EmulatorToken.With("iss", "https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0")),
        Good("13 the second emulator tenant 1.0", bot => Version1(bot).With("iss", "https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/")),
        Bad("13 the Gov tenant in the public cloud 2.0", bot => bot.EmulatorToken.With("iss", $"https://login.microsoftonline.us/{GovTenant}/v2.0")),
        Bad("13 the Gov tenant in the public cloud 1.0", bot => Version1(bot).With("iss", $"https://sts.windows.net/{GovTenant}/")),
        Bad("13 an issuer without its slash", bot => Version1(bot).With("iss", $"https://sts.windows.net/{BearerToken.EmulatorTenant}")),
        Bad("13 an issuer that only begins well", bot => bot.EmulatorToken.With("iss", $"https://login.microsoftonline.com/{BearerToken.EmulatorTenant}/v2.0/x")),

        Bad("14 a tenant that the token itself names", bot => bot.EmulatorToken.With("iss", $"https://login.microsoftonline.com/{BearerToken.Tenant}/v2.0").With("tid", BearerToken.Tenant)),
        Bad("14 the common tenant", bot => bot.EmulatorToken.With("iss", "https://login.microsoftonline.com/common/v2.0")),
        Bad("14 a template for a tenant", bot => bot.EmulatorToken.With("iss", "https://login.microsoftonline.com/{tenantid}/v2.0")),

        Good("15 an empty version reads appid", bot => Version1(bot).With("ver", "")),
        Bad("15 no version", bot => bot.EmulatorToken.Without("ver")),
        Bad("15 no version and no azp", bot => bot.EmulatorToken.Without("ver").Without("azp")),
        Bad("15 version 3.0", bot => bot.EmulatorToken.With("ver", "3.0")),
        Bad("15 version 1.0 with azp only", bot => bot.EmulatorToken.With("ver", "1.0")),
        Bad("15 version 2.0 with appid only", bot => Version1(bot).With("ver", "2.0")),
        Bad("15 version 2.0 without azp", bot => bot.EmulatorToken.Without("azp")),
        Bad("15 version 2.0 with an empty azp", bot => bot.EmulatorToken.With("azp", "")),
        Bad("15 another app's azp", bot => bot.EmulatorToken.With("azp", OtherApp)),
        Bad("15 another app's appid", bot => Version1(bot).With("appid", OtherApp)),
        Bad("15 another audience", bot => bot.EmulatorToken.With("aud", OtherApp)),
        Bad("15 no audience", bot => bot.EmulatorToken.Without("aud")),
        Bad("15 another app's token for itself", bot => bot.EmulatorToken.With("aud", OtherApp).With("azp", OtherApp)),
        Bad("15 a version that is a list", bot => bot.EmulatorToken.With("ver", new JsonArray("2.0"))),

        Bad("16 an unknown kid", bot => bot.ChannelToken.WithHeader("kid", "never-seen") with { Key = AuthenticatedBot.StrangeKey.Rsa }),

        Bad("17 a skill token 1.0", bot => bot.ChannelToken.With("ver", "1.0").With("appid", OtherApp)),
        Bad("17 a skill token 2.0", bot => bot.ChannelToken.With("ver", "2.0").With("azp", OtherApp)),
        Bad("17 a skill token from an emulator tenant", bot => bot.EmulatorToken.With("azp", OtherApp)),
        Good("17 a channel token with ver but no client", bot => bot.ChannelToken.With("ver", "1.0")),
    ];

    public override string ToString() => Name;

    private static TokenCase Good(string name, Func<AuthenticatedBot, BearerToken> token, Action<JsonObject>? change = null) =>
        new(name, HttpStatusCode.OK, bot => $"Bearer {token(bot)}", change);

    private static TokenCase Bad(string name, Func<AuthenticatedBot, BearerToken> token, Action<JsonObject>? change = null) =>
        new(name, HttpStatusCode.Unauthorized, bot => $"Bearer {token(bot)}", change);

    private static TokenCase Raw(string name, Func<AuthenticatedBot, string?> header) => new(name, HttpStatusCode.Unauthorized, header);

    private static long At(AuthenticatedBot bot, int minutes) => bot.Clock.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds();

    private static BearerToken Version1(AuthenticatedBot bot) => bot.EmulatorToken
        .With("iss", $"https://sts.windows.net/{BearerToken.EmulatorTenant}/").With("ver", "1.0").Without("azp").With("appid", BearerToken.AppId);

    private static JsonObject Jwk(SigningKeyPair key)
    {
        var numbers = key.Rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject { ["kty"] = "RSA", ["n"] = Convert.ToBase64String(numbers.Modulus!), ["e"] = "AQAB" };
    }

    private static string Forged(AuthenticatedBot bot)
    {
        var signed = bot.ChannelToken.With("serviceurl", "https://elsewhere.example/").ToString().Split('.');
        var wanted = bot.ChannelToken.ToString().Split('.');
        return $"{wanted[0]}.{wanted[1]}.{signed[2]}";
    }

    private static JsonNode Nested(int depth) => depth == 0 ? "core" : new JsonArray(Nested(depth - 1));
}
