using BackPainBot.BotFramework;
using BackPainBot.Dialog;
using BackPainBot.Knowledge;
using BackPainBot.Replies;
using BackPainBot.Safety;
using BackPainBot.Storage;
using BackPainBot.Turns;
using BackPainBot.Web;
using Microsoft.Extensions.Options;

namespace BackPainBot;

/// <summary>What the bot is made of: the owner's folder, the dialog over it, and the turn that the wire calls.</summary>
internal static class BotServices
{
    public static IServiceCollection AddBackPainBot(this IServiceCollection services, IConfiguration configuration)
    {
        var folder = KnowledgeFolder.Find(configuration[$"{KnowledgeOptions.Section}:Folder"]);
        services.AddOptions<KnowledgeOptions>().BindConfiguration(KnowledgeOptions.Section).Configure(options => options.Folder = folder).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<DialogOptions>().BindConfiguration(DialogOptions.Section).ValidateDataAnnotations().ValidateOnStart();

        services.AddSingleton(_ => ScriptReader.Read(Path.Combine(folder, "script.yaml")));
        services.AddSingleton(_ => SafetyScreen.Load(Path.Combine(folder, "red-flags.yaml")));
        services.AddSingleton(provider => IndexingProgressBar.Open(
            provider.GetRequiredService<IOptions<KnowledgeOptions>>().Value,
            provider.GetRequiredService<ILogger<KnowledgeBase>>(),
            provider.GetRequiredService<TimeProvider>()));

        services.AddSingleton(provider => new BackPainDialog(
            provider.GetRequiredService<Script>(),
            provider.GetRequiredService<SafetyScreen>(),
            provider.GetRequiredService<IOptions<DialogOptions>>().Value));
        services.AddSingleton<ReplyActivities>();
        services.AddSingleton<IConversationStore, MemoryConversationStore>();
        services.AddSingleton<BotTurn>();
        services.AddSingleton<TurnHandler>(provider => provider.GetRequiredService<BotTurn>().TakeAsync);
        services.AddOptions<BotFrameworkOptions>().PostConfigure<Script>((options, script) => options.Apology = script.Apology.Fill(("emergency", script.EmergencyNumbers.For(null))));
        services.AddSingleton<Func<ChatPageContent>>(provider => () => PageContent(provider.GetRequiredService<Script>()));
        return services;
    }

    private static ChatPageContent PageContent(Script script)
    {
        var emergency = ("emergency", script.EmergencyNumbers.For(null));
        return new(script.Title, script.Greeting.Fill(emergency), script.Language, script.Apology.Fill(emergency));
    }
}
