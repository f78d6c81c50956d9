using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace BackPainBot.Tests.BotFramework.Authentication;

/// <summary>Stands in for login.botframework.com and login.microsoftonline.com: metadata and keys, on loopback, in any state of health.</summary>
internal sealed class OpenIdServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TaskCompletionSource stopping = new();
    private int fetches;

    private OpenIdServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        app = builder.Build();
        app.MapGet("/metadata", AnswerAsync(() =>
        {
            Interlocked.Increment(ref fetches);
            return new JsonObject { ["issuer"] = "test", ["jwks_uri"] = KeysUrl ?? $"{app.Urls.Single()}/keys" };
        }));
        app.MapGet("/keys", AnswerAsync(() => new JsonObject { ["keys"] = new JsonArray([.. State == Health.Empty ? [] : Keys.Select(Published)]) }));
    }

    /// <summary>Empty: well, but without a key.</summary>
    public enum Health { Well, Down, Garbage, Hanging, Empty }

    public Health State { get; set; }

    public IReadOnlyList<SigningKeyPair> Keys { get; set; } = [];

    /// <summary>Null: this server's own.</summary>
    public string? KeysUrl { get; set; }

    /// <summary>How many times the metadata was given out.</summary>
    public int Fetches => fetches;

    public string MetadataUrl => $"{app.Urls.Single()}/metadata";

    public static async Task<OpenIdServer> StartAsync(params SigningKeyPair[] keys)
    {
        var server = new OpenIdServer { Keys = keys };
        await server.app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        stopping.TrySetResult();
        await app.DisposeAsync();
    }

    private Func<Task<IResult>> AnswerAsync(Func<JsonObject> content) => async () =>
    {
        switch (State)
        {
            case Health.Down:
                return Results.StatusCode(503);
            case Health.Garbage:
                return Results.Text("<html>{\"keys\":", "application/json");
            case Health.Hanging:
                await stopping.Task;
                return Results.StatusCode(503);
            default:
                return Results.Text(content().ToJsonString(), "application/json");
        }
    };

    private static JsonObject Published(SigningKeyPair key)
    {
        var numbers = key.Rsa.ExportParameters(includePrivateParameters: false);
        var json = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = key.Id,
            ["n"] = Base64UrlEncoder.Encode(numbers.Modulus),
            ["e"] = Base64UrlEncoder.Encode(numbers.Exponent),
        };
        if (key.Endorsements is not [])
            json["endorsements"] = new JsonArray([.. key.Endorsements.Select(name => JsonValue.Create(name))]);
        return json;
    }
}
