using System.Net;
using System.Net.WebSockets;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.DirectLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BackPainBot.Tests.BotFramework.DirectLine;

public sealed class ActivityStreamTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact, Trait("Item", "67"), Trait("Item", "68")]
    public async Task A_socket_replays_everything_once_and_in_order_and_then_goes_on()
    {
        await using var host = await BotHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        await client.SayAsync("before");
        using var socket = await client.OpenAsync();
        await client.SayAsync("after");
        var (activities, watermark) = await DirectLineClient.ReceiveAsync(socket, 4);
        Assert.Equal(["before", "You said: before", "after", "You said: after"], activities.Select(activity => activity.Text));
        Assert.Equal("4", watermark);
    }

    [Fact, Trait("Item", "67")]
    public async Task After_a_dropped_socket_the_next_one_goes_on_at_the_watermark()
    {
        await using var host = await BotHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        string watermark;
        using (var first = await client.OpenAsync())
        {
            await client.SayAsync("one");
            (_, watermark) = await DirectLineClient.ReceiveAsync(first, 2);
            first.Abort();
        }
        await client.SayAsync("missed");
        client.Take(await client.GrantAsync(HttpMethod.Get, $"conversations/{client.ConversationId}?watermark={watermark}", HttpStatusCode.OK));
        using var second = await client.OpenAsync();
        await client.SayAsync("two");
        var (activities, _) = await DirectLineClient.ReceiveAsync(second, 4);
        Assert.Equal(["missed", "You said: missed", "two", "You said: two"], activities.Select(activity => activity.Text));
    }

    [Fact, Trait("Item", "67")]
    public async Task Without_a_watermark_a_resumed_chat_is_replayed_from_its_start()
    {
        await using var host = await BotHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        for (var number = 0; number < 60; number++)
            await host.Services.GetRequiredService<IActivityLog>().AppendAsync(client.ConversationId, [BotHost.Message($"{number}")], Cancellation);
        client.Take(await client.GrantAsync(HttpMethod.Get, $"conversations/{client.ConversationId}?watermark=", HttpStatusCode.OK));
        using var socket = await client.OpenAsync();
        var (activities, _) = await DirectLineClient.ReceiveAsync(socket, 60);
        Assert.Equal(Enumerable.Range(0, 60).Select(number => $"{number}"), activities.Select(activity => activity.Text));
    }

    [Fact, Trait("Item", "67")]
    public async Task Two_sockets_both_see_everything_while_many_write()
    {
        await using var host = await BotHost.StartAsync(null, null, ("DirectLine:MessagesPerMinute", "1000"));
        var client = await DirectLineClient.StartAsync(host);
        using var one = await client.OpenAsync();
        using var two = await client.OpenAsync();
        var sockets = new[] { one, two }.Select(socket => DirectLineClient.ReceiveAsync(socket, 80)).ToList();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => client.SayAsync($"{number}")));
        var seen = (await Task.WhenAll(sockets)).Select(received => received.Activities.Select(activity => activity.Id).ToList()).ToList();
        Assert.Equal(80, seen[0].Distinct().Count());
        Assert.Equal(seen[0], seen[1]);
        Assert.Equal(seen[0], (await client.ReadAsync()).Activities.Select(activity => activity.Id));
    }

    [Fact, Trait("Item", "66")]
    public async Task Typing_is_seen_on_the_socket_while_it_is_news_and_never_read()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await BotHost.StartAsync(
            BotHost.Answering(incoming =>
                incoming.Type == ActivityTypes.Message ? [incoming.CreateReply() with { Type = ActivityTypes.Typing }, incoming.CreateReply("done")] : []),
            services => services.AddSingleton<TimeProvider>(time));
        var client = await DirectLineClient.StartAsync(host);
        using var live = await client.OpenAsync();
        await client.SayAsync("hello");
        var (activities, _) = await DirectLineClient.ReceiveAsync(live, 3);
        Assert.Equal([ActivityTypes.Message, ActivityTypes.Typing, ActivityTypes.Message], activities.Select(activity => activity.Type));
        Assert.Equal(["hello", "done"], (await client.ReadAsync()).Activities.Select(activity => activity.Text));
        time.Advance(TimeSpan.FromSeconds(6));
        using var late = await client.OpenAsync();
        (activities, _) = await DirectLineClient.ReceiveAsync(late, 2);
        Assert.Equal(["hello", "done"], activities.Select(activity => activity.Text));
    }

    [Fact, Trait("Item", "68")]
    public async Task A_client_pings_with_empty_frames_and_says_goodbye()
    {
        await using var host = await BotHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        using var socket = await client.OpenAsync();
        for (var ping = 0; ping < 3; ping++)
            await socket.SendAsync(ArraySegment<byte>.Empty, WebSocketMessageType.Text, true, Cancellation);
        await client.SayAsync("still here");
        await DirectLineClient.ReceiveAsync(socket, 2);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation).WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        Assert.Equal(WebSocketState.Closed, socket.State);
    }

    [Fact, Trait("Item", "68")]
    public async Task A_client_that_offers_compression_and_no_subprotocol_is_welcome()
    {
        await using var host = await BotHost.StartAsync(BotHost.Saying("Welcome"));
        var client = await DirectLineClient.StartAsync(host);
        using var socket = new ClientWebSocket { Options = { DangerousDeflateOptions = new() } };
        await socket.ConnectAsync(new Uri(client.StreamUrl!), Cancellation);
        Assert.Null(socket.SubProtocol);
        Assert.Equal("Welcome", (await DirectLineClient.ReceiveAsync(socket, 1)).Activities[0].Text);
    }

    [Fact, Trait("Item", "68")]
    public async Task A_client_that_sends_more_than_pings_is_let_go()
    {
        await using var host = await BotHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        using var socket = await client.OpenAsync();
        await socket.SendAsync(new byte[100_000], WebSocketMessageType.Text, true, Cancellation);
        Assert.Null(await DirectLineClient.FrameAsync(socket));
    }

    [Fact, Trait("Item", "68")]
    public async Task A_stream_address_can_be_opened_for_a_minute()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await BotHost.StartAsync(null, services => services.AddSingleton<TimeProvider>(time));
        var client = await DirectLineClient.StartAsync(host);
        time.Advance(TimeSpan.FromSeconds(59));
        (await client.OpenAsync()).Dispose();
        time.Advance(TimeSpan.FromSeconds(2));
        await RefusedAsync(HttpStatusCode.Forbidden, client.OpenAsync());
    }

    [Fact, Trait("Item", "68"), Trait("Item", "64")]
    public async Task A_token_for_requests_opens_no_socket_and_a_stream_token_makes_no_requests()
    {
        await using var host = await BotHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        var other = await DirectLineClient.StartAsync(host);
        var streamToken = client.StreamUrl!.Split("&t=")[1];
        await RefusedAsync(HttpStatusCode.Forbidden, client.OpenAsync(client.StreamUrl.Replace(streamToken, client.Token, StringComparison.Ordinal)));
        await RefusedAsync(HttpStatusCode.Unauthorized, client.OpenAsync(client.StreamUrl.Split("&t=")[0]));
        await RefusedAsync(HttpStatusCode.Forbidden, client.OpenAsync(other.StreamUrl!.Replace(other.ConversationId, client.ConversationId, StringComparison.Ordinal)));
        client.Token = streamToken;
        using var response = await client.SendHereAsync(HttpMethod.Get, "/activities");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact, Trait("Item", "70")]
    public async Task A_page_of_another_site_opens_no_socket()
    {
        await using var host = await BotHost.StartAsync(null, null, ("DirectLine:AllowedOrigins:0", "https://clinic.example"));
        var client = await DirectLineClient.StartAsync(host);
        (await client.OpenAsync(origin: "https://clinic.example")).Dispose();
        (await client.OpenAsync(origin: host.Address.GetLeftPart(UriPartial.Authority))).Dispose();
        await RefusedAsync(HttpStatusCode.Forbidden, client.OpenAsync(origin: "https://other.example"));
    }

    [Fact, Trait("Item", "70")]
    public async Task Sockets_per_address_are_bounded_and_a_closed_one_makes_room()
    {
        await using var host = await BotHost.StartAsync(null, null, ("DirectLine:SocketsPerAddress", "2"));
        var client = await DirectLineClient.StartAsync(host);
        using var one = await client.OpenAsync();
        using var two = await client.OpenAsync();
        await RefusedAsync(HttpStatusCode.TooManyRequests, client.OpenAsync());
        await one.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);
        var deadline = TimeProvider.System.GetTimestamp();
        while (true)
        {
            // The place is free once the server has finished the request, a moment after the goodbye.
            try
            {
                (await client.OpenAsync()).Dispose();
                break;
            }
            catch (WebSocketException) when (TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromMinutes(1))
            {
            }
        }
    }

    [Fact]
    public async Task A_deletion_closes_the_sockets()
    {
        await using var host = await BotHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        using var socket = await client.OpenAsync();
        using var response = await client.SendHereAsync(HttpMethod.Delete, "");
        Assert.Null(await DirectLineClient.FrameAsync(socket));
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Fact]
    public async Task The_process_stops_without_waiting_for_open_sockets()
    {
        await using var host = await BotHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        using var socket = await client.OpenAsync();
        var closing = DirectLineClient.FrameAsync(socket);
        await host.StopAsync().WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        Assert.Null(await closing);
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, socket.CloseStatus);
    }

    [Fact, Trait("Item", "68")]
    public async Task A_plain_request_to_the_stream_gets_400()
    {
        await using var host = await BotHost.StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        using var response = await host.Http.GetAsync(client.StreamUrl!.Replace("ws://", "http://", StringComparison.Ordinal), Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private static async Task RefusedAsync(HttpStatusCode status, Task<ClientWebSocket> opening)
    {
        var refusal = await Assert.ThrowsAsync<WebSocketException>(() => opening);
        Assert.Contains($"'{(int)status}'", refusal.Message, StringComparison.Ordinal);
    }
}
