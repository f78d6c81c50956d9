using BackPainBot.BotFramework.Activities;

namespace BackPainBot.BotFramework.Bodies;

/// <summary>Activities that travel together: the body of an expectReplies response, a page or a socket frame of Direct Line.</summary>
/// <param name="Activities">In order; an empty list is sent as one.</param>
/// <param name="Watermark">Direct Line only: the position of the last activity.</param>
internal sealed record ActivitySet(IReadOnlyList<Activity> Activities, string? Watermark = null);
