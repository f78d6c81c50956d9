using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.Bodies;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackPainBot.BotFramework.Connector;

/// <summary>Sends replies to the channel's own address (items 31-39). Retries are set up in <see cref="ConnectorRetries"/>.</summary>
internal sealed partial class ConnectorClient(
    IHttpClientFactory clients, ConnectorToken token, IOptionsMonitor<BotFrameworkOptions> options, TimeProvider time, ILogger<ConnectorClient> logger)
{
    public const string HttpClient = "BotFramework.Connector";

    // An error code is a word or two; a longer body is not read.
    private const int MaxErrorBytes = 16 * 1024;

    /// <summary>Sends one after another and stops at the first that fails, so that none overtakes another. False if one failed.</summary>
    public async Task<bool> SendAllAsync(IReadOnlyList<Activity> replies)
    {
        using var patience = new CancellationTokenSource(options.CurrentValue.DeliveryTimeout, time);
        foreach (var reply in replies)
        {
            if (!await SendAsync(reply, patience.Token))
                return false;
        }
        return true;
    }

    private async Task<bool> SendAsync(Activity reply, CancellationToken cancellation)
    {
        try
        {
            if (ConnectorAddress.For(reply) is not { } address)
                return Failed(reply, "the reply has no valid address");
            var bearer = await TokenForAsync(address, forceRefresh: false, cancellation);
            using var first = await PostAsync(address, reply, bearer, cancellation);
            if (first.StatusCode != HttpStatusCode.Unauthorized || bearer is null)
                return await TakenAsync(first, reply, cancellation);
            bearer = await TokenForAsync(address, forceRefresh: true, cancellation);
            using var second = await PostAsync(address, reply, bearer, cancellation);
            return await TakenAsync(second, reply, cancellation);
        }
        catch (Exception failure)
        {
            // Whatever went wrong, also with the token: the reply is not there, and the caller has to know just that.
            return Failed(reply, failure is HttpRequestException { HttpRequestError: var error } ? error.ToString() : failure.GetType().Name);
        }
    }

    private async Task<HttpResponseMessage> PostAsync(Uri address, Activity reply, string? bearer, CancellationToken cancellation)
    {
        using var http = clients.CreateClient(HttpClient);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(reply, options: ActivityJson.Options) };
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    // A token in clear text over a network would be anyone's.
    private ValueTask<string?> TokenForAsync(Uri address, bool forceRefresh, CancellationToken cancellation) =>
        address.Scheme == Uri.UriSchemeHttps || address.IsLoopback ? token(forceRefresh, cancellation) : new(result: null);

    private async Task<bool> TakenAsync(HttpResponseMessage response, Activity reply, CancellationToken cancellation) =>
        response.IsSuccessStatusCode || Failed(reply, $"HTTP {(int)response.StatusCode}, code {await ErrorCodeAsync(response, cancellation)}");

    // Item 37: the code alone, and only if it looks like one. The message may quote the person's words.
    private static async Task<string> ErrorCodeAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(MaxErrorBytes, cancellation);
            var code = (await response.Content.ReadFromJsonAsync<ErrorResponse>(ActivityJson.Options, cancellation))?.Error?.Code;
            return code is { Length: <= 64 } && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.') ? code : "none";
        }
        catch (Exception failure) when (failure is JsonException or HttpRequestException or IOException or InvalidOperationException)
        {
            return "none";
        }
    }

    private bool Failed(Activity reply, string why)
    {
        LogUndelivered(reply.ChannelId, why);
        return false;
    }

    [LoggerMessage(207, LogLevel.Warning, "A reply could not be delivered to channel {Channel}: {Why}")]
    private partial void LogUndelivered(string? channel, string why);
}
