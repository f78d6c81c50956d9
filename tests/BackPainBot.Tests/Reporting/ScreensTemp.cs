using BackPainBot.Tests.Web;
using Microsoft.Playwright;

namespace BackPainBot.Tests.Reporting;

[Collection(nameof(RecordedWeek))]
public sealed class ScreensTemp(RecordedWeek week, Browser browser)
{
    [Fact]
    public async Task Take()
    {
        using var tried = new TriedKnowledge().Append(TriedKnowledge.Mattress);
        var file = "/tmp/report.html";
        using var k = new TriedKnowledge().Append("Nobody has asked for this paragraph yet, and nobody will.").Append("A mattress that is neither soft nor hard suits most backs with pain.");
        await week.ReportAsync(new(Days: 7, Page: file, Try: tried.Folder, Knowledge: k.Folder));
        await File.WriteAllTextAsync("/tmp/report.txt", await week.ReportAsync(new(Days: 7, Try: tried.Folder, Knowledge: k.Folder)), TestContext.Current.CancellationToken);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            // shots
            await using var visit = await Visit.StartAsync(browser, new() { ColorScheme = scheme, ViewportSize = new() { Width = 1200, Height = 900 } });
            await visit.Page.GotoAsync("file:///tmp/report.html");
            await visit.Page.ScreenshotAsync(new() { Path = $"/work/notes/screens/report-{scheme.ToString().ToLowerInvariant()}.png", FullPage = true });
            if (scheme == ColorScheme.Dark)
            {
                await visit.Page.PdfAsync(new() { Path = "/work/notes/screens/report-print.pdf", Format = "A4", PreferCSSPageSize = true, PrintBackground = true });
            }
        }
        await using var small = await Visit.StartAsync(browser, new() { ViewportSize = new() { Width = 390, Height = 844 } });
        await small.Page.GotoAsync("file:///tmp/report.html");
        await small.Page.ScreenshotAsync(new() { Path = "/work/notes/screens/report-phone.png", FullPage = true });
    }
}
