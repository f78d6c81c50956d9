using System.Net;
using BackPainBot.Operations;
using BackPainBot.Storage;
using BackPainBot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace BackPainBot.Tests.Operations;

public sealed class HealthTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bot_with_articles_and_a_store_is_alive_and_ready()
    {
        await using var bot = new WatchedBot();
        Assert.Equal((HttpStatusCode.OK, """{"status":"alive"}"""), await GetAsync(bot, "/healthz"));
        await bot.Services.GetRequiredService<WarmUp>().Done;
        Assert.Equal((HttpStatusCode.OK, """{"status":"ready"}"""), await GetAsync(bot, "/readyz"));
    }

    [Fact]
    public async Task Without_its_store_it_is_not_ready_and_tells_only_the_log_why()
    {
        await using var bot = new WatchedBot();
        await bot.Services.GetRequiredService<SqliteDatabase>().WriteAsync(connection => connection.Execute("DROP TABLE conversation"), Cancellation);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"not ready"}"""), await GetAsync(bot, "/readyz"));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(bot, "/healthz")).Status);
        Assert.Contains(bot.Log.Lines, line => line.Line.Contains("Storage:Folder", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Over_Redis_it_is_ready_only_while_Redis_answers()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var bot = new WatchedBot(("Storage:Redis", redis.ConnectionString()));
        await bot.Services.GetRequiredService<WarmUp>().Done;
        Assert.Equal((HttpStatusCode.OK, """{"status":"ready"}"""), await GetAsync(bot, "/readyz"));
        await redis.KillAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"not ready"}"""), await GetAsync(bot, "/readyz"));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(bot, "/healthz")).Status);
        Assert.Contains(bot.Log.Lines, line => line.Id == 304 && line.Line.Contains($"Redis at 127.0.0.1:{redis.Port} cannot be reached; start it, or correct Storage:Redis.", StringComparison.Ordinal));

        await redis.StartAgainAsync();
        using var tries = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var left = 100; (await GetAsync(bot, "/readyz")).Status != HttpStatusCode.OK; left--)
        {
            Assert.NotEqual(0, left);
            await tries.WaitForNextTickAsync(Cancellation);
        }
    }

    [Fact]
    public async Task Without_an_article_it_is_not_ready()
    {
        var folder = Directory.CreateTempSubdirectory("backpainbot-tests-");
        folder.CreateSubdirectory("articles");
        foreach (var file in Directory.GetFiles(KnowledgeFolder.Find(null)))
        {
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
        }

        await using (var bot = new WatchedBot(("Knowledge:Folder", folder.FullName)))
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, """{"status":"not ready"}"""), await GetAsync(bot, "/readyz"));
        }

        folder.Delete(recursive: true);
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(WatchedBot bot, string path)
    {
        using var response = await bot.Http.GetAsync(path, Cancellation);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }
}
