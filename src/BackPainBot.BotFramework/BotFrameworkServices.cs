using BackPainBot.BotFramework.Authentication;
using BackPainBot.BotFramework.Connector;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BackPainBot.BotFramework;

/// <summary>Puts the Bot Framework endpoints into an app. The app registers its <see cref="TurnHandler"/> and, if it wants another than the one in memory, its activity log.</summary>
public static class BotFrameworkServices
{
    public static IServiceCollection AddBotFramework(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BotFrameworkOptions>().Bind(configuration.GetSection(BotFrameworkOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddBotAuthentication(configuration);
        return services;
    }

    /// <summary>Maps <c>/api/messages</c> and <c>/v3/directline</c>.</summary>
    public static WebApplication MapBotFramework(this WebApplication app) => app;
}
