using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using BackPainBot.BotFramework;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace BackPainBot.Tests.BotFramework.Authentication;

/// <summary>A whole bot on loopback with its two OpenID servers; its clock stands still unless a test moves it.</summary>
internal sealed class AuthenticatedBot : IAsyncDisposable
{
    /// <summary>A request with this header seems to come from the address it holds.</summary>
    public const string FromAddress = "Test-From-Address";

    /// <summary>More than the product waits for metadata, so that a busy machine does not fail a test.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Made once: a key costs more time than most tests.
    public static SigningKeyPair ChannelKey { get; } = SigningKeyPair.New("channel-key", "msteams", "webchat", "emulator");
    public static SigningKeyPair UnendorsedKey { get; } = SigningKeyPair.New("unendorsed-key");
    public static SigningKeyPair EmulatorKey { get; } = SigningKeyPair.New("emulator-key");
    public static SigningKeyPair StrangeKey { get; } = SigningKeyPair.New("strange-key");

    private readonly WebApplication app;
    private readonly HttpClient http;
    private int lastActivity;

    private AuthenticatedBot(OpenIdServer channel, OpenIdServer emulator, IEnumerable<(string, string)> settings, TimeSpan metadataTimeout)
    {
        (Channel, Emulator) = (channel, emulator);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Item1, (string?)setting.Item2)));
        builder.Logging.AddProvider(Log);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<TurnHandler>((incoming, _) =>
        {
            Taken.Enqueue(incoming);
            return Task.FromResult(Answer(incoming));
        });
        builder.Services.AddBotFramework(builder.Configuration);
        builder.Services.AddHttpClient(SigningKeys.Client, client => client.Timeout = metadataTimeout);
        app = builder.Build();
        app.Use((context, next) =>
        {
            if (context.Request.Headers.Remove(FromAddress, out var address))
                context.Connection.RemoteIpAddress = address.ToString() is "" ? null : IPAddress.Parse(address.ToString());
            return next(context);
        });
        app.MapBotFramework();
        http = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 16 });
    }

    public OpenIdServer Channel { get; }
    public OpenIdServer Emulator { get; }
    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);
    public CapturedLog Log { get; } = new();

    /// <summary>What the bot says to an activity; nothing unless a test sets it.</summary>
    public Func<Activity, IReadOnlyList<Activity>> Answer { get; set; } = _ => [];

    /// <summary>The activities that reached the bot behind the door.</summary>
    public ConcurrentQueue<Activity> Taken { get; } = [];

    public BearerToken ChannelToken => BearerToken.FromChannel(ChannelKey, Clock.GetUtcNow());
    public BearerToken EmulatorToken => BearerToken.FromEmulator(EmulatorKey, Clock.GetUtcNow());

    /// <summary>A bot with an app id; <paramref name="settings"/> add to or replace its settings.</summary>
    public static Task<AuthenticatedBot> StartAsync(params (string, string)[] settings) => StartAsync(Patience, settings);

    public static async Task<AuthenticatedBot> StartAsync(TimeSpan metadataTimeout, params (string, string)[] settings)
    {
        var channel = await OpenIdServer.StartAsync();
        var emulator = await OpenIdServer.StartAsync();
        (string, string)[] usual =
        [
            ("MicrosoftAppId", BearerToken.AppId),
            ("MicrosoftAppPassword", "not-a-real-secret"),
            ("BotFramework:RefusalsPerMinute", "100000"),
            ("ToBotFromChannelOpenIdMetadataUrl", channel.MetadataUrl),
            ("ToBotFromEmulatorOpenIdMetadataUrl", emulator.MetadataUrl),
        ];
        var all = usual.Where(one => settings.All(other => other.Item1 != one.Item1)).Concat(settings);
        var bot = new AuthenticatedBot(channel, emulator, all, metadataTimeout);
        channel.Keys = [ChannelKey, UnendorsedKey];
        emulator.Keys = [EmulatorKey];
        await bot.app.StartAsync();
        return bot;
    }

    /// <summary>A message such as Teams sends, each with its own id in its own conversation.</summary>
    public JsonObject Message()
    {
        var number = Interlocked.Increment(ref lastActivity);
        return new JsonObject
        {
            ["type"] = "message",
            ["id"] = $"activity-{number}",
            ["channelId"] = "msteams",
            ["serviceUrl"] = BearerToken.ServiceUrl,
            ["deliveryMode"] = "expectReplies",
            ["conversation"] = new JsonObject { ["id"] = $"conversation-{number}" },
            ["from"] = new JsonObject { ["id"] = "user" },
            ["recipient"] = new JsonObject { ["id"] = "bot" },
            ["text"] = "my back hurts",
        };
    }

    public Task<HttpStatusCode> SendAsync(BearerToken token, JsonObject? activity = null) =>
        SendAsync(activity, ("Authorization", $"Bearer {token}"));

    public async Task<HttpStatusCode> SendAsync(JsonObject? activity, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{app.Urls.Single()}/api/messages");
        request.Content = new StringContent((activity ?? Message()).ToJsonString(), Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        await Channel.DisposeAsync();
        await Emulator.DisposeAsync();
    }
}
