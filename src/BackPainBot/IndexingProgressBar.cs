using BackPainBot.Knowledge;
using Spectre.Console;

namespace BackPainBot;

/// <summary>Opens the knowledge folder and, on a terminal, shows how far a long indexing is.</summary>
internal static class IndexingProgressBar
{
    /// <summary>Fewer articles than this are indexed before a bar could be read.</summary>
    private const int WorthABar = 200;

    public static KnowledgeBase Open(KnowledgeOptions options, ILogger<KnowledgeBase> logger, TimeProvider time)
    {
        if (Console.IsOutputRedirected)
        {
            return KnowledgeBase.Open(options, logger, time);
        }

        return AnsiConsole.Progress().AutoClear(true).Start(context =>
        {
            ProgressTask? bar = null;
            return KnowledgeBase.Open(options, logger, time, new Reports(progress =>
            {
                if (progress.Total > WorthABar)
                {
                    bar ??= context.AddTask("Indexing articles", maxValue: progress.Total);
                    bar.Value = progress.Articles;
                }
            }));
        });
    }

    /// <summary>Unlike <see cref="Progress{T}"/>, reports on the spot and in order.</summary>
    private sealed class Reports(Action<IndexingProgress> report) : IProgress<IndexingProgress>
    {
        public void Report(IndexingProgress value) => report(value);
    }
}
