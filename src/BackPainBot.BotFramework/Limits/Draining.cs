using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BackPainBot.BotFramework.Limits;

/// <summary>While the process stops, turns that run are finished and no new ones begin.</summary>
internal static class Draining
{
    public static async ValueTask<object?> RefuseAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var services = invocation.HttpContext.RequestServices;
        if (!services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested)
            return await next(invocation);
        services.GetRequiredService<WireMetrics>().Refused("stopping");
        return Refusal.Stopping;
    }
}
