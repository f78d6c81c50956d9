using BackPainBot.Tests.Safety;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BackPainBot.Tests.Web;

/// <summary>The whole bot, as <c>dotnet run</c> starts it, on a free port of 127.0.0.1.</summary>
public sealed class ChatSite : WebApplicationFactory<Program>
{
    private readonly DirectoryInfo _data;
    private readonly bool _keepsData;

    public ChatSite()
        : this(0, Directory.CreateTempSubdirectory("backpainbot-tests-"), keepsData: false)
    {
    }

    private ChatSite(int port, DirectoryInfo data, bool keepsData)
    {
        _data = data;
        _keepsData = keepsData;
        UseKestrel(port);
    }

    public IReadOnlyList<(string Key, string Value)> Settings { get; init; } = [];

    /// <summary>Without a slash at the end.</summary>
    public string Origin
    {
        get
        {
            StartServer();
            return new UriBuilder(ClientOptions.BaseAddress) { Host = "127.0.0.1" }.Uri.GetLeftPart(UriPartial.Authority);
        }
    }

    /// <summary>A bot that stops and starts again: at the same address, with what it had stored.</summary>
    internal static ChatSite At(int port, DirectoryInfo data) => new(port, data, keepsData: true);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // Assets as a published bot serves them; what a build made is otherwise checked for changes at each request.
        builder.UseSetting("ReloadStaticAssetsAtRuntime", "false");
        builder.UseSetting("Storage:Folder", _data.FullName);
        builder.UseSetting("Knowledge:CacheFolder", Path.Combine(_data.FullName, "index"));
        builder.ConfigureLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Warning));
        if (!Settings.Any(setting => setting.Key == "Knowledge:Folder"))
        {
            // Reading its tables anew takes each of some dozen bots a second.
            builder.ConfigureServices(services => services.AddSingleton(ProductTable.Screen));
        }

        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (!_keepsData)
        {
            _data.Delete(recursive: true);
        }
    }
}
