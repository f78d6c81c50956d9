using System.Security.Cryptography;
using BackPainBot.BotFramework.Activities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackPainBot.BotFramework.Turns;

/// <summary>Runs a turn and delivers its replies before the next turn of the conversation begins, so that they keep their order (item 35).</summary>
internal sealed partial class TurnRunner(
    TurnHandler handler, ConversationLocks locks, IOptionsMonitor<BotFrameworkOptions> options, TimeProvider time, ILogger<TurnRunner> logger)
{
    /// <param name="incoming">Has a conversation id.</param>
    /// <param name="deliver">Called once, with the replies or with the apology.</param>
    public async Task<Turn> RunAsync(Activity incoming, Func<Turn, Task> deliver)
    {
        IDisposable? place = null;
        try
        {
            var turn = Turn.Nothing;
            try
            {
                using var patience = new CancellationTokenSource(options.CurrentValue.TurnTimeout, time);
                place = await locks.EnterAsync(incoming.ChannelId, incoming.Conversation!.Id!, patience.Token);
                turn = new Turn(await handler(incoming, patience.Token), Failed: false);
            }
            catch (Exception failure)
            {
                turn = Apologize(incoming, failure);
            }
            await deliver(turn);
            return turn;
        }
        finally
        {
            place?.Dispose();
        }
    }

    // The log gets the kind of failure and where it was, not its message: that may quote what the person wrote.
    private Turn Apologize(Activity incoming, Exception failure)
    {
        var id = RandomNumberGenerator.GetHexString(8, lowercase: true);
        for (var error = failure; error is not null; error = error.InnerException)
            LogFailed(id, error.GetType(), incoming.ChannelId, error.StackTrace);
        var words = options.CurrentValue.Apology.Replace("{id}", id, StringComparison.Ordinal);
        return new Turn([incoming.CreateReply(words)], Failed: true);
    }

    [LoggerMessage(206, LogLevel.Error, "Turn failed, id {Id}: {Type} in channel {Channel}\n{StackTrace}")]
    private partial void LogFailed(string id, Type type, string? channel, string? stackTrace);
}
