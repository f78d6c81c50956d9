using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.Limits;
using BackPainBot.BotFramework.Turns;
using Microsoft.Extensions.Options;

namespace BackPainBot.BotFramework.DirectLine;

/// <summary>Between a Direct Line client and the bot: everything both say goes through the log, where the sockets read it.</summary>
internal sealed class DirectLineChannel(IActivityLog log, TurnRunner turns, TurnLimits limits, IOptions<DirectLineOptions> options, TimeProvider time)
{
    /// <summary>No connector address: nothing is ever posted to it.</summary>
    public const string ServiceUrl = "urn:directline:embedded";

    private readonly ChannelAccount bot = new() { Id = options.Value.BotId, Name = options.Value.BotName, Role = "bot" };

    /// <summary>Starts the conversation and tells the bot (item 62). False if it was there already.</summary>
    public async Task<bool> StartAsync(Ticket ticket, string? locale)
    {
        if (!await log.CreateAsync(ticket.ConversationId, CancellationToken.None))
            return false;
        var user = new ChannelAccount { Id = ticket.UserId, Role = "user" };
        var update = new Activity { Type = ActivityTypes.ConversationUpdate, MembersAdded = [bot, user], Locale = locale };
        await RunAsync(FromClient(ticket, update), isEchoed: false);
        return true;
    }

    /// <summary>Echoes what the client sent, then lets the bot answer (item 65). The activity's id; null if the conversation is gone.</summary>
    public async Task<string?> TakeAsync(Ticket ticket, Activity sent)
    {
        var incoming = FromClient(ticket, sent);
        if (!await log.AppendAsync(ticket.ConversationId, [incoming], CancellationToken.None))
            return null;
        using var pace = limits.Pace(incoming);
        using var place = limits.Place();
        if (pace.IsAcquired && place.IsAcquired)
            await RunAsync(incoming, isEchoed: true);
        else if (incoming.Type == ActivityTypes.Message)
            await AppendAsync(incoming, Instead(incoming, pace.IsAcquired ? options.Value.Overloaded : options.Value.TooManyMessages), isEchoed: true);
        return incoming.Id;
    }

    /// <summary>The bot forgets first: if it fails, the client can try again. False if it failed.</summary>
    public async Task<bool> DeleteAsync(Ticket ticket)
    {
        var incoming = FromClient(ticket, new Activity { Type = ActivityTypes.Event, Name = DirectLineEvents.Delete });
        var turn = await turns.RunAsync(incoming, async turn =>
        {
            if (!turn.Failed)
                await log.DeleteAsync(ticket.ConversationId, CancellationToken.None);
        });
        return !turn.Failed;
    }

    private Task<Turn> RunAsync(Activity incoming, bool isEchoed) => turns.RunAsync(incoming, turn => AppendAsync(incoming, turn, isEchoed));

    // Web Chat shows nothing useful for a refused request, so the person is told in the chat.
    private static Turn Instead(Activity incoming, string words) => new([incoming.CreateReply(words)], Failed: false);

    // Web Chat holds back a reply to something it has not seen for 5 s, so a reply to what was not echoed names nothing.
    private async Task AppendAsync(Activity incoming, Turn turn, bool isEchoed)
    {
        Activity[] replies = [.. turn.SendableTo(incoming).Select(reply => Stamped(reply) with { ReplyToId = isEchoed ? reply.ReplyToId : null })];
        if (replies.Length > 0)
            await log.AppendAsync(incoming.Conversation!.Id!, replies, CancellationToken.None);
    }

    // What the client says about itself counts for nothing but the name (items 63 and 65).
    private Activity FromClient(Ticket ticket, Activity sent) => Stamped(sent) with
    {
        ChannelId = Channels.Directline,
        ServiceUrl = ServiceUrl,
        Conversation = new ConversationAccount { Id = ticket.ConversationId },
        From = new ChannelAccount { Id = ticket.UserId, Name = sent.From?.Name, Role = "user" },
        Recipient = bot,
        DeliveryMode = null,
    };

    private Activity Stamped(Activity activity) => activity with { Id = DirectLineTokens.NewId(), Timestamp = time.GetUtcNow() };
}
