using System.Globalization;
using BackPainBot.Knowledge;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace BackPainBot;

/// <summary>Opens the articles before the first caller comes, and says on the console where the bot is and what it knows.</summary>
internal static class Announcement
{
    public static void AnnounceWhenStarted(this WebApplication app)
    {
        var knowledge = app.Services.GetRequiredService<KnowledgeBase>();
        knowledge.Watch();
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            foreach (var address in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
            {
                Console.WriteLine($"Chat page           {address}");
                Console.WriteLine($"Messaging endpoint  {address}/api/messages");
            }

            var articles = knowledge.Current;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Knowledge           {articles.ArticleCount:N0} {(articles.ArticleCount == 1 ? "article" : "articles")}, {articles.PassageCount:N0} passages, indexed in {articles.BuiltIn.TotalMilliseconds:N0} ms"));
        });
    }
}
