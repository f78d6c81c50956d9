using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace BackPainBot.BotFramework.Authentication;

/// <summary>A published key and the channels whose activities its tokens may carry (item 12); Entra ID's keys name none.</summary>
internal sealed record SigningKey(JsonWebKey Key, FrozenSet<string> Endorsements);

/// <summary>
/// The keys behind one OpenID metadata address (item 16). IdentityModel's own ConfigurationManager would refuse the first token after a key rotation,
/// since it refreshes in the background, and would let callers queue up behind an address that hangs; here they all wait for one fetch.
/// </summary>
internal sealed partial class SigningKeys(string metadata, IHttpClientFactory clients, TimeProvider clock, ILogger logger)
{
    /// <summary>Name of the HTTP client that fetches the metadata and the keys.</summary>
    public const string Client = nameof(SigningKeys);

    /// <summary>How long keys are trusted without a look at the metadata.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Shortest time between two refreshes for unknown key ids, which any stranger can make up.</summary>
    public static readonly TimeSpan RefreshPause = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private FrozenDictionary<string, SigningKey> keys = FrozenDictionary<string, SigningKey>.Empty;
    private DateTimeOffset expiry;
    private DateTimeOffset nextRefresh;
    private Task fetch = Task.CompletedTask;

    /// <summary>Null when the issuer has no such key, or when its keys cannot be had now.</summary>
    public async ValueTask<SigningKey?> FindAsync(string keyId)
    {
        Task current;
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (now < expiry && keys.TryGetValue(keyId, out var key))
                return key;
            if (fetch.IsCompleted && (now >= expiry || now >= nextRefresh))
            {
                if (now < expiry)
                    nextRefresh = now + RefreshPause;
                fetch = Task.Run(FetchAsync);
            }
            current = fetch;
        }
        await current;
        lock (gate)
            return clock.GetUtcNow() < expiry ? keys.GetValueOrDefault(keyId) : null;
    }

    // The client's timeout bounds each of the two documents; a failure leaves the keys there are.
    private async Task FetchAsync()
    {
        try
        {
            var documents = new Documents(clients.CreateClient(Client));
            var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(metadata, documents, CancellationToken.None);
            var found = configuration.JsonWebKeySet?.Keys
                .Where(key => key is { Kty: JsonWebAlgorithmsKeyTypes.RSA, Kid.Length: > 0, Use: null or "" or JsonWebKeyUseNames.Sig })
                .DistinctBy(key => key.Kid)
                .ToFrozenDictionary(key => key.Kid, key => new SigningKey(key, EndorsementsOf(key)));
            if (found is not { Count: > 0 })
                throw new InvalidDataException("It lists no RSA key.");
            lock (gate)
            {
                keys = found;
                expiry = clock.GetUtcNow() + Lifetime;
            }
        }
        catch (Exception fault) // whatever the other side sent: no keys, no trust
        {
            LogUnreadable(metadata, fault.GetBaseException().Message);
        }
    }

    private static FrozenSet<string> EndorsementsOf(JsonWebKey key) =>
        key.AdditionalData.TryGetValue("endorsements", out var value) && value is JsonElement { ValueKind: JsonValueKind.Array } channels
            ? [.. channels.EnumerateArray().Where(channel => channel.ValueKind == JsonValueKind.String).Select(channel => channel.GetString()!)]
            : [];

    [LoggerMessage(203, LogLevel.Warning, "The signing keys at {Metadata} cannot be read now, so callers that need them are refused: {Reason}")]
    private partial void LogUnreadable(string metadata, string reason);

    // The metadata names the address of the keys, so the rule "https, or this machine" is checked for each document.
    private sealed class Documents(HttpClient http) : IDocumentRetriever
    {
        public Task<string> GetDocumentAsync(string address, CancellationToken cancel) =>
            Loopback.IsHttpsOrLoopback(address)
                ? http.GetStringAsync(address, cancel)
                : throw new InvalidDataException("The address of the keys is neither https nor on this machine.");
    }
}
