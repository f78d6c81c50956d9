using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackPainBot.Tests.Web;

public sealed class WidgetAccessibilityTests(Browser browser, Clinics clinics) : IClassFixture<Clinics>
{
    [Theory]
    [InlineData(ColorScheme.Light, ForcedColors.None, 1280)]
    [InlineData(ColorScheme.Dark, ForcedColors.None, 1280)]
    [InlineData(ColorScheme.Light, ForcedColors.None, 320)]
    [InlineData(ColorScheme.Light, ForcedColors.Active, 1280)]
    public async Task Axe_finds_nothing_with_the_panel_closed_and_open(ColorScheme scheme, ForcedColors forced, int width)
    {
        await using var clinic = await clinics.VisitAsync(browser, options: new() { ColorScheme = scheme, ForcedColors = forced, ViewportSize = new() { Width = width, Height = 720 }, ReducedMotion = ReducedMotion.Reduce });
        await clinic.Visit.ShouldBeAccessibleAsync();
        await clinic.OpenChatAsync();
        await clinic.Visit.ShouldBeAccessibleAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 320)]
    public async Task The_demo_page_works_and_axe_finds_nothing(ColorScheme scheme, int width)
    {
        await using var visit = await Visit.StartAsync(browser, new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 720 }, ReducedMotion = ReducedMotion.Reduce });
        await visit.Page.GotoAsync(clinics.Bot.Origin + "/demo");
        await visit.ShouldBeAccessibleAsync();

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "BackPainBot.ask('Why do discs wear out?')" }).ClickAsync();

        await Expect(new ChatFrame(visit.Page.FrameLocator("iframe")).Answers).ToHaveCountAsync(1);
        await Expect(visit.Page.Locator("#events")).ToHaveTextAsync("answered");
        await visit.ShouldBeAccessibleAsync();
        Assert.Empty(visit.Troubles);
    }
}
