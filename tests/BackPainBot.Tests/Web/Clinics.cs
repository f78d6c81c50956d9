using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackPainBot.Tests.Web;

/// <summary>A bot, and the clinics' sites that it allows to show its chat.</summary>
public sealed class Clinics : IAsyncLifetime
{
    /// <summary>A busy machine takes longer than the widget waits for the chat, 9 seconds, and the chat for the page around it, 0.4 seconds: here ten times as long.</summary>
    private const string Patience = "{ const { setTimeout } = window; window.setTimeout = (call, delay, ...rest) => setTimeout(call, delay === 9000 || delay === 400 ? 10 * delay : delay, ...rest); }";

    internal HostSite Sites { get; private set; } = null!;
    internal ChatSite Bot { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Sites = await HostSite.StartAsync();
        Bot = new() { Settings = [("Chat:AllowedSites:0", Sites.Origin)] };
    }

    /// <summary>A visitor on the page of a clinic that includes the widget.</summary>
    /// <param name="attributes">More attributes of the script tag, such as <c>data-color=...</c>.</param>
    /// <param name="change">What else is on the page, or different.</param>
    /// <param name="script">Runs before everything else in every frame.</param>
    internal async Task<ClinicVisit> VisitAsync(Browser browser, string attributes = "", Func<HostPage, HostPage>? change = null, BrowserNewContextOptions? options = null, string? script = null)
    {
        var page = new HostPage($"<script src='{Bot.Origin}/widget.js' defer {attributes}></script>");
        var address = Sites.Add(change?.Invoke(page) ?? page);
        var visit = await Visit.StartAsync(browser, options);
        await visit.Page.AddInitScriptAsync(Patience);
        if (script is not null)
        {
            await visit.Page.AddInitScriptAsync(script);
        }

        await visit.Page.GotoAsync(address);
        return new(visit);
    }

    public async ValueTask DisposeAsync()
    {
        await Sites.DisposeAsync();
        await Bot.DisposeAsync();
    }
}

internal sealed class ClinicVisit(Visit visit) : IAsyncDisposable
{
    public Visit Visit => visit;
    public IPage Page => visit.Page;
    public ILocator Launcher => Page.Locator("button[aria-controls=panel]");
    public ILocator Panel => Page.Locator("#panel");
    public ILocator Badge => Page.Locator("[role=status]");
    public ChatFrame Chat => new(Page.FrameLocator("#panel iframe"));

    public async Task<ChatFrame> OpenChatAsync()
    {
        await Launcher.ClickAsync();
        await Expect(Panel).ToBeVisibleAsync();
        return await Chat.GreetedAsync();
    }

    public ValueTask DisposeAsync() => visit.DisposeAsync();
}
