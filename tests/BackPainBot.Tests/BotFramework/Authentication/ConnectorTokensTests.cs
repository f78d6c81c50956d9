using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.Authentication;
using BackPainBot.BotFramework.Connector;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;

namespace BackPainBot.Tests.BotFramework.Authentication;

/// <summary>Item 36: the bot's own tokens, from a login service on loopback.</summary>
public sealed class ConnectorTokensTests : IAsyncLifetime
{
    private const string Secret = "not-a-real-secret";

    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private readonly CapturedLog log = new();
    private readonly string folder = Directory.CreateTempSubdirectory("connector-tokens-").FullName;
    private LoginServer login = null!;
    private ServiceProvider? services;

    public async ValueTask InitializeAsync() => login = await LoginServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (services is not null)
            await services.DisposeAsync();
        await login.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact, Trait("Item", "36")]
    public async Task A_secret_signs_in_as_the_app_for_the_connector_scope()
    {
        var token = Tokens(("MicrosoftAppPassword", Secret));

        Assert.Equal("token-1", await token(false, Cancel));

        var call = Assert.Single(login.Calls);
        Assert.Equal("client_credentials", call["grant_type"]);
        Assert.Equal(BearerToken.AppId, call["client_id"]);
        Assert.Equal(Secret, call["client_secret"]);
        Assert.Equal("https://api.botframework.com/.default", call["scope"]);
        Assert.Equal("botframework.com", call["tenant"]);
        Assert.DoesNotContain(Secret, log.Everything);
        Assert.DoesNotContain("token-1", log.Everything);
    }

    [Theory, Trait("Item", "36")]
    [InlineData("", "MultiTenant", "https://login.microsoftonline.com/botframework.com")]
    [InlineData("", "SingleTenant", "https://login.microsoftonline.com/99999999-8888-4777-8666-555555555555")]
    [InlineData("https://botframework.azure.us", "MultiTenant", "https://login.microsoftonline.us/microsoftservices.onmicrosoft.us")]
    [InlineData("https://botframework.azure.us", "SingleTenant", "https://login.microsoftonline.us/99999999-8888-4777-8666-555555555555")]
    [InlineData("https://botframework.azure.cn", "SingleTenant", "https://login.partner.microsoftonline.cn/99999999-8888-4777-8666-555555555555")]
    public async Task Each_cloud_and_app_type_has_its_login_address(string channelService, string appType, string expected)
    {
        var asked = new TaskCompletionSource<Uri>();
        var token = Tokens(
            collection => collection.AddHttpClient(ConnectorTokens.Client).ConfigurePrimaryHttpMessageHandler(() => new Intercepted(asked)),
            ("ChannelService", channelService), ("MicrosoftAppType", appType), ("MicrosoftAppTenantId", BearerToken.Tenant),
            ("MicrosoftAppPassword", Secret), ("ToChannelFromBotLoginUrl", ""));

        await Assert.ThrowsAsync<HttpRequestException>(async () => await token(false, Cancel));

        Assert.Equal($"{expected}/oauth2/v2.0/token", (await asked.Task).AbsoluteUri);
    }

    [Theory, Trait("Item", "36")]
    [InlineData("https://botframework.azure.us", "", "https://api.botframework.us/.default")]
    [InlineData("https://botframework.azure.cn", "", "https://api.botframework.azure.cn/.default")]
    [InlineData("", "https://api.example.test", "https://api.example.test/.default")]
    [InlineData("", "https://api.example.test/.default", "https://api.example.test/.default")]
    public async Task Each_cloud_has_its_scope(string channelService, string setting, string expected)
    {
        var token = Tokens(("ChannelService", channelService), ("ToChannelFromBotOAuthScope", setting), ("MicrosoftAppPassword", Secret));

        Assert.Equal("token-1", await token(false, Cancel));

        Assert.Equal(expected, Assert.Single(login.Calls)["scope"]);
    }

    [Fact, Trait("Item", "36")]
    public async Task A_certificate_signs_in_with_an_assertion_it_has_signed()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=bot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var path = Path.Combine(folder, "bot.pem");
        await File.WriteAllTextAsync(path, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}", Cancel);
        var token = Tokens(("MicrosoftAppCertificatePath", path));

        Assert.Equal("token-1", await token(false, Cancel));

        var call = Assert.Single(login.Calls);
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", call["client_assertion_type"]);
        Assert.Equal(BearerToken.AppId, new JsonWebToken(call["client_assertion"]).Subject);
        Assert.False(call.ContainsKey("client_secret"));
    }

    [Theory, Trait("Item", "36")]
    [InlineData("SingleTenant")]
    [InlineData("UserAssignedMSI")]
    public async Task A_workload_identity_signs_in_with_the_token_in_its_file(string appType)
    {
        var path = Path.Combine(folder, "federated-token");
        await File.WriteAllTextAsync(path, "federated.token.here", Cancel);
        var token = Tokens(("MicrosoftAppType", appType), ("MicrosoftAppTenantId", BearerToken.Tenant), ("AZURE_FEDERATED_TOKEN_FILE", path));

        Assert.Equal("token-1", await token(false, Cancel));

        Assert.Equal("federated.token.here", Assert.Single(login.Calls)["client_assertion"]);
    }

    [Fact, Trait("Item", "36")]
    public async Task A_managed_identity_asks_for_the_connector_as_resource_with_the_app_id_as_client()
    {
        // The way in which Azure tells a web app where its identity is; nothing else in this process looks at it.
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", $"{login.Url}/identity");
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", "header");
        try
        {
            var token = Tokens(("MicrosoftAppType", "UserAssignedMSI"), ("MicrosoftAppTenantId", BearerToken.Tenant));

            Assert.Equal("token-1", await token(false, Cancel));

            var call = Assert.Single(login.Calls);
            Assert.Equal("https://api.botframework.com", call["resource"]);
            Assert.Equal(BearerToken.AppId, call["client_id"]);
        }
        finally
        {
            Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", null);
            Environment.SetEnvironmentVariable("IDENTITY_HEADER", null);
        }
    }

    [Fact, Trait("Item", "36")]
    public async Task A_token_is_used_until_five_minutes_before_its_end()
    {
        var token = Tokens(("MicrosoftAppPassword", Secret));

        Assert.Equal("token-1", await token(false, Cancel));
        clock.Advance(TimeSpan.FromMinutes(54));
        Assert.Equal("token-1", await token(false, Cancel));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("token-2", await token(false, Cancel));
    }

    [Fact, Trait("Item", "36")]
    public async Task A_burst_asks_the_login_service_once()
    {
        var token = Tokens(("MicrosoftAppPassword", Secret));

        var tokens = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () => await token(false, Cancel))));

        Assert.All(tokens, one => Assert.Equal("token-1", one));
        Assert.Single(login.Calls);
    }

    [Fact, Trait("Item", "36")]
    public async Task A_forced_refresh_replaces_the_token_for_everyone()
    {
        var token = Tokens(("MicrosoftAppPassword", Secret));

        Assert.Equal("token-1", await token(false, Cancel));
        Assert.Equal("token-2", await token(true, Cancel));
        Assert.Equal("token-2", await token(false, Cancel));
    }

    [Fact, Trait("Item", "36")]
    public async Task No_app_id_means_no_token_and_no_call()
    {
        var token = Tokens(("MicrosoftAppId", ""));

        Assert.Null(await token(false, Cancel));
        Assert.Null(await token(true, Cancel));
        Assert.Empty(login.Calls);
    }

    [Fact, Trait("Item", "36")]
    public async Task An_app_id_without_anything_to_sign_in_with_sends_no_token_and_says_so()
    {
        var token = Tokens();

        Assert.Null(await token(false, Cancel));
        Assert.Contains(log.Warnings, line => line.StartsWith("Replies are sent without a token", StringComparison.Ordinal) && line.Contains("MicrosoftAppPassword"));
    }

    [Fact, Trait("Item", "36")]
    public async Task A_refused_sign_in_is_logged_by_its_code_alone_and_tried_again_next_time()
    {
        var token = Tokens(("MicrosoftAppPassword", Secret));
        login.Refusal = "invalid_client";

        var fault = await Assert.ThrowsAsync<HttpRequestException>(async () => await token(false, Cancel));

        Assert.Contains("invalid_client", fault.Message);
        Assert.Contains(log.Warnings, line => line.StartsWith("The login service", StringComparison.Ordinal) && line.Contains("invalid_client"));
        Assert.DoesNotContain("secret words", log.Everything);
        Assert.DoesNotContain(Secret, log.Everything);

        login.Refusal = null;
        Assert.Equal("token-1", await token(false, Cancel));
    }

    [Fact, Trait("Item", "36")]
    public async Task A_reply_carries_the_token_and_a_401_causes_one_refresh_and_one_retry()
    {
        await using var connector = await ConnectorServer.StartAsync(async (context, number) =>
        {
            if (number == 2)
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            else
                await ConnectorServer.CreatedAsync(context);
        });
        await using var bot = await AuthenticatedBot.StartAsync(("ToChannelFromBotLoginUrl", $"{login.Url}/botframework.com"));
        bot.Answer = incoming => [incoming.CreateReply("an answer")];

        Assert.Equal(HttpStatusCode.OK, await SendAsync(bot, connector));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(bot, connector));

        Assert.Equal(["Bearer token-1", "Bearer token-1", "Bearer token-2"], connector.Calls.Select(call => call.Authorization));
        Assert.Equal(2, login.Calls.Count);
    }

    [Fact, Trait("Item", "36")]
    public async Task A_connector_that_always_says_401_is_tried_twice_and_no_more()
    {
        await using var connector = await ConnectorServer.StartAsync((context, _) =>
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        });
        await using var bot = await AuthenticatedBot.StartAsync(("ToChannelFromBotLoginUrl", $"{login.Url}/botframework.com"));
        bot.Answer = incoming => [incoming.CreateReply("an answer")];

        Assert.Equal(HttpStatusCode.BadGateway, await SendAsync(bot, connector));

        Assert.Equal(["Bearer token-1", "Bearer token-2"], connector.Calls.Select(call => call.Authorization));
    }

    [Fact, Trait("Item", "36")]
    public async Task Without_an_app_id_a_reply_has_no_authorization_header()
    {
        await using var connector = await ConnectorServer.StartAsync();
        await using var bot = await AuthenticatedBot.StartAsync(("MicrosoftAppId", ""), ("MicrosoftAppPassword", ""));
        bot.Answer = incoming => [incoming.CreateReply("an answer")];

        Assert.Equal(HttpStatusCode.OK, await SendAsync(bot, connector));

        Assert.Equal("", Assert.Single(connector.Calls).Authorization);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<HttpStatusCode> SendAsync(AuthenticatedBot bot, ConnectorServer connector)
    {
        var message = bot.Message();
        message["serviceUrl"] = connector.Url;
        message.Remove("deliveryMode");
        return bot.SendAsync(bot.ChannelToken.With("serviceurl", connector.Url), message);
    }

    private ConnectorToken Tokens(params (string, string)[] settings) => Tokens(_ => { }, settings);

    private ConnectorToken Tokens(Action<IServiceCollection> more, params (string, string)[] settings)
    {
        (string, string)[] usual = [("MicrosoftAppId", BearerToken.AppId), ("ToChannelFromBotLoginUrl", $"{login.Url}/botframework.com")];
        var configuration = new ConfigurationBuilder().AddInMemoryCollection().Build();
        foreach (var (setting, value) in usual.Concat(settings))
            configuration[setting] = value;
        var collection = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log))
            .AddSingleton<TimeProvider>(clock);
        collection.AddBotAuthentication(configuration);
        collection.AddHttpClient(ConnectorTokens.Client, client => client.Timeout = AuthenticatedBot.Patience);
        more(collection);
        services = collection.BuildServiceProvider();
        return services.GetRequiredService<ConnectorToken>();
    }

    /// <summary>Keeps a request for the real login service from leaving this machine.</summary>
    private sealed class Intercepted(TaskCompletionSource<Uri> asked) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            asked.TrySetResult(request.RequestUri!);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent("""{"error":"invalid_request"}""") });
        }
    }
}
