using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;

namespace BackPainBot.Tests.BotFramework.Authentication;

public sealed class MixedCallersTests
{
    private const int Callers = 8;
    private const int CallsEach = 200;

    [Fact, Trait("Item", "18")]
    public async Task Callers_of_different_issuers_at_once_never_disturb_each_other()
    {
        await using var bot = await AuthenticatedBot.StartAsync(("MicrosoftAppType", "SingleTenant"), ("MicrosoftAppTenantId", BearerToken.Tenant));
        var ownTenant = bot.EmulatorToken.With("iss", $"https://login.microsoftonline.com/{BearerToken.Tenant}/v2.0");
        (BearerToken Token, bool Good)[] tokens =
        [
            (bot.ChannelToken, true),
            (bot.EmulatorToken, true),
            (ownTenant, true),
            (bot.ChannelToken with { Key = AuthenticatedBot.StrangeKey.Rsa }, false),
            (bot.EmulatorToken with { Key = AuthenticatedBot.ChannelKey.Rsa }, false),
            (bot.ChannelToken.With("aud", "another-app"), false),
            (ownTenant.With("azp", "another-app"), false),
            (bot.EmulatorToken.With("iss", "https://login.microsoftonline.com/another-tenant/v2.0"), false),
            (BearerToken.FromChannel(AuthenticatedBot.StrangeKey, bot.Clock.GetUtcNow()), false),
            (bot.ChannelToken.WithHeader("alg", "none"), false),
            (bot.ChannelToken.With("serviceurl", "https://elsewhere.example/"), false),
        ];
        var headers = tokens.Select(token => ($"Bearer {token.Token}", token.Good)).ToArray();
        ConcurrentBag<string> wrong = [];
        ConcurrentBag<string> welcome = [];

        await Parallel.ForEachAsync(Enumerable.Range(0, Callers), new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (caller, _) =>
        {
            for (var call = 0; call < CallsEach; call++)
            {
                var (header, good) = headers[(caller * 3 + call) % headers.Length];
                JsonObject activity = bot.Message();
                if (good)
                    welcome.Add((string)activity["id"]!);
                var status = await bot.SendAsync(activity, ("Authorization", header));
                if (status != (good ? HttpStatusCode.OK : HttpStatusCode.Unauthorized))
                    wrong.Add($"caller {caller}, call {call}: {status}, token {(caller * 3 + call) % headers.Length}");
            }
        });

        Assert.Empty(wrong);
        Assert.Equal(welcome.Order(), bot.Taken.Select(taken => taken.Id!).Order());
    }

    [Fact, Trait("Item", "18")]
    public async Task Keys_that_rotate_and_fail_under_load_never_give_a_failure_or_a_wrong_welcome()
    {
        await using var bot = await AuthenticatedBot.StartAsync();
        var headers = new Dictionary<string, string>
        {
            ["good"] = $"Bearer {bot.EmulatorToken}",
            ["forged"] = $"Bearer {bot.ChannelToken with { Key = AuthenticatedBot.StrangeKey.Rsa }}",
            ["of the moment"] = $"Bearer {bot.ChannelToken}", // let in or not, as the keys are just then
        };
        ConcurrentBag<string> wrong = [];

        await Parallel.ForEachAsync(Enumerable.Range(0, Callers), new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (caller, _) =>
        {
            for (var call = 0; call < CallsEach; call++)
            {
                if (caller == 0 && call % 20 == 0)
                {
                    bot.Channel.State = (call / 20 % 3) switch { 0 => OpenIdServer.Health.Well, 1 => OpenIdServer.Health.Down, _ => OpenIdServer.Health.Garbage };
                    bot.Channel.Keys = call / 20 % 2 == 0 ? [AuthenticatedBot.ChannelKey] : [SigningKeyPair.New($"key-{call}", "msteams")];
                    bot.Clock.Advance(TimeSpan.FromMinutes(5));
                }
                foreach (var (kind, header) in headers)
                {
                    var activity = bot.Message();
                    activity["text"] = kind;
                    var status = await bot.SendAsync(activity, ("Authorization", header));
                    var expected = kind switch
                    {
                        "good" => status is HttpStatusCode.OK,
                        "forged" => status is HttpStatusCode.Unauthorized,
                        _ => status is HttpStatusCode.OK or HttpStatusCode.Unauthorized,
                    };
                    if (!expected)
                        wrong.Add($"{kind}: {status}");
                }
            }
        });

        Assert.Empty(wrong);
        Assert.Contains(bot.Taken, taken => taken.Text == "good");
        Assert.DoesNotContain(bot.Taken, taken => taken.Text == "forged");
    }
}
