using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using BackPainBot.BotFramework;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.Bodies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BackPainBot.Tests.BotFramework;

/// <summary>A bot behind the real endpoints on a real port of this machine.</summary>
internal sealed class BotHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private BotHost(WebApplication app, CapturedLog log)
    {
        this.app = app;
        Log = log;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }
    public CapturedLog Log { get; }
    public IServiceProvider Services => app.Services;
    public Uri Address => Http.BaseAddress!;

    /// <summary>Answers every message with its own text.</summary>
    public static Task<IReadOnlyList<Activity>> Echo(Activity incoming, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Activity>>(incoming.Type == ActivityTypes.Message ? [incoming.CreateReply("You said: " + incoming.Text)] : []);

    /// <summary>Answers every activity with these texts.</summary>
    public static TurnHandler Saying(params string[] texts) => Answering(incoming => [.. texts.Select(text => incoming.CreateReply(text))]);

    public static TurnHandler Answering(Func<Activity, Activity[]> answer) => (incoming, _) => Task.FromResult<IReadOnlyList<Activity>>(answer(incoming));

    public static async Task<BotHost> StartAsync(TurnHandler? handler = null, Action<IServiceCollection>? services = null, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        var log = new CapturedLog();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(handler ?? Echo);
        services?.Invoke(builder.Services);
        builder.Services.AddBotFramework(builder.Configuration);
        var app = builder.Build();
        app.MapBotFramework();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new BotHost(app, log);
    }

    /// <summary>A message as a channel brings it.</summary>
    public static Activity Message(string text, string? serviceUrl = null) => new()
    {
        Type = ActivityTypes.Message,
        Id = Guid.NewGuid().ToString("N"),
        Text = text,
        ChannelId = Channels.Emulator,
        ServiceUrl = serviceUrl,
        Conversation = new() { Id = "conversation" },
        From = new() { Id = "user", Name = "User" },
        Recipient = new() { Id = "bot", Name = "Bot" },
        Locale = "en-GB",
    };

    public static Activity ExpectingReplies(string text) => Message(text) with { DeliveryMode = DeliveryModes.ExpectReplies };

    public Task<HttpResponseMessage> PostAsync(Activity activity) => PostAsync(ActivityJson.Write(activity));

    public Task<HttpResponseMessage> PostAsync(string body, string path = "/api/messages") =>
        Http.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

    public async Task<IReadOnlyList<Activity>> AskAsync(Activity activity)
    {
        using var response = await PostAsync(activity with { DeliveryMode = DeliveryModes.ExpectReplies });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<ActivitySet>(ActivityJson.Options, TestContext.Current.CancellationToken))!.Activities;
    }

    public Task StopAsync() => app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }
}

/// <summary>Every line that the program logged.</summary>
internal sealed class CapturedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Line)> lines = [];

    public string Everything => string.Join('\n', lines.Select(line => line.Line));

    public IEnumerable<string> Warnings => lines.Where(line => line.Level >= LogLevel.Warning).Select(line => line.Line);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue((logLevel, formatter(state, exception) + exception));

    public void Dispose()
    {
    }
}
