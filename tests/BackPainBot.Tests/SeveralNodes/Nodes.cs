using BackPainBot.Tests.BotFramework;
using BackPainBot.Tests.Storage;
using BackPainBot.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BackPainBot.Tests.SeveralNodes;

/// <summary>Several whole bots, each on a port of its own, that share one Redis.</summary>
internal sealed class Nodes : IAsyncDisposable
{
    private readonly ChatSite[] _sites;

    private Nodes(ChatSite[] sites)
    {
        _sites = sites;
        Origins = [.. sites.Select(site => site.Origin)];
        foreach (var site in sites)
        {
            site.Services.GetRequiredService<ILoggerFactory>().AddProvider(Log);
        }
    }

    /// <summary>Where each node is, without a slash at the end.</summary>
    public IReadOnlyList<string> Origins { get; }

    /// <summary>What all of them logged.</summary>
    public CapturedLog Log { get; } = new();

    public static Nodes Start(int count, RedisServer redis, int database = 0, params (string Key, string Value)[] settings) => new(
    [
        .. Enumerable.Range(0, count).Select(_ => new ChatSite
        {
            Settings = [("Storage:Redis", redis.ConnectionString(database)), ("DirectLine:MessagesPerMinute", "1000"), .. settings],
        }),
    ]);

    public async ValueTask DisposeAsync()
    {
        foreach (var site in _sites)
        {
            await site.DisposeAsync();
        }
    }
}
