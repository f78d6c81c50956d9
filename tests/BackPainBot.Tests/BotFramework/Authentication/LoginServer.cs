using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BackPainBot.Tests.BotFramework.Authentication;

/// <summary>Stands in for login.microsoftonline.com and for the managed identity of a web app: gives out numbered tokens on loopback.</summary>
internal sealed class LoginServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private int given;

    private LoginServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        app = builder.Build();
        app.MapPost("/{tenant}/oauth2/v2.0/token", async (string tenant, HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            Calls.Enqueue(new(form.Select(field => KeyValuePair.Create(field.Key, field.Value.ToString()))) { ["tenant"] = tenant });
            return Answer();
        });
        app.MapGet("/identity", (HttpRequest request) =>
        {
            Calls.Enqueue(request.Query.ToDictionary(field => field.Key, field => field.Value.ToString()));
            return Answer();
        });
    }

    /// <summary>The fields of every request for a token.</summary>
    public ConcurrentQueue<Dictionary<string, string>> Calls { get; } = [];

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>An OAuth error such as invalid_client; null: tokens are given.</summary>
    public string? Refusal { get; set; }

    public string Url => app.Urls.Single();

    public static async Task<LoginServer> StartAsync()
    {
        var server = new LoginServer();
        await server.app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IResult Answer()
    {
        if (Refusal is { } refusal)
        {
            var error = new JsonObject { ["error"] = refusal, ["error_description"] = "AADSTS7000215: secret words" };
            return Results.Text(error.ToJsonString(), "application/json", statusCode: StatusCodes.Status401Unauthorized);
        }
        var answer = new JsonObject
        {
            ["token_type"] = "Bearer",
            ["access_token"] = $"token-{Interlocked.Increment(ref given)}",
            ["expires_in"] = (int)Lifetime.TotalSeconds,
            ["expires_on"] = (DateTimeOffset.UtcNow + Lifetime).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        return Results.Text(answer.ToJsonString(), "application/json");
    }
}
