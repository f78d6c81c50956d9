using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace BackPainBot.BotFramework.Limits;

/// <summary>
/// How often each address was refused at the messages endpoint within a minute. Only refusals are counted: a channel sends all its people's messages from a few addresses,
/// and must not be taken for one visitor.
/// </summary>
internal sealed class RefusedCallers(IOptions<BotFrameworkOptions> options) : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> credit = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        RateLimitPartition.Get(CallerAddress.Of(context), _ => TurnLimits.PerMinute(options.Value.RefusalsPerMinute)));

    /// <summary>Not acquired when the address has no refusal left.</summary>
    public RateLimitLease Credit(HttpContext context) => credit.AttemptAcquire(context, permitCount: 0);

    /// <summary>Counts a refusal. False if there was none left.</summary>
    public bool Count(HttpContext context)
    {
        using var lease = credit.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    public ValueTask DisposeAsync() => credit.DisposeAsync();
}
