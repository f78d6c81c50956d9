using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.Bodies;
using BackPainBot.BotFramework.DirectLine;

namespace BackPainBot.Tests.SeveralNodes;

/// <summary>Someone in the web chat whose every request may reach another node, as behind a proxy without sticky sessions.</summary>
internal sealed class RoamingVisitor : IDisposable
{
    private readonly HttpClient _http = new();

    public string ConversationId { get; private set; } = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Gets the token at one node and starts the conversation at another.</summary>
    public static async Task<RoamingVisitor> StartAsync(string tokenFrom, string startAt)
    {
        var visitor = new RoamingVisitor();
        visitor.Take((await visitor.GrantAsync(HttpMethod.Post, $"{tokenFrom}/v3/directline/tokens/generate")).Token);
        visitor.ConversationId = (await visitor.GrantAsync(HttpMethod.Post, $"{startAt}/v3/directline/conversations")).ConversationId;
        return visitor;
    }

    /// <summary>The id that the node gave the message; null when it did not take it.</summary>
    public async Task<string?> TrySayAsync(string node, string text)
    {
        try
        {
            using var response = await SendAsync(HttpMethod.Post, node, "/activities", new StringContent(ActivityJson.Write(new() { Type = ActivityTypes.Message, Text = text })));
            return response.StatusCode == HttpStatusCode.OK ? (await response.Content.ReadFromJsonAsync<ResourceResponse>(ActivityJson.Options, Cancellation))!.Id : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async Task<string> SayAsync(string node, string text)
    {
        var id = await TrySayAsync(node, text);
        Assert.NotNull(id);
        return id;
    }

    public async Task<IReadOnlyList<Activity>> ReadAsync(string node)
    {
        using var response = await SendAsync(HttpMethod.Get, node, "/activities");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<ActivitySet>(ActivityJson.Options, Cancellation))!.Activities;
    }

    public async Task<HttpStatusCode> DeleteAsync(string node)
    {
        using var response = await SendAsync(HttpMethod.Delete, node, "");
        return response.StatusCode;
    }

    public async Task<HttpStatusCode> StatusAsync(string node)
    {
        using var response = await SendAsync(HttpMethod.Get, node, "/activities");
        return response.StatusCode;
    }

    /// <summary>A socket on a node, from the start of the conversation.</summary>
    public async Task<ClientWebSocket> OpenAsync(string node)
    {
        var grant = await GrantAsync(HttpMethod.Get, $"{node}/v3/directline/conversations/{ConversationId}?watermark=0");
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(grant.StreamUrl!), Cancellation);
        return socket;
    }

    public void Dispose() => _http.Dispose();

    private void Take(string token) => _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string node, string path, HttpContent? content = null) =>
        _http.SendAsync(new(method, $"{node}/v3/directline/conversations/{ConversationId}{path}") { Content = content }, Cancellation);

    private async Task<ConversationGrant> GrantAsync(HttpMethod method, string url)
    {
        using var response = await _http.SendAsync(new(method, url), Cancellation);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<ConversationGrant>(ActivityJson.Options, Cancellation))!;
    }
}
