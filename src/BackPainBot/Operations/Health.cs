using BackPainBot.Knowledge;
using BackPainBot.Storage;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BackPainBot.Operations;

/// <summary><c>/healthz</c>: the process answers. <c>/readyz</c>: it can answer people. Anybody may ask, so neither says more than that; the log says why not.</summary>
internal static class Health
{
    /// <summary>A store that answers no sooner is not reachable for a visitor either.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void AddHealth(this IServiceCollection services) => services.AddSingleton<WarmUp>().AddHealthChecks()
        .AddCheck<Running>("process")
        .AddCheck<Warm>("warm-up")
        .AddCheck<Articles>("articles")
        .AddCheck<Store>("store", timeout: Patience);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/healthz", new() { Predicate = _ => false, ResponseWriter = (context, _) => context.Response.WriteAsJsonAsync(new { status = "alive" }) });
        routes.MapHealthChecks("/readyz", new() { ResponseWriter = (context, report) => context.Response.WriteAsJsonAsync(new { status = Word(report.Status) }) });
    }

    private static string Word(HealthStatus status) => status == HealthStatus.Healthy ? "ready" : "not ready";

    private sealed class Running(IHostApplicationLifetime process) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
            process.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("The bot is stopping.") : HealthCheckResult.Healthy());
    }

    private sealed class Warm(WarmUp warmUp) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
            warmUp.Done.IsCompleted ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The bot is still learning from the example messages."));
    }

    private sealed class Articles(KnowledgeBase knowledge) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
            knowledge.Current.PassageCount > 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("No article could be read; the command check says why."));
    }

    private sealed class Store(IConversationStore store) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await store.LoadAsync("readyz", activityId: null, cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (StorageException fault)
            {
                return HealthCheckResult.Unhealthy(fault.Message);
            }
        }
    }
}
