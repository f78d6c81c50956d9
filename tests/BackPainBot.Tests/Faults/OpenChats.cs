using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.DirectLine;
using BackPainBot.Tests.BotFramework.DirectLine;

namespace BackPainBot.Tests.Faults;

/// <summary>Many visitors at once, each with a conversation and an open socket.</summary>
internal sealed class OpenChats : IAsyncDisposable
{
    private const int AtOnce = 16;

    private static readonly string[] Words = ["why do discs wear out", "source", "what causes back pain", "contact"];

    private readonly string _origin;
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce });
    private readonly List<(ConversationGrant Grant, ClientWebSocket Socket)> _chats = [];
    private int _rounds;

    private OpenChats(string origin) => _origin = origin;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<OpenChats> StartAsync(string origin, int count)
    {
        var chats = new OpenChats(origin);
        await EachAsync(Enumerable.Range(0, count), async _ =>
        {
            var token = await chats.GrantAsync("tokens/generate", null);
            var grant = await chats.GrantAsync("conversations", token.Token);
            var socket = new ClientWebSocket();
            await socket.ConnectAsync(new Uri(grant.StreamUrl!), Cancellation);
            // The greeting.
            await DirectLineClient.ReceiveAsync(socket, 1);
            lock (chats._chats)
            {
                chats._chats.Add((grant, socket));
            }
        });
        return chats;
    }

    /// <summary>Every visitor says something and gets the echo and the answer through the socket.</summary>
    public async Task TalkAsync()
    {
        var words = Words[_rounds++ % Words.Length];
        await EachAsync(_chats, async chat =>
        {
            using var request = Request($"conversations/{chat.Grant.ConversationId}/activities", chat.Grant.Token);
            request.Content = new StringContent(ActivityJson.Write(new() { Type = ActivityTypes.Message, Text = words }), Encoding.UTF8, "application/json");
            using var response = await _http.SendAsync(request, Cancellation);
            response.EnsureSuccessStatusCode();
            await DirectLineClient.ReceiveAsync(chat.Socket, 2);
        });
    }

    /// <summary>All leave: half of them say goodbye, the others are just gone.</summary>
    public async ValueTask DisposeAsync()
    {
        await EachAsync(_chats.Index(), async chat =>
        {
            if (chat.Index % 2 == 0)
            {
                await chat.Item.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);
            }

            chat.Item.Socket.Dispose();
        });
        _chats.Clear();
        _http.Dispose();
    }

    private static Task EachAsync<T>(IEnumerable<T> all, Func<T, Task> act) =>
        Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancellation }, async (one, _) => await act(one));

    private HttpRequestMessage Request(string path, string? token) => new(HttpMethod.Post, $"{_origin}/v3/directline/{path}")
    {
        Headers = { Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token) },
    };

    private async Task<ConversationGrant> GrantAsync(string path, string? token)
    {
        using var request = Request(path, token);
        using var response = await _http.SendAsync(request, Cancellation);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<ConversationGrant>(ActivityJson.Options, Cancellation))!;
    }
}
