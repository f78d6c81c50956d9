using System.Text.RegularExpressions;

namespace BackPainBot.Tests.Web;

public sealed partial class ChatPageHeadersTests(ChatSite site) : IClassFixture<ChatSite>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_policy_names_a_new_nonce_each_time_and_allows_nothing_unsafe()
    {
        using var client = new HttpClient();
        var (first, second) = (await PolicyAsync(client), await PolicyAsync(client));

        Assert.DoesNotContain("unsafe", first, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'; script-src 'nonce-", first, StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'self'", first, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Allowed_sites_become_frame_ancestors()
    {
        await using var allowing = new ChatSite { Settings = [("Chat:AllowedSites:0", "https://clinic.example"), ("Chat:AllowedSites:1", "http://localhost:8080")] };
        using var client = new HttpClient();
        using var response = await client.GetAsync(allowing.Origin, Cancellation);

        Assert.EndsWith("frame-ancestors 'self' https://clinic.example http://localhost:8080", Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clinic.example")]
    [InlineData("https://clinic.example/")]
    [InlineData("https://clinic.example/page")]
    [InlineData("https://clinic.example; script-src *")]
    [InlineData("ftp://clinic.example")]
    [InlineData("*")]
    public void A_site_that_is_no_origin_is_refused_by_name(string allowed)
    {
        var result = new BackPainBot.Web.ChatOptions.Validator().Validate(null, new() { AllowedSites = ["https://fine.example", allowed] });

        Assert.True(result.Failed);
        Assert.Contains($"Chat:AllowedSites:1 is '{allowed}'", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_keeps_to_itself()
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(site.Origin, Cancellation);

        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
        Assert.Contains("microphone=()", Header(response, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.Equal("no-store", Header(response, "Cache-Control"));
    }

    [Fact]
    public async Task Every_asset_has_a_fingerprint_and_is_kept_for_ever()
    {
        using var client = new HttpClient();
        var html = await client.GetStringAsync(site.Origin, Cancellation);
        var assets = Asset().Matches(html).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.Contains(assets, asset => asset.StartsWith("/lib/webchat.", StringComparison.Ordinal));
        foreach (var asset in assets)
        {
            using var response = await client.GetAsync(site.Origin + asset, Cancellation);
            Assert.True(response.IsSuccessStatusCode, asset);
            Assert.EndsWith("immutable", $"{asset}: {Header(response, "Cache-Control")}", StringComparison.Ordinal);
            Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        }
    }

    [Theory]
    [InlineData("/", "br")]
    [InlineData("/widget.js", "br")]
    [InlineData("/chat.css", "gzip")]
    [InlineData("/chat.js", "gzip")]
    [InlineData("/lib/webchat.js", "gzip")]
    public async Task What_is_sent_is_compressed(string path, string encoding)
    {
        // Publishing adds Brotli for the assets; a build, which this test runs on, has gzip.
        using var client = new HttpClient();
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd(encoding);
        using var response = await client.GetAsync(site.Origin + path, Cancellation);

        Assert.Equal(encoding, Header(response, "Content-Encoding"));
    }

    [Fact]
    public async Task What_a_link_to_the_page_asks_for_is_never_taken_as_markup()
    {
        using var client = new HttpClient();
        var html = await client.GetStringAsync($"{site.Origin}/?lang=%3Cscript%3E&theme=%22%3E%3Cscript%3Ealert(1)&title=%3Cscript%3E&color=%3Cscript%3E", Cancellation);

        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
    }

    private async Task<string> PolicyAsync(HttpClient client)
    {
        using var response = await client.GetAsync(site.Origin, Cancellation);
        return Header(response, "Content-Security-Policy");
    }

    private static string Header(HttpResponseMessage response, string name) =>
        Assert.Single(response.Headers.TryGetValues(name, out var values) ? values : response.Content.Headers.GetValues(name));

    [GeneratedRegex("""["'](/[\w/.-]+\.(?:js|css|svg))["'](?!:)""")]
    private static partial Regex Asset();
}
