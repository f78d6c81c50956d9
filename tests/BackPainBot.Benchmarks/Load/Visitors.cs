using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace BackPainBot.Benchmarks.Load;

/// <summary>Asks one question and waits for its answer. True when an answer with text came back.</summary>
/// <param name="connection">Who asks; asks one question at a time.</param>
internal delegate Task<bool> Visitor(int connection, int number);

/// <summary>The ways in which a visitor's question reaches the bot. A conversation has some ten turns, as visitors do.</summary>
internal static class Visitors
{
    private const int TurnsOfAConversation = 10;

    private static readonly string[] Questions =
    [
        "why do discs wear out", "is surgery a good idea", "how does acupuncture help a slipped disc", "what causes back pain", "chronic inflammation",
        "does sitting at a desk all day hurt my back", "can needles relax tight muscles", "who won the football",
    ];

    /// <summary>One request to <c>/api/messages</c> that brings the replies with it.</summary>
    public static Visitor ByMessages(HttpClient client, Uri endpoint) => async (connection, number) =>
    {
        using var response = await client.PostAsJsonAsync(endpoint, new
        {
            type = "message",
            id = Guid.NewGuid(),
            text = Questions[number % Questions.Length],
            channelId = "emulator",
            deliveryMode = "expectReplies",
            serviceUrl = "http://127.0.0.1:9/",
            conversation = new { id = $"load-{connection}-{number / TurnsOfAConversation}" },
            from = new { id = "visitor" },
            recipient = new { id = "bot" },
        });
        return response.IsSuccessStatusCode && (await response.Content.ReadAsStringAsync()).Contains("\"text\":", StringComparison.Ordinal);
    };

    /// <summary>As a web chat does: send the message, then read the conversation until the reply to it is there.</summary>
    public static Visitor ByDirectLine(HttpClient client, Uri endpoint, int visitors)
    {
        var conversations = new (string Id, string Token, string Watermark)[visitors];
        var directLine = new Uri(endpoint, "/v3/directline/");
        return async (connection, number) =>
        {
            var conversation = conversations[connection];
            if (conversation.Id is null || number % TurnsOfAConversation == 0)
            {
                var token = (await SendAsync(HttpMethod.Post, "tokens/generate", null, null))?["token"]?.ToString();
                var grant = token is null ? null : await SendAsync(HttpMethod.Post, "conversations", token, null);
                if (grant is null) return false;
                conversation = ($"{grant["conversationId"]}", $"{grant["token"] ?? token}", "");
            }

            var activities = $"conversations/{conversation.Id}/activities";
            var sent = await SendAsync(HttpMethod.Post, activities, conversation.Token, new { type = "message", from = new { id = "visitor" }, text = Questions[number % Questions.Length] });
            if (sent?["id"]?.ToString() is not { } id) return false;
            while (await SendAsync(HttpMethod.Get, $"{activities}?watermark={conversation.Watermark}", conversation.Token, null) is { } page)
            {
                conversations[connection] = conversation with { Watermark = $"{page["watermark"]}" };
                if (page["activities"]!.AsArray().Any(activity => activity!["replyToId"]?.ToString() == id && activity["text"] is not null)) return true;
                await Task.Delay(1);
            }

            return false;
        };

        async Task<JsonNode?> SendAsync(HttpMethod method, string path, string? token, object? body)
        {
            using var request = new HttpRequestMessage(method, new Uri(directLine, path));
            if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            if (body is not null) request.Content = JsonContent.Create(body);
            using var response = await client.SendAsync(request);
            return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<JsonNode>() : null;
        }
    }

    /// <summary>What one address may not do by default; all visitors of this benchmark come from one.</summary>
    public static string[] WithoutLimits(int perMinute) =>
        ["--DirectLine:RequestsPerMinute", perMinute.ToString(CultureInfo.InvariantCulture), "--DirectLine:StartsPerMinute", "10000", "--DirectLine:MessagesPerMinute", "1000"];
}
