using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackPainBot.Tests.Web;

public sealed class WidgetLookTests(Browser browser, Clinics clinics) : IClassFixture<Clinics>
{
    [Fact]
    public async Task The_strictest_policy_of_a_site_is_enough()
    {
        await using var clinic = await clinics.VisitAsync(browser, change: page => page with
        {
            Policy = $"default-src 'none'; script-src {clinics.Bot.Origin}; style-src 'none'; frame-src {clinics.Bot.Origin}; require-trusted-types-for 'script'",
        });

        await (await clinic.OpenChatAsync()).AskAsync("what causes back pain");

        Assert.Equal("60px", await clinic.Launcher.EvaluateAsync<string>("button => getComputedStyle(button).height"));
        Assert.Empty(clinic.Visit.Troubles);
    }

    [Fact]
    public async Task Wild_styles_of_a_site_do_not_reach_it()
    {
        await using var clinic = await clinics.VisitAsync(browser, change: page => page with
        {
            Html = page.Html + "<style>* { all: unset !important; } div { display: none !important; position: static !important; transform: rotate(20deg) !important; } button { height: 3px !important; }</style>",
        });

        var box = await clinic.Launcher.BoundingBoxAsync();

        Assert.Equal(60, box!.Height);
        Assert.Equal(60, box.Width);
        Assert.Equal(1280 - 20, box.X + box.Width);
        Assert.Equal(720 - 20, box.Y + box.Height);
    }

    [Theory]
    [InlineData("lang=en", "", false)]
    [InlineData("lang=ar dir=rtl", "", true)]
    [InlineData("lang=en", "data-position=left", true)]
    [InlineData("lang=ar dir=rtl", "data-position=right", false)]
    public async Task The_button_is_at_the_end_of_the_line_unless_the_site_says_where(string root, string attributes, bool isLeft)
    {
        await using var clinic = await clinics.VisitAsync(browser, attributes, page => page with { Root = root });
        await clinic.OpenChatAsync();

        var (button, panel) = (await clinic.Launcher.BoundingBoxAsync(), await clinic.Panel.BoundingBoxAsync());

        Assert.Equal(isLeft, button!.X < 640);
        Assert.Equal(isLeft, panel!.X < 640);
        Assert.InRange(panel.X, 0, 1280 - panel.Width);
    }

    [Theory]
    [InlineData("data-color=#0a3d62", "rgb(10, 61, 98)", "rgb(255, 255, 255)")]
    [InlineData("data-color=gold", "rgb(255, 215, 0)", "rgb(0, 0, 0)")]
    [InlineData("data-color=nonsense", "rgb(15, 107, 107)", "rgb(255, 255, 255)")]
    public async Task The_sign_on_the_button_is_readable_on_any_colour(string attributes, string color, string sign)
    {
        await using var clinic = await clinics.VisitAsync(browser, attributes);

        await Expect(clinic.Launcher).ToHaveCSSAsync("background-color", color);
        // The browser resolves the relative colour when it paints it.
        var painted = await clinic.Launcher.EvaluateAsync<int[]>("""
            button => {
              const context = new OffscreenCanvas(1, 1).getContext('2d');
              context.fillStyle = getComputedStyle(button).color;
              context.fillRect(0, 0, 1, 1);
              return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
            }
            """);
        Assert.Equal(sign, $"rgb({string.Join(", ", painted)})");
    }

    [Theory]
    [InlineData("", ColorScheme.Dark, "rgb(20, 26, 28)")]
    [InlineData("data-theme=auto", ColorScheme.Dark, "rgb(20, 26, 28)")]
    [InlineData("data-theme=dark", ColorScheme.Light, "rgb(20, 26, 28)")]
    [InlineData("data-theme=light", ColorScheme.Dark, "rgb(246, 243, 237)")]
    public async Task The_panel_has_its_theme_even_when_the_bot_is_down(string attributes, ColorScheme system, string ground)
    {
        await using var clinic = await clinics.VisitAsync(browser, attributes, page => page with { Root = "lang=es" }, new() { ColorScheme = system, ViewportSize = new() { Width = 390, Height = 844 }, ReducedMotion = ReducedMotion.Reduce });
        await clinic.Page.RouteAsync($"{clinics.Bot.Origin}/?**", route => route.AbortAsync("connectionrefused"));
        await clinic.Launcher.ClickAsync();
        await Expect(clinic.Panel.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "http://www.dallasacupunctureworks.com/");

        await Expect(clinic.Panel).ToHaveCSSAsync("background-color", ground);
        await Expect(clinic.Panel.Locator("p")).ToHaveAttributeAsync("lang", "en");
        await clinic.Visit.ShouldBeAccessibleAsync();
        await clinic.Launcher.ClickAsync(); // on a phone, too, it can be closed
        await Expect(clinic.Panel).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Attributes_that_mean_nothing_change_nothing()
    {
        await using var clinic = await clinics.VisitAsync(browser, "data-position=bottom-left data-theme=sepia data-lang=tlh data-color=''");
        var chat = await clinic.OpenChatAsync();

        Assert.Equal(1280 - 20, await clinic.Launcher.EvaluateAsync<int>("button => button.getBoundingClientRect().right"));
        await Expect(clinic.Launcher).ToHaveAccessibleNameAsync("Chat about back pain");
        await Expect(chat.SendBox).ToHaveAttributeAsync("placeholder", "Ask in your own words");
    }

    [Fact]
    public async Task A_style_sheet_of_the_site_can_set_the_colour_for_the_button_and_the_chat()
    {
        await using var clinic = await clinics.VisitAsync(browser, change: page => page with { Html = page.Html + "<style>html { --backpainbot-color: #7a1f5c; }</style>" });
        var chat = await clinic.OpenChatAsync();

        await Expect(clinic.Launcher).ToHaveCSSAsync("background-color", "rgb(122, 31, 92)");
        await Expect(chat.Chips.First).ToHaveCSSAsync("color", "rgb(122, 31, 92)");
    }

    [Fact]
    public async Task Title_language_and_theme_reach_the_chat()
    {
        await using var clinic = await clinics.VisitAsync(browser, "data-title='Ask Willow' data-lang=es data-theme=dark");
        var chat = await clinic.OpenChatAsync();

        await Expect(clinic.Launcher).ToHaveAttributeAsync("aria-label", "Ask Willow");
        await Expect(clinic.Page.Locator("iframe")).ToHaveAttributeAsync("title", "Ask Willow");
        await Expect(chat.Find("h1")).ToHaveTextAsync("Ask Willow");
        await Expect(chat.SendBox).ToHaveAttributeAsync("placeholder", "Pregunte con sus propias palabras");
        await Expect(chat.Find("body")).ToHaveCSSAsync("background-color", "rgb(20, 26, 28)");
    }
}
