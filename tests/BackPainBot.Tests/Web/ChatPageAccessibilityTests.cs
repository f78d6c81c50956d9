using Microsoft.Playwright;

namespace BackPainBot.Tests.Web;

public sealed class ChatPageAccessibilityTests(Browser browser, ChatSite site) : IClassFixture<ChatSite>
{
    [Theory]
    [InlineData(ColorScheme.Light, ForcedColors.None, 1280, 800)]
    [InlineData(ColorScheme.Dark, ForcedColors.None, 1280, 800)]
    [InlineData(ColorScheme.Light, ForcedColors.None, 320, 640)]
    [InlineData(ColorScheme.Dark, ForcedColors.None, 390, 844)]
    [InlineData(ColorScheme.Dark, ForcedColors.Active, 1280, 800)]
    public async Task Axe_finds_nothing(ColorScheme scheme, ForcedColors forced, int width, int height)
    {
        var (visit, chat) = await Visit.OpenChatAsync(browser, site, new() { ColorScheme = scheme, ForcedColors = forced, ViewportSize = new() { Width = width, Height = height }, ReducedMotion = ReducedMotion.Reduce });
        await using var _ = visit;
        await visit.ShouldBeAccessibleAsync();
        await chat.AskAsync("is surgery a good idea");
        await visit.ShouldBeAccessibleAsync();
        await chat.Menu.ClickAsync();
        await visit.ShouldBeAccessibleAsync();
        await chat.Button("Delete my conversation").ClickAsync();
        await visit.ShouldBeAccessibleAsync();
    }

    /// <summary>WCAG 2.2, 2.5.8.</summary>
    [Fact]
    public async Task Every_target_is_at_least_24_pixels_wide_and_high()
    {
        var (visit, chat) = await Visit.OpenChatAsync(browser, site);
        await using var _ = visit;
        await chat.AskAsync("what causes back pain");

        var tooSmall = await visit.Page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('button, a, textarea, summary')]
              .filter(element => element.checkVisibility({ opacityProperty: true }) && !element.closest('.webchat__live-region-transcript, .webchat__keyboard-help'))
              .filter(element => { const { width, height } = element.getBoundingClientRect(); return width < 24 || height < 24; })
              .map(element => element.outerHTML.slice(0, 120))
            """);
        Assert.Empty(tooSmall);
    }

    [Theory]
    [InlineData("%23ffee00")]
    [InlineData("rgb(10, 10, 60)")]
    [InlineData("hotpink")]
    [InlineData("not a colour")]
    public async Task Any_colour_of_a_site_ends_up_readable(string color)
    {
        await using var visit = await Visit.StartAsync(browser);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await visit.Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await visit.Page.GotoAsync($"{site.Origin}/?color={color}");
            await new ChatFrame(visit.Page).GreetedAsync();
            await visit.ShouldBeAccessibleAsync();
        }
    }
}
