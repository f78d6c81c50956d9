using System.Xml.Linq;
using BackPainBot.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackPainBot.Tests.Reporting;

[Collection(nameof(RecordedWeek))]
public sealed class ReportPageTests(RecordedWeek week, Browser browser)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 320)]
    public async Task Axe_finds_nothing_and_the_page_asks_for_nothing_else(ColorScheme scheme, int width)
    {
        await using var visit = await OpenAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        await visit.ShouldBeAccessibleAsync();
        Assert.Single(visit.Requests);
        Assert.Empty(visit.Troubles);
    }

    [Theory]
    [InlineData(ColorScheme.Light, "rgb(246, 243, 237)")]
    [InlineData(ColorScheme.Dark, "rgb(20, 26, 28)")]
    public async Task It_follows_the_system_s_light_or_dark(ColorScheme scheme, string paper)
    {
        await using var visit = await OpenAsync(new() { ColorScheme = scheme });
        await Expect(visit.Page.Locator("body")).ToHaveCSSAsync("background-color", paper);
    }

    [Fact]
    public async Task Printed_in_the_dark_it_is_still_black_on_white()
    {
        await using var visit = await OpenAsync(new() { ColorScheme = ColorScheme.Dark });
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(visit.Page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(255, 255, 255)");
        await Expect(visit.Page.Locator("body")).ToHaveCSSAsync("color", "rgb(0, 0, 0)");
    }

    [Fact]
    public async Task At_320_pixels_nothing_but_the_tables_scrolls_sideways()
    {
        await using var visit = await OpenAsync(new() { ViewportSize = new() { Width = 320, Height = 900 } });
        Assert.Equal(320, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task The_plot_has_a_name_and_the_table_beside_it_the_same_numbers()
    {
        await using var visit = await OpenAsync(new());
        await Expect(visit.Page.GetByRole(AriaRole.Img)).ToHaveAccessibleNameAsync(new System.Text.RegularExpressions.Regex(@"^Questions a day from Mon 2 Mar to Sun 8 Mar: together \d+ answered"));
        await Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "Day by day" }).GetByRole(AriaRole.Row)).ToHaveCountAsync(9);
    }

    [Fact]
    public async Task It_holds_no_script_and_names_no_other_file()
    {
        var page = XDocument.Parse(await week.PageAsync());
        var names = page.Descendants().Select(element => element.Name.LocalName).ToHashSet();
        Assert.Empty(names.Intersect(["script", "link", "img", "iframe", "object", "embed", "audio", "video", "base", "form"]));
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName is "src" or "srcset" or "style" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain("url(h", page.Descendants("style").Single().Value, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page.Descendants("style").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_an_article_holds_stays_text()
    {
        const string Hostile = "</main><script>alert(1)</script><img src=x onerror=\"alert(1)\"> {{content}} & \u0001";
        using var knowledge = new TriedKnowledge().Append($"`{Hostile}`");
        var page = XDocument.Parse(await week.PageAsync(new(Days: 7, Knowledge: knowledge.Folder)));
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "img");
        Assert.Contains(Hostile.TrimEnd('\u0001'), page.Descendants("ul").Last().Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_database_makes_a_page_that_says_so()
    {
        var folder = Directory.CreateTempSubdirectory("backpainbot-tests-");
        await BackPainBot.Storage.SqliteDatabase.Open(folder.FullName).DisposeAsync();
        var page = XDocument.Parse(await week.PageAsync(new(Days: 7, Data: folder.FullName)));
        Assert.Equal("Nothing recorded yet since 2 March 2026.", page.Descendants("h1").Single().Value);
        folder.Delete(recursive: true);
    }

    private async Task<Visit> OpenAsync(BrowserNewContextOptions options)
    {
        var visit = await Visit.StartAsync(browser, options);
        await visit.Page.GotoAsync(new Uri(await week.PageFileAsync()).AbsoluteUri);
        return visit;
    }
}
