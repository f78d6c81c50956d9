using System.Text.Json.Nodes;

namespace BackPainBot.Benchmarks.Load;

/// <summary>What Kestrel does with the same request when nothing is behind it: reads the JSON and writes some of the same size as an answer.</summary>
internal static class BareEndpoint
{
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        var answer = new string('x', 4_000);
        app.MapPost("/api/messages", (JsonNode activity) => Results.Json(new { activities = new[] { new { type = "message", text = answer, replyToId = (string?)activity["id"] } } }));
        await app.StartAsync();
        Console.WriteLine($"Messaging endpoint  {app.Urls.First()}/api/messages");
        await app.WaitForShutdownAsync();
        return 0;
    }
}
