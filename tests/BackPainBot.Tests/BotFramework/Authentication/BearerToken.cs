using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace BackPainBot.Tests.BotFramework.Authentication;

/// <summary>A token as a test writes it: nothing stops it from being wrong.</summary>
internal sealed record BearerToken(JsonObject Header, JsonObject Payload, RSA? Key)
{
    public const string AppId = "11111111-2222-4333-8444-555555555555";
    public const string Tenant = "99999999-8888-4777-8666-555555555555";
    public const string EmulatorTenant = "d6d49420-f39b-4df7-a1dc-d59a935871db";
    public const string ServiceUrl = "https://smba.example.test/amer/";

    public static BearerToken FromChannel(SigningKeyPair key, DateTimeOffset now) => Make(key, new()
    {
        ["iss"] = "https://api.botframework.com",
        ["aud"] = AppId,
        ["serviceurl"] = ServiceUrl,
        ["nbf"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
    });

    public static BearerToken FromEmulator(SigningKeyPair key, DateTimeOffset now) => Make(key, new()
    {
        ["iss"] = $"https://login.microsoftonline.com/{EmulatorTenant}/v2.0",
        ["aud"] = AppId,
        ["ver"] = "2.0",
        ["azp"] = AppId,
        ["tid"] = EmulatorTenant,
        ["nbf"] = now.ToUnixTimeSeconds(),
        ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
    });

    public BearerToken With(string claim, JsonNode? value)
    {
        var payload = (JsonObject)Payload.DeepClone();
        payload[claim] = value;
        return this with { Payload = payload };
    }

    public BearerToken Without(string claim)
    {
        var payload = (JsonObject)Payload.DeepClone();
        payload.Remove(claim);
        return this with { Payload = payload };
    }

    public BearerToken WithHeader(string name, JsonNode? value)
    {
        var header = (JsonObject)Header.DeepClone();
        header[name] = value;
        return this with { Header = header };
    }

    public override string ToString()
    {
        var content = $"{Base64UrlEncoder.Encode(Header.ToJsonString())}.{Base64UrlEncoder.Encode(Payload.ToJsonString())}";
        return $"{content}.{Base64UrlEncoder.Encode(Signature(Encoding.ASCII.GetBytes(content)))}";
    }

    private byte[] Signature(byte[] content) => (Key, (string?)Header["alg"]) switch
    {
        (null, _) or (_, "none" or null) => [],
        // What the classic confusion attack does: the public key taken as the secret of an HMAC.
        ({ } key, "HS256") => HMACSHA256.HashData(key.ExportSubjectPublicKeyInfo(), content),
        ({ } key, "PS256") => key.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        ({ } key, "RS384") => key.SignData(content, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        ({ } key, "RS512") => key.SignData(content, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        ({ } key, _) => key.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
    };

    private static BearerToken Make(SigningKeyPair key, JsonObject payload) =>
        new(new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = key.Id }, payload, key.Rsa);
}

internal sealed record SigningKeyPair(string Id, RSA Rsa, params string[] Endorsements)
{
    public static SigningKeyPair New(string id, params string[] endorsements) => new(id, RSA.Create(2048), endorsements);
}
