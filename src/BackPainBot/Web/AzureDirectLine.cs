using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using BackPainBot.BotFramework.DirectLine;
using Microsoft.Extensions.Options;

namespace BackPainBot.Web;

/// <summary>The section <c>DirectLine</c>, for a bot that is registered with Azure and whose page is to talk through Azure's Direct Line instead of its own.</summary>
internal sealed class AzureDirectLineOptions
{
    public const string Section = "DirectLine";

    /// <summary>One of the two secrets of the bot's Direct Line channel; it never leaves the server. Empty: the page uses the embedded Direct Line.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Azure's Direct Line; another one for a region or a national cloud. https, or http on this machine.</summary>
    public string AzureEndpoint { get; set; } = "https://directline.botframework.com/v3/directline";

    /// <summary>Where the page finds its conversations; null for the embedded Direct Line.</summary>
    public Uri? Domain => Secret.Length > 0 ? new(AzureEndpoint.TrimEnd('/')) : null;

    public static bool IsUsable(AzureDirectLineOptions options) =>
        Uri.TryCreate(options.AzureEndpoint, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}

/// <summary>Gets the page a token of Azure's Direct Line for one conversation, so that the secret stays here.</summary>
internal static partial class AzureDirectLine
{
    private const string ClientName = "AzureDirectLine";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void AddAzureDirectLine(this IServiceCollection services)
    {
        services.AddOptions<AzureDirectLineOptions>().BindConfiguration(AzureDirectLineOptions.Section)
            .Validate(AzureDirectLineOptions.IsUsable, "DirectLine:AzureEndpoint is no https address; give that of Azure's Direct Line, such as https://directline.botframework.com/v3/directline.")
            .ValidateOnStart();
        services.AddHttpClient(ClientName, client => client.Timeout = Patience);
    }

    public static void MapAzureDirectLine(this WebApplication app) =>
        app.MapPost("/chat/token", TokenAsync).RequireRateLimiting(DirectLineOptions.StartsPolicy);

    private static async Task<IResult> TokenAsync(IOptions<AzureDirectLineOptions> options, IHttpClientFactory clients, ILogger<AzureDirectLineOptions> logger, CancellationToken cancellation)
    {
        if (options.Value.Domain is not { } domain)
        {
            return Results.NotFound();
        }

        // Azure binds the token to this id, so that nobody else writes in this person's name.
        var user = new { user = new { id = $"dl_{RandomNumberGenerator.GetHexString(32, lowercase: true)}" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{domain}/tokens/generate") { Content = JsonContent.Create(user) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.Secret);
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, cancellation);
            response.EnsureSuccessStatusCode();
            var grant = await response.Content.ReadFromJsonAsync<Grant>(cancellation) ?? throw new JsonException();
            return Results.Json(new { domain, grant.Token, grant.ConversationId }, JsonSerializerOptions.Web);
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            LogNoToken(logger, fault.GetType().Name, (int?)(fault as HttpRequestException)?.StatusCode);
            return Results.StatusCode(StatusCodes.Status502BadGateway);
        }
    }

    [LoggerMessage(303, LogLevel.Warning, "Azure's Direct Line gave no token ({Fault}, status {Status}); check DirectLine:Secret and DirectLine:AzureEndpoint.")]
    private static partial void LogNoToken(ILogger logger, string fault, int? status);

    private sealed record Grant
    {
        public required string Token { get; init; }
        public required string ConversationId { get; init; }
    }
}
