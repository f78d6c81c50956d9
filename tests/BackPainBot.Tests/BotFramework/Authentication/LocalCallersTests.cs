using System.Net;
using System.Text.Json.Nodes;

namespace BackPainBot.Tests.BotFramework.Authentication;

/// <summary>Items 1-3: without an app id the bot is for its own machine.</summary>
public sealed class LocalCallersTests(LocalCallersTests.OpenBot fixture) : IClassFixture<LocalCallersTests.OpenBot>
{
    [Theory, Trait("Item", "2")]
    [InlineData("http://localhost:50000")]
    [InlineData("http://LOCALHOST:50000/_connector")]
    [InlineData("http://127.0.0.1:50000")]
    [InlineData("http://127.8.9.10")]
    [InlineData("https://[::1]:50000/")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_local_caller_with_a_local_service_url_is_let_in(string? serviceUrl) =>
        Assert.Equal(HttpStatusCode.OK, await fixture.Bot.SendAsync(Message(serviceUrl)));

    [Theory, Trait("Item", "2")]
    [InlineData("https://smba.trafficmanager.net/amer/")]
    [InlineData("http://10.0.0.5/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://localhost.example.com/")]
    [InlineData("http://localhost@example.com/")]
    [InlineData("http://example.com#localhost")]
    [InlineData("http://localhost./")]
    [InlineData("http://[::ffff:10.0.0.5]/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://localhost/")]
    [InlineData("//localhost")]
    [InlineData("localhost")]
    [InlineData("not an address")]
    public async Task Any_other_service_url_is_forbidden(string serviceUrl)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await fixture.Bot.SendAsync(Message(serviceUrl)));
        Assert.Contains(fixture.Bot.Log.Warnings, line => line.Contains("MicrosoftAppId"));
    }

    [Theory, Trait("Item", "2")]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("::1", HttpStatusCode.OK)]
    [InlineData("::ffff:127.0.0.1", HttpStatusCode.OK)]
    [InlineData("::ffff:127.0.0.9", HttpStatusCode.OK)]
    [InlineData("192.168.1.20", HttpStatusCode.Forbidden)]
    [InlineData("::ffff:192.168.1.20", HttpStatusCode.Forbidden)]
    [InlineData("203.0.113.7", HttpStatusCode.Forbidden)]
    [InlineData("2001:db8::1", HttpStatusCode.Forbidden)]
    [InlineData("", HttpStatusCode.Forbidden)] // a Unix socket, which is how a reverse proxy may connect
    public async Task A_caller_of_another_machine_is_forbidden(string address, HttpStatusCode expected) =>
        Assert.Equal(expected, await fixture.Bot.SendAsync(Message(), (AuthenticatedBot.FromAddress, address)));

    [Theory, Trait("Item", "2")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("x-forwarded-for", "127.0.0.1")]
    [InlineData("X-Forwarded-Host", "bot.example.com")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Original-For", "127.0.0.1")]
    [InlineData("X-Real-IP", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("Host", "bot.example.com")]
    [InlineData("Host", "rebound.example:3978")]
    [InlineData("Origin", "https://hostile.example")]
    [InlineData("Origin", "null")]
    public async Task A_request_that_was_forwarded_or_came_from_a_web_site_is_not_local(string header, string value) =>
        Assert.Equal(HttpStatusCode.Forbidden, await fixture.Bot.SendAsync(Message(), (header, value)));

    [Fact, Trait("Item", "2")]
    public async Task A_local_page_is_local() =>
        Assert.Equal(HttpStatusCode.OK, await fixture.Bot.SendAsync(Message(), ("Origin", "http://localhost:3000"), ("Host", "localhost:3978")));

    [Theory, Trait("Item", "3")]
    [InlineData("Bearer dummy")]
    [InlineData("Bearer a.b.c")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task A_header_is_ignored_while_authentication_is_off(string header)
    {
        Assert.Equal(HttpStatusCode.OK, await fixture.Bot.SendAsync(Message(), ("Authorization", header)));
        Assert.Equal(HttpStatusCode.Forbidden, await fixture.Bot.SendAsync(Message(), ("Authorization", header), (AuthenticatedBot.FromAddress, "203.0.113.7")));
    }

    [Fact, Trait("Item", "3")]
    public async Task Even_a_good_token_opens_nothing_from_elsewhere_while_authentication_is_off()
    {
        Assert.Equal(HttpStatusCode.Forbidden, await fixture.Bot.SendAsync(fixture.Bot.ChannelToken));
        Assert.Equal(0, fixture.Bot.Channel.Fetches);
    }

    [Theory, Trait("Item", "1")]
    [InlineData("MultiTenant")]
    [InlineData("UserAssignedMSI")]
    public async Task With_an_app_id_a_local_caller_needs_a_token_too(string appType)
    {
        await using var bot = await AuthenticatedBot.StartAsync(
            ("MicrosoftAppType", appType), ("MicrosoftAppTenantId", BearerToken.Tenant), ("MicrosoftAppPassword", ""));

        Assert.Equal(HttpStatusCode.Unauthorized, await bot.SendAsync(Message("http://localhost:50000")));
        Assert.Equal(HttpStatusCode.OK, await bot.SendAsync(bot.ChannelToken));
    }

    private JsonObject Message(string? serviceUrl = "http://localhost:50000")
    {
        var message = fixture.Bot.Message();
        message["serviceUrl"] = serviceUrl;
        return message;
    }

    public sealed class OpenBot : IAsyncLifetime
    {
        internal AuthenticatedBot Bot { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Bot = await AuthenticatedBot.StartAsync(("MicrosoftAppId", ""), ("MicrosoftAppPassword", ""));

        public ValueTask DisposeAsync() => Bot.DisposeAsync();
    }
}
