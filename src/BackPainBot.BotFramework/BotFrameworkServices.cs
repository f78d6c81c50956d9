using BackPainBot.BotFramework.Authentication;
using BackPainBot.BotFramework.Connector;
using BackPainBot.BotFramework.DirectLine;
using BackPainBot.BotFramework.Limits;
using BackPainBot.BotFramework.Messages;
using BackPainBot.BotFramework.Turns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BackPainBot.BotFramework;

/// <summary>
/// Puts the Bot Framework endpoints into an app. The app registers its <see cref="TurnHandler"/>,
/// and an <see cref="IActivityLog"/> if it wants another than the one in memory.
/// </summary>
public static class BotFrameworkServices
{
    public static IServiceCollection AddBotFramework(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<BotFrameworkOptions>(configuration.GetSection(BotFrameworkOptions.Section));
        services.AddSettings<DirectLineOptions>(configuration.GetSection(DirectLineOptions.Section));
        services.TryAddSingleton(TimeProvider.System);
        services.AddBotAuthentication(configuration);

        services.AddMetrics();
        services.AddSingleton<WireMetrics>();
        services.AddSingleton<TurnLimits>();
        services.AddSingleton<RefusedCallers>();
        services.AddSingleton<ConversationLocks>();
        services.AddSingleton<TurnRunner>();

        services.AddConnectorHttp();
        services.AddSingleton<ConnectorClient>();

        services.AddSingleton<DirectLineTokens>();
        services.AddSingleton<DirectLineChannel>();
        services.AddSingleton<ActivityStream>();
        services.TryAddSingleton<IActivityLog>(provider => new MemoryActivityLog(
            provider.GetRequiredService<IOptions<DirectLineOptions>>().Value.Retention, provider.GetRequiredService<TimeProvider>()));
        services.AddRateLimiter(DirectLineLimits.AddPolicies);
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<DirectLineOptions>>(Origins.AddPolicy);
        return services;
    }

    /// <summary>Maps <c>/api/messages</c> and <c>/v3/directline</c>, with the middleware they need: web sockets, CORS and rate limiting.</summary>
    public static WebApplication MapBotFramework(this WebApplication app)
    {
        app.UseWebSockets();
        app.UseCors();
        app.UseRateLimiter();
        app.Map(MessagesEndpoint.Path, MessagesEndpoint.HandleAsync).AddEndpointFilter(Draining.RefuseAsync);
        app.MapDirectLine();
        return app;
    }
}
