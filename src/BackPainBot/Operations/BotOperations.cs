using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace BackPainBot.Operations;

/// <summary>What whoever runs the bot sees of it: health, telemetry, proxies, and an end without losses.</summary>
internal static class BotOperations
{
    public static IServiceCollection AddOperations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OperationsOptions>().BindConfiguration(OperationsOptions.Section).ValidateDataAnnotations()
            .Validate(Telemetry.IsUsable, "Operations:OtlpEndpoint is no http or https address; give the collector's, such as http://localhost:4317.")
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<OperationsOptions>, TrustedProxies>();
        services.AddOptions<ForwardedHeadersOptions>().PostConfigure<IOptions<OperationsOptions>>(TrustedProxies.Configure);
        services.AddOptions<HostOptions>().Configure<IOptions<OperationsOptions>>((host, options) => host.ShutdownTimeout = options.Value.ShutdownTimeout);
        services.AddHealth();
        services.AddTelemetry(configuration);
        return services;
    }

    /// <summary>Comes first: whatever follows sees the visitor's address, not the proxy's.</summary>
    public static void MapOperations(this WebApplication app)
    {
        // With no proxy named, the middleware would believe everybody.
        if (app.Services.GetRequiredService<IOptions<OperationsOptions>>().Value.TrustedProxies.Length > 0)
        {
            app.UseForwardedHeaders();
        }

        app.MapHealth();
    }
}
