using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackPainBot.Tests.Web;

public sealed class ChatPageLookTests(Browser browser, ChatSite site) : IClassFixture<ChatSite>
{
    /// <summary>WCAG 2.2, 1.4.10; 200 % zoom of a 640 pixels wide window is the same.</summary>
    [Fact]
    public async Task At_320_pixels_nothing_is_cut_off_or_scrolls_sideways()
    {
        var (visit, chat) = await Visit.OpenChatAsync(browser, site, new() { ViewportSize = new() { Width = 320, Height = 640 } });
        await using var _ = visit;
        await chat.AskAsync("what causes back pain");

        var tooWide = await visit.Page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('body *')]
              .filter(element => element.checkVisibility() && !element.closest('.webchat__keyboard-help, .webchat__live-region-transcript'))
              .filter(element => element.getBoundingClientRect().right > innerWidth + 1 || element.getBoundingClientRect().left < -1)
              .map(element => element.outerHTML.slice(0, 120))
            """);
        Assert.Empty(tooWide);
    }

    [Fact]
    public async Task At_320_pixels_the_notice_with_its_long_address_is_not_cut_off()
    {
        await using var visit = await Visit.StartAsync(browser, new() { ViewportSize = new() { Width = 320, Height = 640 } });
        await visit.Page.RouteAsync("**/tokens/generate", route => route.AbortAsync());
        await visit.Page.GotoAsync(site.Origin);
        var link = new ChatFrame(visit.Page).Notice.Locator("a");
        await Expect(link).ToBeVisibleAsync();

        Assert.InRange(await link.EvaluateAsync<double>("link => link.getBoundingClientRect().right"), 100, 320);
    }

    [Theory]
    [InlineData("", ColorScheme.Dark)]
    [InlineData("?theme=dark", ColorScheme.Light)]
    public async Task Nothing_of_the_light_theme_is_left_in_the_dark(string query, ColorScheme system)
    {
        await using var visit = await Visit.StartAsync(browser, new() { ColorScheme = system });
        await visit.Page.GotoAsync($"{site.Origin}/{query}");
        var chat = await new ChatFrame(visit.Page).GreetedAsync();
        await chat.AskAsync("what causes back pain");
        await chat.Menu.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Tab"); // the help for the keyboard
        await Expect(chat.Find(".webchat__keyboard-help__box")).ToBeVisibleAsync();
        await chat.Menu.ClickAsync();

        // Luminance of sRGB, 0 to 1; the mint of buttons and links is light on purpose, and no ground.
        var light = await visit.Page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('html, body, body *')]
              .filter(element => element.checkVisibility({ opacityProperty: true }) && element.clientWidth > 40)
              .filter(element => {
                const [r, g, b, a = 1] = (getComputedStyle(element).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
                return a > .5 && (.2126 * r + .7152 * g + .0722 * b) / 255 > .4;
              })
              .map(element => element.outerHTML.slice(0, 120))
            """);
        Assert.Empty(light);
        await Expect(chat.Find(".webchat__keyboard-help__box")).ToHaveCSSAsync("background-color", "rgb(29, 37, 40)");
    }

    [Fact]
    public async Task Who_wants_less_motion_gets_none()
    {
        await using var visit = await Visit.StartAsync(browser, new() { ReducedMotion = ReducedMotion.Reduce });
        await visit.Page.AddInitScriptAsync("window.moved = []; for (const type of ['animationstart', 'transitionrun']) addEventListener(type, event => { const { duration } = event.target.getAnimations?.()[0]?.effect.getComputedTiming() ?? {}; if (duration > 1) moved.push(event.target.outerHTML.slice(0, 120)); }, true);");
        await visit.Page.GotoAsync(site.Origin);
        var chat = await new ChatFrame(visit.Page).GreetedAsync();
        await chat.AskAsync("what causes back pain");
        await chat.Menu.ClickAsync();

        // Even what takes no time runs until the next frame.
        await visit.Page.UntilAsync("() => document.getAnimations().every(animation => animation.playState !== 'running')");
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn(moved))))"));
    }

    [Theory]
    [InlineData("", ColorScheme.Dark, "rgb(20, 26, 28)")]
    [InlineData("", ColorScheme.Light, "rgb(246, 243, 237)")]
    [InlineData("?theme=light", ColorScheme.Dark, "rgb(246, 243, 237)")]
    [InlineData("?theme=dark", ColorScheme.Light, "rgb(20, 26, 28)")]
    public async Task The_theme_follows_the_site_or_else_the_system(string query, ColorScheme system, string paper)
    {
        await using var visit = await Visit.StartAsync(browser, new() { ColorScheme = system });
        await visit.Page.GotoAsync($"{site.Origin}/{query}");

        await Expect(visit.Page.Locator("body")).ToHaveCSSAsync("background-color", paper);
    }
}
