using System.Net;
using System.Text.Json;
using BackPainBot.Tests.BotFramework;
using BackPainBot.Web;
using Microsoft.AspNetCore.Http;

namespace BackPainBot.Tests.Web;

/// <summary>A page whose conversations are in Azure's Direct Line, played by a server on this machine.</summary>
public sealed class AzureDirectLineTests
{
    private const string Secret = "the-secret-of-the-channel";

    private static async Task<(HttpStatusCode Status, string Body, string Policy)> SendAsync(ChatSite site, HttpMethod method, string path)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, site.Origin + path);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            response.Headers.TryGetValues("Content-Security-Policy", out var policy) ? policy.Single() : "");
    }

    private static ChatSite Site(string endpoint) => new() { Settings = [("DirectLine:Secret", Secret), ("DirectLine:AzureEndpoint", endpoint)] };

    private static Task<ConnectorServer> AzureAsync(int status, string answer) => ConnectorServer.StartAsync((context, _) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(answer);
    });

    [Fact]
    public async Task The_page_gets_a_token_bound_to_one_person_and_never_the_secret()
    {
        await using var azure = await AzureAsync(200, """{"conversationId":"c1","token":"t1","expires_in":3600,"more":1}""");
        await using var site = Site($"{azure.Url}v3/directline/");
        var (status, body, _) = await SendAsync(site, HttpMethod.Post, "/chat/token");
        Assert.Equal(HttpStatusCode.OK, status);
        var grant = JsonDocument.Parse(body).RootElement;
        Assert.Equal(
            ($"{azure.Url}v3/directline", "t1", "c1"),
            (grant.GetProperty("domain").GetString(), grant.GetProperty("token").GetString(), grant.GetProperty("conversationId").GetString()));
        var call = Assert.Single(azure.Calls);
        Assert.Equal(("/v3/directline/tokens/generate", $"Bearer {Secret}"), (call.Target, call.Authorization));
        Assert.Matches("""^\{"user":\{"id":"dl_[0-9a-f]{32}"\}\}$""", call.Body);

        var page = await SendAsync(site, HttpMethod.Get, "/");
        Assert.DoesNotContain(Secret, page.Body + body, StringComparison.Ordinal);
        Assert.Contains($"\"azureDirectLine\":\"{azure.Url}v3/directline\"", page.Body, StringComparison.Ordinal);
        Assert.Contains($"connect-src 'self' {azure.Url.TrimEnd('/')} {azure.Url.TrimEnd('/').Replace("http", "ws", StringComparison.Ordinal)};", page.Policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, """{"error":{"code":"BadArgument","message":"secret"}}""")]
    [InlineData(200, "no JSON")]
    [InlineData(200, "{}")]
    public async Task When_Azure_gives_no_token_the_page_hears_502_and_nothing_more(int azureStatus, string answer)
    {
        await using var azure = await AzureAsync(azureStatus, answer);
        await using var site = Site($"{azure.Url}v3/directline");
        Assert.Equal((HttpStatusCode.BadGateway, ""), (await SendAsync(site, HttpMethod.Post, "/chat/token")) switch { var (status, body, _) => (status, body) });
    }

    [Fact]
    public async Task Without_a_secret_the_page_keeps_to_the_bots_own_Direct_Line()
    {
        await using var site = new ChatSite();
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(site, HttpMethod.Post, "/chat/token")).Status);
        Assert.Contains("connect-src 'self';", (await SendAsync(site, HttpMethod.Get, "/")).Policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://europe.directline.botframework.com/v3/directline", true)]
    [InlineData("http://localhost:3000/v3/directline", true)]
    [InlineData("http://directline.example/v3/directline", false)]
    [InlineData("directline.botframework.com", false)]
    [InlineData("", false)]
    public void The_secret_travels_in_clear_text_on_this_machine_only(string endpoint, bool isUsable) =>
        Assert.Equal(isUsable, AzureDirectLineOptions.IsUsable(new() { AzureEndpoint = endpoint }));
}
