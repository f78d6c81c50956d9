using System.Net;
using Microsoft.Extensions.Options;

namespace BackPainBot.Tests.Operations;

/// <summary>Each address may start one chat here; who is counted tells whom the bot believes.</summary>
public sealed class TrustedProxiesTests
{
    private static readonly (string, string) One = ("DirectLine:StartsPerMinute", "1");

    [Fact]
    public async Task Nobody_is_believed_by_default()
    {
        await using var bot = new WatchedBot(One);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests], [await StartAsync(bot, "203.0.113.1"), await StartAsync(bot, "203.0.113.2")]);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.0/8")]
    public async Task Behind_a_named_proxy_each_visitor_is_counted_alone(string proxy)
    {
        await using var bot = new WatchedBot(One, ("Operations:TrustedProxies:0", proxy));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [await StartAsync(bot, "203.0.113.1"), await StartAsync(bot, "203.0.113.2")]);
        Assert.Equal(HttpStatusCode.TooManyRequests, await StartAsync(bot, "203.0.113.1"));
    }

    [Fact]
    public async Task Addresses_that_a_visitor_puts_before_the_proxys_change_nothing()
    {
        await using var bot = new WatchedBot(One, ("Operations:TrustedProxies:0", "127.0.0.1"), ("Operations:TrustedProxies:1", "198.51.100.0/24"));
        Assert.Equal(HttpStatusCode.OK, await StartAsync(bot, "203.0.113.9, 203.0.113.1, 198.51.100.7"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StartAsync(bot, "203.0.113.8, 203.0.113.1"));
    }

    [Theory]
    [InlineData("Operations:TrustedProxies:0", "proxy.local", "Operations:TrustedProxies:0 is 'proxy.local', which is neither an address nor a network: write it as 10.0.0.4 or 10.1.0.0/16.")]
    [InlineData("Operations:TrustedProxies:0", "10.0.0.0/99", "Operations:TrustedProxies:0 is '10.0.0.0/99', which is neither an address nor a network: write it as 10.0.0.4 or 10.1.0.0/16.")]
    [InlineData("FORWARDEDHEADERS_ENABLED", "true", "ASPNETCORE_FORWARDEDHEADERS_ENABLED lets everybody choose their own address; remove it and name your proxies in Operations:TrustedProxies.")]
    [InlineData("Operations:OtlpEndpoint", "collector", "Operations:OtlpEndpoint is no http or https address; give the collector's, such as http://localhost:4317.")]
    public void A_wrong_entry_stops_the_start_with_one_sentence(string setting, string value, string sentence)
    {
        var wrong = Assert.Throws<OptionsValidationException>(() => StoppableBot.Build((setting, value)));
        Assert.Equal(sentence, Assert.Single(wrong.Failures));
    }

    private static async Task<HttpStatusCode> StartAsync(WatchedBot bot, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/tokens/generate") { Headers = { { "X-Forwarded-For", forwardedFor } } };
        using var response = await bot.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
