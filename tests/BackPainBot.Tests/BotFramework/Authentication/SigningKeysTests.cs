using System.Diagnostics;
using System.Net;
using BackPainBot.BotFramework.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BackPainBot.Tests.BotFramework.Authentication;

/// <summary>Item 16: keys are cached, rotated and lost; items 7 and 8: where they come from.</summary>
public sealed class SigningKeysTests
{
    [Fact, Trait("Item", "16")]
    public async Task Keys_are_fetched_once_and_then_cached()
    {
        await using var bot = await AuthenticatedBot.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => bot.SendAsync(bot.ChannelToken)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.Equal(1, bot.Channel.Fetches);
        Assert.Equal(0, bot.Emulator.Fetches);
    }

    [Fact, Trait("Item", "16")]
    public async Task A_rotated_key_is_good_at_its_first_token_and_the_old_one_is_gone()
    {
        await using var bot = await AuthenticatedBot.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await bot.SendAsync(bot.ChannelToken));

        var rotated = SigningKeyPair.New("rotated-key", "msteams");
        bot.Channel.Keys = [rotated];
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => bot.SendAsync(BearerToken.FromChannel(rotated, bot.Clock.GetUtcNow()))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.Equal(2, bot.Channel.Fetches);
        Assert.Equal(HttpStatusCode.Unauthorized, await bot.SendAsync(bot.ChannelToken));
    }

    [Fact, Trait("Item", "16")]
    public async Task A_key_that_changed_under_its_old_kid_is_refused_until_the_next_fetch()
    {
        await using var bot = await AuthenticatedBot.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await bot.SendAsync(bot.ChannelToken));

        var changed = SigningKeyPair.New(AuthenticatedBot.ChannelKey.Id, "msteams");
        bot.Channel.Keys = [changed];
        Assert.Equal(HttpStatusCode.Unauthorized, await bot.SendAsync(BearerToken.FromChannel(changed, bot.Clock.GetUtcNow())));

        bot.Clock.Advance(SigningKeys.Lifetime);
        Assert.Equal(HttpStatusCode.OK, await bot.SendAsync(BearerToken.FromChannel(changed, bot.Clock.GetUtcNow())));
        Assert.Equal(HttpStatusCode.Unauthorized, await bot.SendAsync(bot.ChannelToken));
    }

    [Fact, Trait("Item", "16")]
    public async Task Unknown_kids_cause_a_refresh_at_most_every_five_minutes()
    {
        await using var bot = await AuthenticatedBot.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await bot.SendAsync(bot.ChannelToken));
        for (var i = 0; i < 10; i++)
        {
            var unknown = AuthenticatedBot.StrangeKey with { Id = $"made-up-{i}" };
            Assert.Equal(HttpStatusCode.Unauthorized, await bot.SendAsync(BearerToken.FromChannel(unknown, bot.Clock.GetUtcNow())));
        }
        Assert.Equal(2, bot.Channel.Fetches);

        bot.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        await bot.SendAsync(BearerToken.FromChannel(AuthenticatedBot.StrangeKey, bot.Clock.GetUtcNow()));
        Assert.Equal(2, bot.Channel.Fetches);

        bot.Clock.Advance(TimeSpan.FromSeconds(1));
        await bot.SendAsync(BearerToken.FromChannel(AuthenticatedBot.StrangeKey, bot.Clock.GetUtcNow()));
        Assert.Equal(3, bot.Channel.Fetches);
        Assert.Equal(HttpStatusCode.OK, await bot.SendAsync(bot.ChannelToken));
    }

    [Theory, Trait("Item", "16")]
    [InlineData(nameof(OpenIdServer.Health.Down))]
    [InlineData(nameof(OpenIdServer.Health.Garbage))]
    [InlineData(nameof(OpenIdServer.Health.Empty))]
    [InlineData(nameof(OpenIdServer.Health.Hanging))]
    public async Task While_metadata_cannot_be_had_every_token_is_refused_soon_and_none_afterwards(string health)
    {
        await using var bot = await StartAsync(health);
        bot.Channel.State = bot.Emulator.State = Enum.Parse<OpenIdServer.Health>(health);

        var watch = Stopwatch.StartNew();
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => bot.SendAsync(i % 2 == 0 ? bot.ChannelToken : bot.EmulatorToken)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Unauthorized, answer));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.Empty(bot.Taken);
        Assert.Contains(bot.Log.Warnings, line => line.StartsWith("The signing keys at ", StringComparison.Ordinal));

        bot.Channel.State = bot.Emulator.State = OpenIdServer.Health.Well;
        Assert.Equal(HttpStatusCode.OK, await bot.SendAsync(bot.ChannelToken));
        Assert.Equal(HttpStatusCode.OK, await bot.SendAsync(bot.EmulatorToken));
    }

    [Theory, Trait("Item", "16")]
    [InlineData(nameof(OpenIdServer.Health.Down))]
    [InlineData(nameof(OpenIdServer.Health.Garbage))]
    [InlineData(nameof(OpenIdServer.Health.Empty))]
    [InlineData(nameof(OpenIdServer.Health.Hanging))]
    public async Task Cached_keys_outlast_an_outage_but_not_their_own_lifetime(string health)
    {
        await using var bot = await StartAsync(health);
        Assert.Equal(HttpStatusCode.OK, await bot.SendAsync(bot.ChannelToken));
        bot.Channel.State = Enum.Parse<OpenIdServer.Health>(health);

        Assert.Equal(HttpStatusCode.Unauthorized, await bot.SendAsync(BearerToken.FromChannel(AuthenticatedBot.StrangeKey, bot.Clock.GetUtcNow())));
        Assert.Equal(HttpStatusCode.OK, await bot.SendAsync(bot.ChannelToken));

        bot.Clock.Advance(SigningKeys.Lifetime);
        Assert.Equal(HttpStatusCode.Unauthorized, await bot.SendAsync(bot.ChannelToken));
    }

    [Fact, Trait("Item", "16")]
    public void Both_documents_of_a_server_that_hangs_are_given_up_before_the_channel_gives_up()
    {
        using var services = new ServiceCollection().AddBotAuthentication(new ConfigurationBuilder().Build()).BuildServiceProvider();
        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient(SigningKeys.Client);

        Assert.InRange(2 * client.Timeout, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact, Trait("Item", "16")]
    public async Task A_server_that_is_gone_refuses_and_does_not_fail()
    {
        await using var bot = await AuthenticatedBot.StartAsync();
        await bot.Channel.DisposeAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await bot.SendAsync(bot.ChannelToken));
        Assert.Equal(HttpStatusCode.OK, await bot.SendAsync(bot.EmulatorToken));
    }

    [Fact, Trait("Item", "18")]
    public async Task An_outage_of_one_issuer_leaves_the_other_at_work()
    {
        await using var bot = await StartAsync(nameof(OpenIdServer.Health.Hanging));
        bot.Channel.State = OpenIdServer.Health.Hanging;

        var waiting = bot.SendAsync(bot.ChannelToken);
        Assert.Equal(HttpStatusCode.OK, await bot.SendAsync(bot.EmulatorToken));
        Assert.Equal(HttpStatusCode.Unauthorized, await waiting);
    }

    [Fact, Trait("Item", "8")]
    public async Task Keys_over_plain_http_from_another_machine_are_not_fetched()
    {
        await using var bot = await AuthenticatedBot.StartAsync();
        bot.Channel.KeysUrl = "http://keys.example.test/keys";

        Assert.Equal(HttpStatusCode.Unauthorized, await bot.SendAsync(bot.ChannelToken));
        Assert.Contains(bot.Log.Warnings, line => line.Contains("neither https nor on this machine"));
    }

    [Fact, Trait("Item", "12")]
    public async Task A_key_of_the_emulator_issuer_that_carries_endorsements_is_bound_to_them()
    {
        await using var bot = await AuthenticatedBot.StartAsync();
        bot.Emulator.Keys = [AuthenticatedBot.EmulatorKey with { Endorsements = ["webchat"] }];
        var webchat = bot.Message();
        webchat["channelId"] = "webchat";

        Assert.Equal(HttpStatusCode.Unauthorized, await bot.SendAsync(bot.EmulatorToken));
        Assert.Equal(HttpStatusCode.OK, await bot.SendAsync(bot.EmulatorToken, webchat));
    }

    private static Task<AuthenticatedBot> StartAsync(string health) =>
        AuthenticatedBot.StartAsync(health is nameof(OpenIdServer.Health.Hanging) ? TimeSpan.FromSeconds(1) : AuthenticatedBot.Patience);
}
