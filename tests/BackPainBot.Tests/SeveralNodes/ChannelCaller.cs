using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.Bodies;

namespace BackPainBot.Tests.SeveralNodes;

/// <summary>A channel with one conversation, which brings its activities to any node and brings one again, with the same id, when a node did not answer.</summary>
internal sealed class ChannelCaller : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly string _conversation = Guid.NewGuid().ToString("N");
    private int _sent;

    /// <summary>The key of its conversation in Redis.</summary>
    public string Key => $"backpainbot:conversation:{Channels.Emulator}/{_conversation}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Activity Message(string text) => new()
    {
        Type = ActivityTypes.Message,
        Id = (++_sent).ToString(CultureInfo.InvariantCulture),
        Text = text,
        ChannelId = Channels.Emulator,
        DeliveryMode = DeliveryModes.ExpectReplies,
        Conversation = new() { Id = _conversation },
        From = new() { Id = "person", Name = "User" },
        Recipient = new() { Id = "bot", Name = "Bot" },
        Locale = "en-US",
    };

    /// <summary>The replies as JSON; null when the node is dead or dies on it.</summary>
    public async Task<string?> TryAskAsync(string node, Activity activity)
    {
        try
        {
            using var response = await _http.PostAsync($"{node}/api/messages", new StringContent(ActivityJson.Write(activity), Encoding.UTF8, "application/json"), Cancellation);
            response.EnsureSuccessStatusCode();
            var replies = (await response.Content.ReadFromJsonAsync<ActivitySet>(ActivityJson.Options, Cancellation))!.Activities;
            return string.Join('\n', replies.Select(ActivityJson.Write));
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async Task<string> AskAsync(string node, Activity activity)
    {
        var replies = await TryAskAsync(node, activity);
        Assert.NotNull(replies);
        return replies;
    }

    public void Dispose() => _http.Dispose();
}
