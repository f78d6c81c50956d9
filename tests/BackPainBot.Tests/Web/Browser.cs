using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(BackPainBot.Tests.Web.Browser))]

namespace BackPainBot.Tests.Web;

/// <summary>
/// One real Chromium for all browser tests, found through <c>CHROMIUM_PATH</c> or where systems install it; nothing is downloaded.
/// Without one the browser tests are skipped, and on CI they fail.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] WellKnownPlaces =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/snap/bin/chromium",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly SemaphoreSlim _starting = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IBrowserContext? _shared;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A browser with no memory of earlier tests.</summary>
    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions? options = null) => await (await StartedAsync()).Browser.NewContextAsync(options);

    /// <summary>
    /// The browser that most tests share, so that scripts, which never change, are loaded and compiled once. The chat keeps what it knows in sessionStorage,
    /// and that belongs to the page.
    /// </summary>
    public async Task<IBrowserContext> SharedContextAsync() => (await StartedAsync()).Shared;

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _starting.Dispose();
    }

    private async Task<(IBrowser Browser, IBrowserContext Shared)> StartedAsync()
    {
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _browser ??= await StartAsync();
            _shared ??= await _browser.NewContextAsync();
            return (_browser, _shared);
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task<IBrowser> StartAsync()
    {
        var named = Environment.GetEnvironmentVariable("CHROMIUM_PATH");
        var path = string.IsNullOrEmpty(named) ? WellKnownPlaces.FirstOrDefault(File.Exists) : named;
        const string Missing = "The browser tests need Chromium: install it, or name its program in the environment variable CHROMIUM_PATH.";
        if (path is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", Missing);
            Assert.Fail(Missing);
        }

        // A machine busy with other tests answers late, not never.
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        return await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Flags });
    }
}
