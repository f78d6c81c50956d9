using BackPainBot.BotFramework.Connector;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BackPainBot.BotFramework.Authentication;

/// <summary>Both directions of authentication, from the bot's registration: who may call, and the token for the bot's own calls.</summary>
internal static class BotAuthentication
{
    // Azure Bot Service gives up after 15 s; two documents at 4 s each leave time to answer.
    private static readonly TimeSpan MetadataTimeout = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LoginTimeout = TimeSpan.FromSeconds(5);
    private const int LargestMetadata = 1 << 20;

    public static IServiceCollection AddBotAuthentication(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BotRegistration>().Bind(configuration).ValidateOnStart();
        services.AddSingleton<IValidateOptions<BotRegistration>, BotRegistrationRules>();
        services.AddHttpClient(SigningKeys.Client, client =>
        {
            client.Timeout = MetadataTimeout;
            client.MaxResponseContentBufferSize = LargestMetadata;
        });
        services.AddTransient<PlainHttpLogin>();
        // The default loggers could write a secret that travels in a header.
        services.AddHttpClient(ConnectorTokens.Client, client => client.Timeout = LoginTimeout)
            .RemoveAllLoggers()
            .AddHttpMessageHandler<PlainHttpLogin>();
        services.AddSingleton<CallerCheck>();
        services.AddSingleton<ConnectorTokens>();
        services.TryAddSingleton<ConnectorToken>(provider => provider.GetRequiredService<ConnectorTokens>().GetAsync);
        return services;
    }
}
