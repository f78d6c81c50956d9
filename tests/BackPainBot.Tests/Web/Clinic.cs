using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackPainBot.Tests.Web;

/// <summary>A clinic's site that the bot allows, and a visitor on it.</summary>
internal sealed class Clinic : IAsyncDisposable
{
    private Clinic(HostSite site, ChatSite bot, Visit visit)
    {
        Site = site;
        Bot = bot;
        Visit = visit;
    }

    public HostSite Site { get; }
    public ChatSite Bot { get; }
    public Visit Visit { get; }
    public IPage Page => Visit.Page;
    public ILocator Launcher => Page.Locator("button[aria-controls=panel]");
    public ILocator Panel => Page.Locator("#panel");
    public ILocator Badge => Page.Locator("[role=status]");
    public ChatFrame Chat => new(Page.FrameLocator("#panel iframe"));

    /// <param name="attributes">More attributes of the script tag, such as <c>data-color=...</c>.</param>
    /// <param name="change">What else the site does: its policy, its styles, more scripts.</param>
    public static async Task<Clinic> OpenAsync(Browser browser, string attributes = "", Action<HostSite, string>? change = null, BrowserNewContextOptions? options = null, string? script = null)
    {
        var site = await HostSite.StartAsync();
        var bot = new ChatSite { Settings = [("Chat:AllowedSites:0", site.Origin)] };
        site.Html = $"<script src='{bot.Origin}/widget.js' defer {attributes}></script>";
        change?.Invoke(site, bot.Origin);
        var visit = await Visit.StartAsync(browser, options);
        if (script is not null)
        {
            await visit.Page.AddInitScriptAsync(script);
        }

        await visit.Page.GotoAsync(site.Origin);
        return new(site, bot, visit);
    }

    public async Task<ChatFrame> OpenChatAsync()
    {
        await Launcher.ClickAsync();
        await Expect(Panel).ToBeVisibleAsync();
        return await Chat.GreetedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Visit.DisposeAsync();
        await Site.DisposeAsync();
        await Bot.DisposeAsync();
    }
}
