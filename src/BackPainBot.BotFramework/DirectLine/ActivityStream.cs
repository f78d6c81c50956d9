using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.Bodies;
using Microsoft.Extensions.Logging;

namespace BackPainBot.BotFramework.DirectLine;

/// <summary>
/// Item 68: one client's socket. It reads the log from a position on, so it does not matter which node appended or when the client was away.
/// </summary>
internal sealed partial class ActivityStream(IActivityLog log, TimeProvider time, ILogger<ActivityStream> logger)
{
    private const int PageSize = 50;

    /// <summary>Typing older than this is no longer news (item 66).</summary>
    private static readonly TimeSpan TypingLasts = TimeSpan.FromSeconds(5);

    /// <summary>A client that takes nothing for this long is given up.</summary>
    private static readonly TimeSpan SendPatience = TimeSpan.FromSeconds(30);

    /// <param name="socket">Open; the caller disposes it.</param>
    /// <param name="conversationId">What to send.</param>
    /// <param name="after">The position that the client has already.</param>
    /// <param name="stopping">The process stops.</param>
    public async Task RunAsync(WebSocket socket, string conversationId, long after, CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var listening = ListenAsync(socket);
        var sending = SendAsync(socket, conversationId, after, ending.Token);
        await Task.WhenAny(listening, sending);
        await ending.CancelAsync();
        await CloseAsync(socket, await sending);
        // Cancelling a receive tears the connection, so the client is given a moment to say goodbye.
        await Task.WhenAny(listening, Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None));
    }

    private async Task<WebSocketCloseStatus> SendAsync(WebSocket socket, string conversationId, long after, CancellationToken ending)
    {
        try
        {
            while (true)
            {
                await log.WaitAsync(conversationId, after, ending);
                if (await log.ReadAsync(conversationId, after, PageSize, ending) is not { } page)
                    return WebSocketCloseStatus.NormalClosure;
                if (page.Count == 0)
                    continue;
                after = page[^1].Position;
                Activity[] activities = [.. page.Select(entry => entry.Numbered).Where(IsNews)];
                if (activities.Length > 0)
                    await SendAsync(socket, new ActivitySet(activities, after.ToString(CultureInfo.InvariantCulture)));
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return WebSocketCloseStatus.EndpointUnavailable;
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            return WebSocketCloseStatus.EndpointUnavailable;
        }
        catch (Exception failure)
        {
            // The client comes back by itself and goes on where it was.
            LogLogFailed(failure.GetType());
            return WebSocketCloseStatus.InternalServerError;
        }
    }

    private bool IsNews(Activity activity) => activity.Type != ActivityTypes.Typing || (time.GetUtcNow() - activity.Timestamp)?.Duration() < TypingLasts;

    private async Task SendAsync(WebSocket socket, ActivitySet set)
    {
        using var patience = new CancellationTokenSource(SendPatience, time);
        var frame = JsonSerializer.SerializeToUtf8Bytes(set, ActivityJson.Options);
        await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, patience.Token);
    }

    // The client sends empty frames as pings and nothing else. Ends when it closes, breaks off or sends more than that.
    private static async Task ListenAsync(WebSocket socket)
    {
        var buffer = new byte[1024];
        try
        {
            ValueWebSocketReceiveResult frame;
            do
                frame = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            while (frame.MessageType != WebSocketMessageType.Close && frame.EndOfMessage);
        }
        catch (WebSocketException)
        {
            // Gone without a goodbye, as phones do.
        }
    }

    private static async Task CloseAsync(WebSocket socket, WebSocketCloseStatus status)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await socket.CloseOutputAsync(status, null, patience.Token);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // Nobody left to tell.
        }
    }

    [LoggerMessage(204, LogLevel.Error, "A socket ended because the activity log failed: {Type}")]
    private partial void LogLogFailed(Type type);
}
