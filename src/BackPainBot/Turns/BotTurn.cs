using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.DirectLine;
using BackPainBot.Dialog;
using BackPainBot.Knowledge;
using BackPainBot.Operations;
using BackPainBot.Replies;
using BackPainBot.Storage;
using BackPainBot.Teams;

namespace BackPainBot.Turns;

/// <summary>One turn: load the conversation, let the dialog think, save conversation and replies together. Nothing is sent from here.</summary>
internal sealed partial class BotTurn(
    BackPainDialog dialog, KnowledgeBase knowledge, ReplyActivities replies, IConversationStore store, TurnTelemetry telemetry, ILogger<BotTurn> logger)
{
    public async Task<IReadOnlyList<Activity>> TakeAsync(Activity incoming, CancellationToken cancellation)
    {
        using var measured = telemetry.Begin(incoming.ChannelId);
        var key = $"{incoming.ChannelId}/{incoming.Conversation?.Id}";
        if (Leaves(incoming))
        {
            await store.DeleteAsync(key, cancellation);
            measured.CameTo("forgotten");
            return [];
        }

        try
        {
            return await RememberAsync(key, incoming, measured, cancellation);
        }
        catch (StorageException fault)
        {
            // Without storage the bot has no memory, but a safety notice, the contact or an answer must not wait for it.
            LogUnsaved(fault.Message);
            return Think(Conversation.New, incoming, measured)?.Replies ?? [];
        }
    }

    private async Task<IReadOnlyList<Activity>> RememberAsync(string key, Activity incoming, TurnTelemetry.MeasuredTurn measured, CancellationToken cancellation)
    {
        while (true)
        {
            var stored = await LoadAsync(key, incoming.Id, cancellation);
            if (stored.SavedReplies is { } again)
            {
                measured.CameTo("redelivered");
                return again;
            }

            var turn = Think(stored.Conversation, incoming, measured);
            if (turn is null)
            {
                return [];
            }

            if (await SaveAsync(key, stored.Version, turn, cancellation))
            {
                return turn.Replies;
            }
        }
    }

    private async Task<StoredConversation> LoadAsync(string key, string? activityId, CancellationToken cancellation)
    {
        using var _ = TurnTelemetry.Step("load");
        return await store.LoadAsync(key, activityId, cancellation);
    }

    private async Task<bool> SaveAsync(string key, long version, CompletedTurn turn, CancellationToken cancellation)
    {
        using var _ = TurnTelemetry.Step("save");
        return await store.SaveAsync(key, version, Kept(turn), cancellation);
    }

    /// <summary>What is kept of a turn says nothing of who was there; replies get their address again from the activity that asks for them.</summary>
    private static CompletedTurn Kept(CompletedTurn turn) => turn with
    {
        Conversation = turn.Conversation with
        {
            Topic = turn.Conversation.Topic is { } topic ? Redaction.Of(topic) : null,
            State = turn.Conversation.State is DialogState.Warned { Question: { } question } warned ? warned with { Question = Redaction.Of(question) } : turn.Conversation.State,
        },
        Replies = [.. turn.Replies.Select(reply => reply with { Recipient = null, Conversation = null })],
    };

    /// <summary>What the activity leads to; null when it is none of the bot's business.</summary>
    private CompletedTurn? Think(Conversation conversation, Activity incoming, TurnTelemetry.MeasuredTurn measured)
    {
        using var _ = TurnTelemetry.Step("think");
        measured.CameTo("none");
        var articles = knowledge.Current;
        CompletedTurn Replied(DialogTurn turn, string words = "", params Activity[] response)
        {
            measured.CameTo(turn.Reply);
            return new(
                incoming.Id,
                turn.Conversation,
                [replies.For(turn.Reply, incoming, articles.Hash), .. response],
                Asked: Asked(turn, words),
                Shown: [.. turn.Reply.Passages.Select(one => one.Passage.Id)]);
        }

        CompletedTurn Said(Utterance utterance, params Activity[] response) => Replied(dialog.Take(conversation, utterance, articles), utterance.Text, response);

        return incoming switch
        {
            { Type: ActivityTypes.Message } => Mentions.AreForTheBot(incoming) ? Said(IncomingWords.Of(incoming)) : null,
            _ when CardInvoke.Is(incoming) => CardInvoke.Refusal(incoming) is { } refusal
                ? new(incoming.Id, conversation, [refusal])
                : Said(new(IncomingWords.Submitted(CardInvoke.Data(incoming)), incoming.Locale), CardInvoke.Done(replies.CardAnswered)),
            _ when FeedbackActivity.Is(incoming) => new(incoming.Id, conversation, FeedbackActivity.Reply(incoming), FeedbackActivity.Read(incoming)),
            _ when Arrived(incoming) && !conversation.Greeted => Replied(dialog.Greet(conversation, incoming.Locale, articles)),
            _ => null,
        };
    }

    /// <summary>What the owner's report needs; small talk and commands teach nothing.</summary>
    private static AskedQuestion? Asked(DialogTurn turn, string words) => turn switch
    {
        { Search: { } search } => new(
            Receipt.NameOf(turn.Reply.Outcome),
            // What waited was kept, and so is redacted already.
            turn.SetFree ?? Redaction.Of(words),
            search.Reason,
            search.Ranked is [var nearest, ..] ? nearest.Passage.Id : null),
        { Reply.Outcome: ReplyOutcome.Safety } => new(Receipt.NameOf(turn.Reply.Outcome), null, null, null),
        _ => null,
    };

    /// <summary>The person takes the bot out of the conversation, or wants to be forgotten.</summary>
    private static bool Leaves(Activity incoming) => incoming is
    { Type: ActivityTypes.Event, Name: DirectLineEvents.Delete } or { Type: ActivityTypes.DeleteUserData } or { Type: ActivityTypes.InstallationUpdate, Action: "remove" };

    /// <summary>The bot came into the conversation (item 51); people who come later are not greeted again.</summary>
    private static bool Arrived(Activity incoming) => incoming switch
    {
        { Type: ActivityTypes.ConversationUpdate, MembersAdded: { } added } => added.Any(member => member.Id == incoming.Recipient?.Id),
        { Type: ActivityTypes.InstallationUpdate, Action: "add" or "add-upgrade" } => true,
        _ => false,
    };

    [LoggerMessage(301, LogLevel.Error, "A turn was answered without being saved: {Fault}")]
    private partial void LogUnsaved(string fault);
}
