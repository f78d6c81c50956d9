using BackPainBot.BotFramework.Activities;

namespace BackPainBot.BotFramework;

/// <summary>
/// The bot: one activity in, the replies out. Turns of one conversation come one at a time in this process, so it must heed the cancellation:
/// until it returns, the next one waits.
/// An invoke is answered with <see cref="ActivityReplies.InvokeResponse"/>; without one the channel is told 501.
/// A redelivered activity (same channel, conversation and id) must give the replies of the first time.
/// </summary>
public delegate Task<IReadOnlyList<Activity>> TurnHandler(Activity incoming, CancellationToken cancellation);
