using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BackPainBot.Tests.Web;

/// <summary>A clinic's own site, with the widget on it: another origin (localhost) than the bot's (127.0.0.1), as in life.</summary>
internal sealed class HostSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HostSite(WebApplication app) => _app = app;

    public string Origin => new UriBuilder(_app.Urls.First()) { Host = "localhost" }.Uri.GetLeftPart(UriPartial.Authority);

    /// <summary>What is between <c>&lt;head&gt;</c> and <c>&lt;/body&gt;</c> of every page; set before the first visit.</summary>
    public string Html { get; set; } = "";

    public string RootAttributes { get; set; } = "lang=en";

    /// <summary>The site's Content-Security-Policy; null for none.</summary>
    public string? Policy { get; set; }

    public static async Task<HostSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var site = new HostSite(app);
        app.MapGet("/favicon.ico", () => Results.NoContent());
        app.MapGet("/{**page}", site.Page);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return site;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Page(HttpResponse response)
    {
        if (Policy is not null)
        {
            response.Headers.ContentSecurityPolicy = Policy;
        }

        return Results.Text($"<!doctype html><html {RootAttributes}><title>Willow Street Clinic</title><main><h1>Willow Street Clinic</h1></main>{Html}</html>", "text/html; charset=utf-8");
    }
}
