using System.Net;
using BackPainBot.BotFramework;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.DirectLine;
using BackPainBot.Tests.BotFramework;
using BackPainBot.Tests.BotFramework.Authentication;
using BackPainBot.Tests.BotFramework.DirectLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackPainBot.Tests.Operations;

public sealed class LimitTests
{
    [Fact]
    public async Task A_conversation_that_is_too_fast_gets_429_with_Retry_After_and_no_other_does()
    {
        await using var bot = await BotHost.StartAsync(null, null, ("BotFramework:ActivitiesPerMinute", "2"));
        Assert.Equal(["You said: one"], (await bot.AskAsync(BotHost.Message("one"))).Select(reply => reply.Text));
        Assert.Equal(["You said: two"], (await bot.AskAsync(BotHost.Message("two"))).Select(reply => reply.Text));
        using var third = await bot.PostAsync(BotHost.ExpectingReplies("three"));
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Assert.Single(await bot.AskAsync(BotHost.Message("other") with { Conversation = new() { Id = "another" } }));
    }

    [Fact]
    public async Task A_channel_with_many_conversations_is_never_taken_for_one_visitor()
    {
        await using var bot = await AuthenticatedBot.StartAsync(("BotFramework:ActivitiesPerMinute", "2"), ("BotFramework:RefusalsPerMinute", "1"));
        for (var message = 0; message < 300; message++)
        {
            Assert.Equal(HttpStatusCode.OK, await bot.SendAsync(bot.ChannelToken));
        }
    }

    [Fact]
    public async Task An_address_that_is_refused_too_often_is_no_longer_read_while_the_channel_still_is()
    {
        await using var bot = await AuthenticatedBot.StartAsync(("BotFramework:RefusalsPerMinute", "2"));
        Task<HttpStatusCode> Stranger(string address) => bot.SendAsync(null, ("Authorization", "Bearer nonsense"), (AuthenticatedBot.FromAddress, address));
        Task<HttpStatusCode> Channel(string address) => bot.SendAsync(null, ("Authorization", $"Bearer {bot.ChannelToken}"), (AuthenticatedBot.FromAddress, address));

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized], [await Stranger("192.0.2.1"), await Stranger("192.0.2.1")]);
        Assert.Equal([HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], [await Stranger("192.0.2.1"), await Stranger("192.0.2.1")]);
        Assert.Equal(HttpStatusCode.Unauthorized, await Stranger("192.0.2.2"));
        Assert.Equal(HttpStatusCode.OK, await Channel("192.0.2.1"));
        Assert.Equal(3, bot.Log.Everything.Split("Refused a caller").Length - 1);
    }

    [Fact]
    public async Task Without_a_free_place_a_channel_gets_503_with_Retry_After_and_the_chat_is_told_in_words()
    {
        using var held = new HeldTurns();
        await using var bot = await BotHost.StartAsync(held.TakeAsync, null, ("BotFramework:TurnsAtOnce", "1"), ("DirectLine:Overloaded", "Too many people."));
        var chat = await DirectLineClient.StartAsync(bot);
        var first = bot.PostAsync(BotHost.ExpectingReplies("hold"));
        await held.Begun;

        using (var second = await bot.PostAsync(BotHost.ExpectingReplies("me too") with { Conversation = new() { Id = "another" } }))
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5)), (second.StatusCode, second.Headers.RetryAfter!.Delta));
        }

        await chat.SayAsync("me too");
        Assert.Equal(["me too", "Too many people."], (await chat.ReadAsync()).Activities.Select(activity => activity.Text));
        var newcomer = new DirectLineClient(bot);
        newcomer.Take(await newcomer.GrantAsync(HttpMethod.Post, "tokens/generate", HttpStatusCode.OK));
        using (var start = await newcomer.SendAsync(HttpMethod.Post, "conversations"))
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5)), (start.StatusCode, start.Headers.RetryAfter!.Delta));
        }

        held.Release();
        using (var done = await first)
        {
            Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        }

        Assert.Single(await bot.AskAsync(BotHost.Message("now")));
    }

    [Fact]
    public async Task What_the_chat_is_told_is_the_owners_and_names_the_emergency_number()
    {
        await using var bot = new WatchedBot();
        var options = bot.Services.GetRequiredService<IOptions<DirectLineOptions>>().Value;
        Assert.Contains("911", options.Overloaded, StringComparison.Ordinal);
        Assert.Contains("911", options.TooManyMessages, StringComparison.Ordinal);
        Assert.NotEqual(new DirectLineOptions().Overloaded, options.Overloaded);
    }

    [Theory]
    [InlineData("BotFramework:TurnsAtOnce")]
    [InlineData("BotFramework:ActivitiesPerMinute")]
    [InlineData("BotFramework:RefusalsPerMinute")]
    [InlineData("DirectLine:MessagesPerMinute")]
    public async Task A_limit_out_of_its_range_stops_the_start_with_its_name(string setting)
    {
        var wrong = await Assert.ThrowsAsync<OptionsValidationException>(() => BotHost.StartAsync(null, null, (setting, "0")));
        Assert.StartsWith($"{setting} must be between 1 and ", Assert.Single(wrong.Failures), StringComparison.Ordinal);
    }
}

/// <summary>A bot whose answer to "hold" waits until it is released.</summary>
internal sealed class HeldTurns : IDisposable
{
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A turn waits.</summary>
    public Task Begun => begun.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    public void Release() => released.TrySetResult();

    public async Task<IReadOnlyList<Activity>> TakeAsync(Activity incoming, CancellationToken cancellation)
    {
        if (incoming.Text == "hold")
        {
            begun.TrySetResult();
            await released.Task.WaitAsync(cancellation);
        }

        return await BotHost.Echo(incoming, cancellation);
    }

    public void Dispose() => Release();
}
