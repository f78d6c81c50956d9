using System.Net;
using BackPainBot.BotFramework.Authentication;

namespace BackPainBot.Tests.BotFramework.Authentication;

/// <summary>Items 6-8, 13, 14 and 19: the other clouds, and a bot of one tenant.</summary>
public sealed class CloudTests
{
    private const string GovTenant = "cab8a31a-1906-4287-a0d8-4eef66b95f6e";
    private const string ChinaTenant = "a55a4d5b-9241-49b1-b4ff-befa8db00269";

    [Theory, Trait("Item", "7"), Trait("Item", "8")]
    [InlineData("", "https://login.botframework.com/v1/.well-known/openidconfiguration", "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration")]
    [InlineData("https://botframework.azure.us", "https://login.botframework.azure.us/v1/.well-known/openidconfiguration", "https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0/.well-known/openid-configuration")]
    [InlineData("https://botframework.azure.cn", "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration", "https://login.partner.microsoftonline.cn/a55a4d5b-9241-49b1-b4ff-befa8db00269/v2.0/.well-known/openid-configuration")]
    public void Each_cloud_has_its_own_metadata(string channelService, string channel, string emulator)
    {
        var bot = new BotRegistration { ChannelService = channelService };
        Assert.Equal(channel, bot.Cloud.ChannelMetadata);
        Assert.Equal(emulator, bot.Cloud.EmulatorMetadata);
    }

    [Fact, Trait("Item", "8")]
    public void Each_metadata_address_can_be_set_by_itself()
    {
        var bot = new BotRegistration { ToBotFromChannelOpenIdMetadataUrl = "https://one.test/", ToBotFromEmulatorOpenIdMetadataUrl = "https://two.test/" };
        Assert.Equal("https://one.test/", bot.Cloud.ChannelMetadata);
        Assert.Equal("https://two.test/", bot.Cloud.EmulatorMetadata);
    }

    [Fact, Trait("Item", "6"), Trait("Item", "13")]
    public async Task The_Gov_cloud_takes_its_own_issuers_and_no_others()
    {
        await using var bot = await AuthenticatedBot.StartAsync(("ChannelService", "https://botframework.azure.us"));

        await AssertAsync(bot, HttpStatusCode.OK,
            bot.ChannelToken.With("iss", "https://api.botframework.us"),
            bot.EmulatorToken.With("iss", $"https://login.microsoftonline.us/{GovTenant}/v2.0"),
            Version1(bot).With("iss", $"https://sts.windows.net/{GovTenant}/"));
        await AssertAsync(bot, HttpStatusCode.Unauthorized,
            bot.ChannelToken,
            bot.EmulatorToken,
            bot.EmulatorToken.With("iss", $"https://login.microsoftonline.com/{GovTenant}/v2.0"),
            Version1(bot));
    }

    [Fact, Trait("Item", "6"), Trait("Item", "13")]
    public async Task The_China_cloud_takes_its_own_issuers_and_no_others()
    {
        await using var bot = await AuthenticatedBot.StartAsync(("ChannelService", "https://botframework.azure.cn"));

        await AssertAsync(bot, HttpStatusCode.OK,
            bot.ChannelToken.With("iss", "https://api.botframework.azure.cn"),
            bot.EmulatorToken.With("iss", $"https://login.partner.microsoftonline.cn/{ChinaTenant}/v2.0"),
            Version1(bot).With("iss", $"https://sts.chinacloudapi.cn/{ChinaTenant}/"));
        await AssertAsync(bot, HttpStatusCode.Unauthorized, bot.ChannelToken, bot.EmulatorToken, Version1(bot));
    }

    [Theory, Trait("Item", "14")]
    [InlineData("SingleTenant")]
    [InlineData("UserAssignedMSI")]
    public async Task A_bot_of_one_tenant_takes_that_tenant_and_the_emulator_and_no_other(string appType)
    {
        await using var bot = await AuthenticatedBot.StartAsync(
            ("MicrosoftAppType", appType), ("MicrosoftAppTenantId", BearerToken.Tenant), ("MicrosoftAppPassword", appType is "SingleTenant" ? "not-a-real-secret" : ""));
        const string Other = "77777777-6666-4555-8444-333333333333";

        await AssertAsync(bot, HttpStatusCode.OK,
            bot.ChannelToken,
            bot.EmulatorToken,
            bot.EmulatorToken.With("iss", $"https://login.microsoftonline.com/{BearerToken.Tenant}/v2.0"),
            Version1(bot).With("iss", $"https://sts.windows.net/{BearerToken.Tenant}/"));
        await AssertAsync(bot, HttpStatusCode.Unauthorized,
            bot.EmulatorToken.With("iss", $"https://login.microsoftonline.com/{Other}/v2.0").With("tid", Other),
            bot.EmulatorToken.With("iss", $"https://login.microsoftonline.com/{Other}/v2.0").With("tid", BearerToken.Tenant),
            Version1(bot).With("iss", $"https://sts.windows.net/{Other}/"),
            bot.EmulatorToken.With("iss", $"https://login.microsoftonline.us/{BearerToken.Tenant}/v2.0"));
    }

    [Fact, Trait("Item", "14")]
    public async Task A_multi_tenant_bot_takes_no_tenant_besides_the_emulators_even_if_one_is_set()
    {
        await using var bot = await AuthenticatedBot.StartAsync(("MicrosoftAppTenantId", BearerToken.Tenant));

        await AssertAsync(bot, HttpStatusCode.Unauthorized, bot.EmulatorToken.With("iss", $"https://login.microsoftonline.com/{BearerToken.Tenant}/v2.0"));
    }

    [Fact, Trait("Item", "19")]
    public async Task A_cloud_of_its_own_works_when_every_address_is_set()
    {
        await using var bot = await AuthenticatedBot.StartAsync(
            ("ChannelService", "https://bots.example.test"),
            ("ToBotFromChannelTokenIssuer", "https://issuer.example.test"),
            ("ToChannelFromBotLoginUrl", "https://login.example.test/tenant"),
            ("ToChannelFromBotOAuthScope", "https://api.example.test"));

        await AssertAsync(bot, HttpStatusCode.OK, bot.ChannelToken.With("iss", "https://issuer.example.test"));
        await AssertAsync(bot, HttpStatusCode.Unauthorized, bot.ChannelToken);
    }

    private static BearerToken Version1(AuthenticatedBot bot) => bot.EmulatorToken
        .With("iss", $"https://sts.windows.net/{BearerToken.EmulatorTenant}/").With("ver", "1.0").Without("azp").With("appid", BearerToken.AppId);

    private static async Task AssertAsync(AuthenticatedBot bot, HttpStatusCode expected, params BearerToken[] tokens)
    {
        foreach (var token in tokens)
            Assert.Equal((token.Payload["iss"]!.ToString(), expected), (token.Payload["iss"]!.ToString(), await bot.SendAsync(token)));
    }
}
