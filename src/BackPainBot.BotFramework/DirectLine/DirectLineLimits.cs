using System.Threading.RateLimiting;
using BackPainBot.BotFramework.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackPainBot.BotFramework.DirectLine;

/// <summary>What one address may ask for (item 70), as policies of ASP.NET Core's rate limiter. Counted per process.</summary>
internal static class DirectLineLimits
{
    public const string Requests = "DirectLine.Requests";
    public const string Starts = DirectLineOptions.StartsPolicy;
    public const string Sockets = "DirectLine.Sockets";

    public static void AddPolicies(RateLimiterOptions limits) => limits
        .AddPolicy(Requests, new PerAddress(options => TurnLimits.PerMinute(options.RequestsPerMinute)))
        .AddPolicy(Starts, new PerAddress(options => TurnLimits.PerMinute(options.StartsPerMinute)))
        .AddPolicy(Sockets, new PerAddress(options => new ConcurrencyLimiter(new() { PermitLimit = options.SocketsPerAddress })));

    private sealed class PerAddress(Func<DirectLineOptions, RateLimiter> limiter) : IRateLimiterPolicy<string>
    {
        public RateLimitPartition<string> GetPartition(HttpContext context)
        {
            var options = context.RequestServices.GetRequiredService<IOptions<DirectLineOptions>>().Value;
            return RateLimitPartition.Get(CallerAddress.Of(context), _ => limiter(options));
        }

        public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected { get; } = async (rejected, _) =>
        {
            rejected.HttpContext.RequestServices.GetRequiredService<WireMetrics>().Refused("address");
            await Refusal.TooMany(rejected.Lease).ExecuteAsync(rejected.HttpContext);
        };
    }
}
