using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
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

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void AddPolicies(RateLimiterOptions limits) => limits
        .AddPolicy(Requests, new PerAddress(options => PerMinute(options.RequestsPerMinute)))
        .AddPolicy(Starts, new PerAddress(options => PerMinute(options.StartsPerMinute)))
        .AddPolicy(Sockets, new PerAddress(options => new ConcurrencyLimiter(new() { PermitLimit = options.SocketsPerAddress })));

    // The partitioned limiter that holds these refills them all with one timer.
    public static RateLimiter PerMinute(int count) =>
        new FixedWindowRateLimiter(new() { PermitLimit = count, Window = Window, AutoReplenishment = false });

    private sealed class PerAddress(Func<DirectLineOptions, RateLimiter> limiter) : IRateLimiterPolicy<string>
    {
        public RateLimitPartition<string> GetPartition(HttpContext context)
        {
            var options = context.RequestServices.GetRequiredService<IOptions<DirectLineOptions>>().Value;
            return RateLimitPartition.Get(AddressOf(context), _ => limiter(options));
        }

        public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected { get; } = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? time : TimeSpan.FromSeconds(10);
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await DirectLineErrors.TooMany.ExecuteAsync(rejected.HttpContext);
        };

        // Whoever has one IPv6 address has 2^64 of them.
        private static string AddressOf(HttpContext context)
        {
            var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
            if (address.IsIPv4MappedToIPv6)
                address = address.MapToIPv4();
            return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes(), 0, 8) : address.ToString();
        }
    }
}
