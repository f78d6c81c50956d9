using System.IO.Compression;
using System.Net;

namespace BackPainBot.Tests.Web;

/// <summary>Sizes that were promised.</summary>
public sealed class BudgetTests(Browser browser, ChatSite site) : IClassFixture<ChatSite>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_loader_is_at_most_2_5_kilobytes()
    {
        using var client = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None });
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        var loader = await client.GetByteArrayAsync(site.Origin + "/widget.js", Cancellation);

        TestContext.Current.TestOutputHelper?.WriteLine($"loader: {loader.Length} bytes");
        Assert.InRange(loader.Length, 500, 2560);
    }

    [Fact]
    public async Task A_first_visit_brings_at_most_700_kilobytes()
    {
        // Publishing compresses with Brotli; a build, which this test runs on, does not. So it is done here, one step short of the best, which takes twice as long for 2 % less.
        using var client = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.All });
        var (visit, _) = await Visit.OpenChatAsync(browser, site);
        await using var __ = visit;
        long total = 0;
        foreach (var request in visit.Requests.Where(request => request.Scheme == "http" && !request.AbsolutePath.StartsWith("/v3/", StringComparison.Ordinal)))
        {
            using var packed = new MemoryStream();
            await using (var brotli = new BrotliStream(packed, new BrotliCompressionOptions { Quality = 10 }))
            {
                await brotli.WriteAsync(await client.GetByteArrayAsync(request, Cancellation), Cancellation);
            }

            total += packed.ToArray().Length;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"first visit: {total} bytes");
        Assert.InRange(total, 100_000, 700_000);
    }
}
