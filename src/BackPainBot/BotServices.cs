using BackPainBot.BotFramework;
using BackPainBot.BotFramework.DirectLine;
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
        services.AddOptions<KnowledgeOptions>().PostConfigure<IOptions<StorageOptions>>((options, storage) => options.CacheFolder ??= StorageOptions.CacheFolderIn(storage.Value.Folder));
        services.AddOptions<DialogOptions>().BindConfiguration(DialogOptions.Section).ValidateDataAnnotations().ValidateOnStart();

        services.AddSingleton(_ => ScriptReader.Read(Path.Combine(folder, "script.yaml")));
        services.AddSingleton(provider => SafetyScreen.Load(folder, provider.GetRequiredService<IOptions<KnowledgeOptions>>().Value.CacheFolder));
        services.AddSingleton(provider => IndexingProgressBar.Open(
            provider.GetRequiredService<IOptions<KnowledgeOptions>>().Value,
            provider.GetRequiredService<ILogger<KnowledgeBase>>(),
            provider.GetRequiredService<TimeProvider>()));

        services.AddSingleton(provider => new BackPainDialog(
            provider.GetRequiredService<Script>(),
            LearnedTalk.Load(folder, provider.GetRequiredService<Script>()),
            provider.GetRequiredService<SafetyScreen>(),
            provider.GetRequiredService<IOptions<DialogOptions>>().Value));
        services.AddSingleton<ReplyActivities>();
        services.AddStorage(configuration);
        services.AddSingleton<BotTurn>();
        services.AddSingleton<TurnHandler>(provider => provider.GetRequiredService<BotTurn>().TakeAsync);
        services.AddOptions<BotFrameworkOptions>().PostConfigure<Script>((options, script) => options.Apology = script.Apology.Fill(Emergency(script)));
        services.AddOptions<DirectLineOptions>().PostConfigure<Script>((options, script) =>
        {
            options.BotName = script.Title;
            options.TooManyMessages = script.Busy.Fill(Emergency(script));
            options.Overloaded = script.Crowded.Fill(Emergency(script));
        });
        services.AddSingleton<Func<ChatPageContent>>(provider => () => PageContent(provider.GetRequiredService<Script>()));
        return services;
    }

    private static void AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        if (string.IsNullOrEmpty(configuration[$"{StorageOptions.Section}:{nameof(StorageOptions.Redis)}"]))
        {
            services.AddSqlite();
        }
        else
        {
            services.AddRedis();
        }

        services.AddHostedService<RetentionSweeper>();
    }

    /// <summary>One process with a file of its own.</summary>
    private static void AddSqlite(this IServiceCollection services)
    {
        services.AddSingleton(provider => SqliteDatabase.Open(provider.GetRequiredService<IOptions<StorageOptions>>().Value.Folder));
        services.AddSingleton<IConversationStore, SqliteConversationStore>();
        services.AddSingleton<IActivityLog>(provider => new SqliteActivityLog(
            provider.GetRequiredService<SqliteDatabase>(),
            provider.GetRequiredService<IOptions<DirectLineOptions>>().Value.Retention,
            provider.GetRequiredService<TimeProvider>()));
        services.AddOptions<DirectLineOptions>().PostConfigure<IOptions<StorageOptions>>((options, storage) => options.TokenKey ??= DirectLineKey.ReadOrCreate(storage.Value.Folder));
    }

    /// <summary>Several nodes that share what they know.</summary>
    private static void AddRedis(this IServiceCollection services)
    {
        services.AddSingleton(provider => RedisDatabase.Open(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value.Redis!,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RedisDatabase>>()));
        services.AddSingleton<IConversationStore>(provider => new RedisConversationStore(
            provider.GetRequiredService<RedisDatabase>(),
            provider.GetRequiredService<IOptions<StorageOptions>>().Value.Retention,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IActivityLog>(provider => new RedisActivityLog(
            provider.GetRequiredService<RedisDatabase>(),
            provider.GetRequiredService<IOptions<DirectLineOptions>>().Value.Retention,
            provider.GetRequiredService<TimeProvider>()));
        services.AddOptions<DirectLineOptions>().PostConfigure<RedisDatabase>((options, database) => options.TokenKey ??= DirectLineKey.ReadOrCreate(database));
    }

    private static (string Name, string Value) Emergency(Script script) => ("emergency", script.EmergencyNumbers.For(null));

    private static ChatPageContent PageContent(Script script)
    {
        var (emergency, contact) = (Emergency(script), script.Contact);
        var details = string.Join(", ", new[] { contact.Phone, contact.Email, contact.Booking }.Where(detail => detail.Length > 0));
        return new(
            script.Title,
            script.Greeting.Fill(emergency),
            script.Language,
            script.Unreachable.Fill(emergency, ("name", contact.Name), ("contact", details)),
            new InterfaceStrings(script.Interface));
    }
}
