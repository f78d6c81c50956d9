using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace BackPainBot.BotFramework.Connector;

/// <summary>Item 34: three tries, only where the channel says that it did not take the reply.</summary>
internal static class ConnectorRetries
{
    private const int Tries = 3;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddConnectorHttp(this IServiceCollection services)
    {
        services.AddHttpClient(ConnectorClient.HttpClient, http => http.Timeout = Timeout.InfiniteTimeSpan)
            // The default loggers write addresses, and those hold conversation ids.
            .RemoveAllLoggers()
            // A redirect would carry the token to an address that nobody vouched for.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = OneTry,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .AddResilienceHandler("retry", pipeline => pipeline
                .AddRetry(new HttpRetryStrategyOptions
                {
                    MaxRetryAttempts = Tries - 1,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = FirstDelay,
                    ShouldRetryAfterHeader = true,
                    ShouldHandle = attempt => ValueTask.FromResult(WasNotTaken(attempt.Outcome)),
                })
                .AddTimeout(OneTry));
        return services;
    }

    // No retry after a timeout: the reply may have arrived, and the person would read it twice.
    private static bool WasNotTaken(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result?.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.PreconditionFailed or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
        || outcome.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };
}
