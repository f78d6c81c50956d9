using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.Bodies;
using BackPainBot.BotFramework.DirectLine;
using BackPainBot.Tests.Safety;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BackPainBot.Tests.Operations;

/// <summary>The whole bot on a free port of 127.0.0.1, with everything that it logs, at every level, and the folder where it keeps things.</summary>
internal sealed class WatchedBot : WebApplicationFactory<Program>
{
    private readonly (string Key, string Value)[] settings;
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("backpainbot-tests-");

    public WatchedBot(params (string Key, string Value)[] settings)
    {
        this.settings = settings;
        UseKestrel(0);
        StartServer();
        Http = new() { BaseAddress = new UriBuilder(ClientOptions.BaseAddress) { Host = "127.0.0.1" }.Uri };
    }

    public EveryLogLine Log { get; } = new();

    public ShiftedTime Time { get; } = new();

    public HttpClient Http { get; }

    public string Folder => data.FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Brings an activity to <c>/api/messages</c> and returns what the bot replies.</summary>
    public async Task<IReadOnlyList<Activity>> AskAsync(Activity activity)
    {
        using var response = await Http.PostAsync("/api/messages", Json(activity with { DeliveryMode = DeliveryModes.ExpectReplies }), Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<ActivitySet>(ActivityJson.Options, Cancellation))!.Activities;
    }

    /// <summary>Starts a conversation in the bot's own chat.</summary>
    public async Task<ConversationGrant> StartChatAsync()
    {
        var grant = await ChatAsync<ConversationGrant>(HttpMethod.Post, "tokens/generate", token: null);
        return await ChatAsync<ConversationGrant>(HttpMethod.Post, "conversations", grant.Token);
    }

    public Task<ResourceResponse> SayAsync(ConversationGrant chat, Activity activity) =>
        ChatAsync<ResourceResponse>(HttpMethod.Post, $"conversations/{chat.ConversationId}/activities", chat.Token, Json(activity));

    public async Task<IReadOnlyList<Activity>> HistoryAsync(ConversationGrant chat) =>
        (await ChatAsync<ActivitySet>(HttpMethod.Get, $"conversations/{chat.ConversationId}/activities", chat.Token)).Activities;

    public async Task DeleteAsync(ConversationGrant chat)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/v3/directline/conversations/{chat.ConversationId}") { Headers = { { "Authorization", $"Bearer {chat.Token}" } } };
        using var response = await Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ReloadStaticAssetsAtRuntime", "false");
        builder.UseSetting("Storage:Folder", Folder);
        builder.UseSetting("Knowledge:CacheFolder", Path.Combine(Folder, "index"));
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Trace).AddFilter((_, _) => true));
        builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(Time).AddSingleton(ProductTable.Screen));
        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await base.DisposeAsync();
        data.Delete(recursive: true);
    }

    private static StringContent Json(Activity activity) => new(ActivityJson.Write(activity), Encoding.UTF8, "application/json");

    private async Task<T> ChatAsync<T>(HttpMethod method, string path, string? token, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, $"/v3/directline/{path}") { Content = content };
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        using var response = await Http.SendAsync(request, Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {response.StatusCode}");
        return (await response.Content.ReadFromJsonAsync<T>(ActivityJson.Options, Cancellation))!;
    }
}

/// <summary>The clock of this machine, which a test can put forward.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}

/// <summary>What every sink could write: the line, its exception, and each of its values.</summary>
internal sealed class EveryLogLine : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, int Id, string Line)> lines = [];

    public IEnumerable<(LogLevel Level, int Id, string Line)> Lines => lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        lines.Enqueue((LogLevel.Trace, 0, Values(state)));
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue((logLevel, eventId.Id, $"{formatter(state, exception)} {Values(state)} {exception}"));

    public void Dispose()
    {
    }

    private static string Values<TState>(TState state) =>
        state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values.Select(value => $"{value.Key}={value.Value}")) : $"{state}";
}
