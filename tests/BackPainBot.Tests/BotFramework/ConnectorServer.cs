using System.Collections.Concurrent;
using BackPainBot.BotFramework.Activities;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace BackPainBot.Tests.BotFramework;

/// <summary>A channel's side of the connector: takes replies on a real port and answers as it is told.</summary>
internal sealed class ConnectorServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Taken> taken = [];

    private ConnectorServer(WebApplication app) => this.app = app;

    /// <summary>Ends with a slash.</summary>
    public string Url => app.Urls.First() + "/";

    /// <summary>Every call, in order of arrival.</summary>
    public IReadOnlyList<Taken> Calls => [.. taken];

    public IEnumerable<string?> Texts => Calls.Where(call => call.Status < 300).Select(call => call.Reply.Text);

    /// <param name="answer">Sets the status; gets the number of the call, from 1. By default 201 with an id.</param>
    public static async Task<ConnectorServer> StartAsync(Func<HttpContext, int, Task>? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new ConnectorServer(app);
        var count = 0;
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            var number = Interlocked.Increment(ref count);
            var isTaken = false;
            Task TakeAsync()
            {
                if (!isTaken)
                    server.taken.Enqueue(new Taken(context.Features.Get<IHttpRequestFeature>()!.RawTarget, context.Request.Headers.Authorization.ToString(), body, context.Response.StatusCode));
                isTaken = true;
                return Task.CompletedTask;
            }

            context.Response.OnStarting(TakeAsync); // who has the answer may ask for the call at once
            await (answer is null ? CreatedAsync(context) : answer(context, number));
            await TakeAsync(); // also when nothing was answered
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public static async Task CreatedAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("""{"id":"given"}""");
    }

    /// <summary>Never answers; ends when the caller has had enough.</summary>
    public static Task HangAsync(HttpContext context) =>
        Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    internal sealed record Taken(string Target, string Authorization, string Body, int Status)
    {
        public Activity Reply => ActivityJson.Read(Body);
    }
}
