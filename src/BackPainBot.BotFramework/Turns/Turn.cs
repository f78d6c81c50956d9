using BackPainBot.BotFramework.Activities;

namespace BackPainBot.BotFramework.Turns;

/// <summary>What a turn came to.</summary>
/// <param name="Replies">In order; the apology if it failed.</param>
/// <param name="Failed">The handler threw or took too long.</param>
internal sealed record Turn(IReadOnlyList<Activity> Replies, bool Failed)
{
    public static readonly Turn Nothing = new([], Failed: false);

    /// <summary>The replies that go out, addressed. An invokeResponse never does, a trace only to the Emulator (item 39).</summary>
    public IReadOnlyList<Activity> SendableTo(Activity incoming) =>
    [
        .. Replies
            .Where(reply => reply.Type != ActivityTypes.InvokeResponse)
            .Where(reply => reply.Type != ActivityTypes.Trace || incoming.ChannelId == Channels.Emulator)
            .Select(reply => reply.AddressedTo(incoming)),
    ];
}
