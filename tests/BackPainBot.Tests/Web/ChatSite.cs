using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;

namespace BackPainBot.Tests.Web;

/// <summary>The whole bot, as <c>dotnet run</c> starts it, on a free port of 127.0.0.1.</summary>
public sealed class ChatSite : WebApplicationFactory<Program>
{
    public ChatSite() => UseKestrel(0);

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

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }
    }
}
