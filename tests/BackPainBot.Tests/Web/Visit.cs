using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace BackPainBot.Tests.Web;

/// <summary>One visitor's page, with everything on record that must not happen there.</summary>
internal sealed class Visit : IAsyncDisposable
{
    /// <summary>Every rule is tried; of those that are kept no list of elements is made.</summary>
    private static readonly AxeRunOptions ViolationsOnly = new() { ResultTypes = [ResultType.Violations] };

    private readonly bool _isAlone;
    private readonly ConcurrentQueue<string> _troubles = [];
    private readonly ConcurrentQueue<Uri> _requests = [];

    private Visit(IPage page, bool isAlone)
    {
        (Page, _isAlone) = (page, isAlone);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _troubles.Enqueue($"{message.Type}: {message.Text}");
            }
        };
        page.PageError += (_, error) => _troubles.Enqueue(error);
        page.Request += (_, request) => _requests.Enqueue(new Uri(request.Url));
        page.WebSocket += (_, socket) => _requests.Enqueue(new Uri(socket.Url));
    }

    public IPage Page { get; }

    /// <summary>Errors, warnings and violated policies that the browser reported.</summary>
    public IReadOnlyCollection<string> Troubles => _troubles;

    public IEnumerable<string> OriginsAsked => _requests.Where(uri => uri.Scheme is not ("data" or "blob")).Select(uri => $"{uri.Host}:{uri.Port}").Distinct();

    public IEnumerable<Uri> Requests => _requests;

    public static async Task<Visit> StartAsync(Browser browser, BrowserNewContextOptions? options = null)
    {
        // How a page looks can be set for it alone; what else there is to choose belongs to a browser of its own.
        if (options is not (null or { Locale: null, JavaScriptEnabled: null, Permissions: null }))
        {
            return new(await (await browser.NewContextAsync(options)).NewPageAsync(), isAlone: true);
        }

        var page = await (await browser.SharedContextAsync()).NewPageAsync();
        if (options is not null)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = options.ColorScheme, ForcedColors = options.ForcedColors, ReducedMotion = options.ReducedMotion });
            if (options.ViewportSize is { } size)
            {
                await page.SetViewportSizeAsync(size.Width, size.Height);
            }
        }

        return new(page, isAlone: false);
    }

    public static async Task<(Visit Visit, ChatFrame Chat)> OpenChatAsync(Browser browser, ChatSite site, BrowserNewContextOptions? options = null)
    {
        var visit = await StartAsync(browser, options);
        await visit.Page.GotoAsync(site.Origin);
        return (visit, await new ChatFrame(visit.Page).GreetedAsync());
    }

    /// <summary>axe-core finds nothing, in any frame, by WCAG 2.2 AA and by its best practices.</summary>
    public async Task ShouldBeAccessibleAsync()
    {
        var found = await Page.RunAxe(ViolationsOnly);
        Assert.Empty(found.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {node.Target} {violation.Help}")));
    }

    public async ValueTask DisposeAsync() => await (_isAlone ? Page.Context.CloseAsync() : Page.CloseAsync());
}
