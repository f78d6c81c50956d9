using Microsoft.Extensions.Options;

namespace BackPainBot.Storage;

/// <summary>Deletes what is past its retention, now and then.</summary>
internal sealed partial class RetentionSweeper(IConversationStore store, IOptions<StorageOptions> options, TimeProvider time, ILogger<RetentionSweeper> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepInterval, time);
        do
        {
            try
            {
                await store.SweepAsync(time.GetUtcNow() - options.Value.Retention, stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogNotSwept(fault.GetType().Name, options.Value.SweepInterval);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(302, LogLevel.Warning, "Old conversations could not be deleted ({Fault}); the next try is in {Interval}.")]
    private partial void LogNotSwept(string fault, TimeSpan interval);
}
