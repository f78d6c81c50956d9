using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BackPainBot.Tests.Web;

/// <summary>Clinics' own sites: another origin (localhost) than the bot's (127.0.0.1), as in life.</summary>
internal sealed class HostSite : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, HostPage> _pages = [];
    private readonly WebApplication _app;

    private HostSite(WebApplication app) => _app = app;

    public string Origin => new UriBuilder(_app.Urls.First()) { Host = "localhost" }.Uri.GetLeftPart(UriPartial.Authority);

    public static async Task<HostSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var site = new HostSite(app);
        app.MapGet("/favicon.ico", () => Results.NoContent());
        app.MapGet("/{name}/{**page}", (string name, HttpResponse response) => site._pages[name].Respond(response));
        await app.StartAsync();
        return site;
    }

    /// <summary>The address of a site made of this page: it is shown at every path below.</summary>
    public string Add(HostPage page)
    {
        var name = Guid.NewGuid().ToString("N");
        _pages[name] = page;
        return $"{Origin}/{name}/";
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>A page that includes the widget, or not.</summary>
/// <param name="Html">What follows the heading.</param>
/// <param name="Root">Attributes of the root element.</param>
/// <param name="Policy">The site's Content-Security-Policy; null for none.</param>
internal sealed record HostPage(string Html, string Root = "lang=en", string? Policy = null)
{
    public IResult Respond(HttpResponse response)
    {
        if (Policy is not null)
        {
            response.Headers.ContentSecurityPolicy = Policy;
        }

        return Results.Text($"<!doctype html><html {Root}><title>Willow Street Clinic</title><main><h1>Willow Street Clinic</h1></main>{Html}</html>", "text/html; charset=utf-8");
    }
}
