using System.Net;

namespace BackPainBot.Tests.BotFramework.Authentication;

/// <summary>Items 4-17: every kind of header and token, one by one, at the endpoint.</summary>
public sealed class TokenTests(TokenTests.PublicBot fixture) : IClassFixture<TokenTests.PublicBot>
{
    public static TheoryData<string> Names => [.. TokenCase.All.Select(one => one.Name)];

    [Theory, MemberData(nameof(Names))]
    [Trait("Item", "4"), Trait("Item", "5"), Trait("Item", "6"), Trait("Item", "9"), Trait("Item", "10"), Trait("Item", "11")]
    [Trait("Item", "12"), Trait("Item", "13"), Trait("Item", "14"), Trait("Item", "15"), Trait("Item", "16"), Trait("Item", "17")]
    public async Task A_token_lets_its_caller_in_only_when_every_rule_holds(string name)
    {
        var bot = fixture.Bot;
        var one = TokenCase.All.Single(one => one.Name == name);
        var activity = bot.Message();
        one.Change?.Invoke(activity);
        var id = (string)activity["id"]!;

        var status = one.Header(bot) is { } header ? await bot.SendAsync(activity, ("Authorization", header)) : await bot.SendAsync(activity);

        Assert.Equal(one.Expected, status);
        Assert.Equal(one.Expected == HttpStatusCode.OK, bot.Taken.Any(taken => taken.Id == id));
    }

    [Fact, Trait("Item", "20")]
    public async Task The_caller_id_is_discarded()
    {
        var bot = fixture.Bot;
        var activity = bot.Message();
        activity["callerId"] = "urn:botframework:azure";
        activity["CallerID"] = "urn:botframework:azure";

        Assert.Equal(HttpStatusCode.OK, await bot.SendAsync(bot.ChannelToken, activity));

        var taken = bot.Taken.Single(taken => taken.Id == (string?)activity["id"]);
        Assert.Null(taken.CallerId);
        Assert.DoesNotContain("callerId", taken.Properties?.Keys.ToArray() ?? [], StringComparer.OrdinalIgnoreCase);
    }

    [Fact, Trait("Item", "10")]
    public async Task Refusals_log_no_part_of_the_token()
    {
        var bot = fixture.Bot;
        var token = bot.ChannelToken.With("secret", "s3cr3t-claim") with { Key = AuthenticatedBot.StrangeKey.Rsa };

        Assert.Equal(HttpStatusCode.Unauthorized, await bot.SendAsync(token));

        Assert.Contains("Refused a caller", bot.Log.Everything);
        Assert.All([.. token.ToString().Split('.'), "s3cr3t-claim", "not-a-real-secret"], part => Assert.DoesNotContain(part, bot.Log.Everything));
    }

    public sealed class PublicBot : IAsyncLifetime
    {
        internal AuthenticatedBot Bot { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Bot = await AuthenticatedBot.StartAsync();

        public ValueTask DisposeAsync() => Bot.DisposeAsync();
    }
}
