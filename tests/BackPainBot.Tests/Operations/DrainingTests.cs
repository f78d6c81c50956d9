using System.Net;
using BackPainBot.Operations;
using BackPainBot.Tests.BotFramework;
using BackPainBot.Tests.BotFramework.DirectLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BackPainBot.Tests.Operations;

public sealed class DrainingTests
{
    [Fact]
    public async Task A_stopping_bot_finishes_the_turns_that_run_and_begins_none()
    {
        using var held = new HeldTurns();
        await using var bot = await BotHost.StartAsync(held.TakeAsync);
        var chat = await DirectLineClient.StartAsync(bot);
        var running = bot.PostAsync(BotHost.ExpectingReplies("hold"));
        await held.Begun;

        bot.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        using (var late = await bot.PostAsync(BotHost.ExpectingReplies("too late")))
        using (var lateChat = await chat.TryPostAsync(BotHost.Message("too late")))
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(10)), (late.StatusCode, late.Headers.RetryAfter!.Delta));
            Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(10)), (lateChat.StatusCode, lateChat.Headers.RetryAfter!.Delta));
        }

        var stopping = bot.StopAsync();
        Assert.False(stopping.IsCompleted);
        held.Release();
        using var done = await running;
        Assert.Contains("You said: hold", await done.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await stopping;
    }

    [Fact]
    public async Task A_stopping_bot_is_alive_and_not_ready()
    {
        var data = Directory.CreateTempSubdirectory("backpainbot-tests-");
        await using (var app = StoppableBot.Build(("Storage:Folder", data.FullName)))
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
            using var http = new HttpClient { BaseAddress = new(app.Urls.Single()) };
            await app.Services.GetRequiredService<WarmUp>().Done;
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/readyz"));
            app.Lifetime.StopApplication();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(http, "/readyz"));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/healthz"));
        }

        data.Delete(recursive: true);
    }

    [Fact]
    public async Task How_long_it_waits_is_a_setting()
    {
        await using var app = StoppableBot.Build(("Operations:ShutdownTimeout", "00:00:07"));
        Assert.Equal(TimeSpan.FromSeconds(7), app.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(path, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
