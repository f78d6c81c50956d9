using System.Globalization;
using System.Threading.RateLimiting;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.Bodies;
using Microsoft.AspNetCore.Http;

namespace BackPainBot.BotFramework.Limits;

/// <summary>
/// "Come again later", with Retry-After. 429: this caller asks too much, and only it has to slow down. 503: the bot cannot take anything on now, and a channel that
/// is told so delivers again.
/// </summary>
internal sealed class Refusal(int status, string code, string message, TimeSpan after) : IResult
{
    /// <summary>A turn takes some milliseconds, so places are free again soon.</summary>
    public static readonly Refusal Full = new(StatusCodes.Status503ServiceUnavailable, "Busy", "Too many turns at once; see Retry-After.", TimeSpan.FromSeconds(5));

    /// <summary>By then another node, or this one after its restart, takes it.</summary>
    public static readonly Refusal Stopping = new(StatusCodes.Status503ServiceUnavailable, "Stopping", "The bot is stopping; see Retry-After.", TimeSpan.FromSeconds(10));

    /// <summary>By then a store that was restarted answers again.</summary>
    public static readonly Refusal Unavailable = new(StatusCodes.Status503ServiceUnavailable, "Unavailable", "The conversation cannot be reached now; see Retry-After.", TimeSpan.FromSeconds(5));

    /// <param name="lease">Was not acquired.</param>
    public static Refusal TooMany(RateLimitLease lease) => new(
        StatusCodes.Status429TooManyRequests,
        "TooManyRequests",
        "Too many requests; see Retry-After.",
        lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(10));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Results.Json(ErrorResponse.Of(code, message), ActivityJson.Options, statusCode: status).ExecuteAsync(httpContext);
    }
}
