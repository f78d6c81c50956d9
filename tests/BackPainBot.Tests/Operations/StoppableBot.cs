using BackPainBot.BotFramework;
using BackPainBot.Operations;
using BackPainBot.Tests.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BackPainBot.Tests.Operations;

/// <summary>The bot without its chat page, for tests that refuse to start it, or stop it half.</summary>
internal static class StoppableBot
{
    public static WebApplication Build(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.Prepend((Key: "Knowledge:CacheFolder", Value: "")).Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Services.AddBotFramework(builder.Configuration);
        builder.Services.AddBackPainBot(builder.Configuration);
        builder.Services.AddOperations(builder.Configuration);
        builder.Services.AddSingleton(ProductTable.Screen);
        var app = builder.Build();
        app.MapOperations();
        app.MapBotFramework();
        return app;
    }
}
