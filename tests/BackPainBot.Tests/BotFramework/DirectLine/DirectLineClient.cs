using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.Bodies;
using BackPainBot.BotFramework.DirectLine;

namespace BackPainBot.Tests.BotFramework.DirectLine;

/// <summary>Speaks Direct Line as Web Chat does.</summary>
internal sealed class DirectLineClient(BotHost bot)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public string? Token { get; set; }
    public string ConversationId { get; set; } = "";
    public string? StreamUrl { get; set; }

    private string Conversation => "conversations/" + ConversationId;

    /// <summary>Gets a token and starts a conversation.</summary>
    public static async Task<DirectLineClient> StartAsync(BotHost bot)
    {
        var client = new DirectLineClient(bot);
        client.Take(await client.GrantAsync(HttpMethod.Post, "tokens/generate", HttpStatusCode.OK));
        client.Take(await client.GrantAsync(HttpMethod.Post, "conversations", HttpStatusCode.Created, """{"user":{},"locale":"en-US"}"""));
        return client;
    }

    public void Take(ConversationGrant grant) => (Token, ConversationId, StreamUrl) = (grant.Token, grant.ConversationId, grant.StreamUrl);

    public async Task<ConversationGrant> GrantAsync(HttpMethod method, string path, HttpStatusCode expected, string? body = null)
    {
        using var response = await SendAsync(method, path, body is null ? null : new StringContent(body));
        Assert.Equal(expected, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<ConversationGrant>(ActivityJson.Options, Cancellation))!;
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? origin = null)
    {
        var request = new HttpRequestMessage(method, "/v3/directline/" + path) { Content = content };
        if (Token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return bot.Http.SendAsync(request, Cancellation);
    }

    public Task<HttpResponseMessage> SendHereAsync(HttpMethod method, string path, HttpContent? content = null) => SendAsync(method, Conversation + path, content);

    public Task<HttpResponseMessage> TryPostAsync(Activity activity) => SendHereAsync(HttpMethod.Post, "/activities", new StringContent(ActivityJson.Write(activity)));

    public async Task<string> PostAsync(Activity activity)
    {
        using var response = await TryPostAsync(activity);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<ResourceResponse>(ActivityJson.Options, Cancellation))!.Id!;
    }

    public Task<string> SayAsync(string text) =>
        PostAsync(new Activity { Type = ActivityTypes.Message, Text = text, ChannelData = ActivityJson.Element(new { clientActivityID = text }) });

    public async Task<ActivitySet> ReadAsync(string watermark = "")
    {
        using var response = await SendHereAsync(HttpMethod.Get, "/activities?watermark=" + watermark);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<ActivitySet>(ActivityJson.Options, Cancellation))!;
    }

    public async Task<ClientWebSocket> OpenAsync(string? url = null, string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        try
        {
            await socket.ConnectAsync(new Uri(url ?? StreamUrl!), Cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Frames until they hold this many activities.</summary>
    public static async Task<(List<Activity> Activities, string Watermark)> ReceiveAsync(ClientWebSocket socket, int count)
    {
        var activities = new List<Activity>();
        var watermark = "";
        while (activities.Count < count)
        {
            var frame = await FrameAsync(socket) ?? throw new InvalidOperationException($"The socket closed after {activities.Count} of {count} activities.");
            activities.AddRange(frame.Activities);
            watermark = frame.Watermark!;
        }
        return (activities, watermark);
    }

    /// <summary>The next frame; null when the server closes.</summary>
    public static async Task<ActivitySet?> FrameAsync(ClientWebSocket socket)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        using var frame = new MemoryStream();
        var buffer = new byte[16 * 1024];
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, patience.Token);
            frame.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return part.MessageType == WebSocketMessageType.Close ? null : JsonSerializer.Deserialize<ActivitySet>(frame.ToArray(), ActivityJson.Options);
    }
}
