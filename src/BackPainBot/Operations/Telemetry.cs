using System.Reflection;
using BackPainBot.BotFramework;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BackPainBot.Operations;

/// <summary>Sends metrics, traces and the log to a collector, if the owner names one.</summary>
internal static class Telemetry
{
    /// <summary>ASP.NET Core's own, whose labels are routes and codes. Its request spans stay out: they hold paths, and those hold conversation ids.</summary>
    private static readonly string[] Meters =
        [TurnTelemetry.Name, WireMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    public static bool IsUsable(OperationsOptions options) =>
        options.OtlpEndpoint is "" || (Uri.TryCreate(options.OtlpEndpoint, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps));

    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<TurnTelemetry>();
        var options = configuration.GetSection(OperationsOptions.Section).Get<OperationsOptions>() ?? new();
        if (options.OtlpEndpoint is "" || !IsUsable(options))
        {
            return; // What is not usable stops the start in a moment, with a sentence.
        }

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("backpainbot", serviceVersion: Assembly.GetExecutingAssembly().GetName().Version?.ToString(3)))
            .WithMetrics(metrics => metrics.AddMeter(Meters))
            .WithTracing(traces => traces.AddSource(TurnTelemetry.Name))
            .UseOtlpExporter(options.OtlpProtocol, new Uri(options.OtlpEndpoint));
    }
}
