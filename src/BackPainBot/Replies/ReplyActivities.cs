using System.Text.Json;
using BackPainBot.BotFramework.Activities;
using BackPainBot.Dialog;

namespace BackPainBot.Replies;

/// <summary>Gives a reply the form that its channel shows best.</summary>
internal sealed class ReplyActivities(Script script)
{
    /// <summary>Teams shows at most 3 suggested actions, and those only in personal chats (item 48).</summary>
    private const int TeamsChips = 3;

    /// <param name="knowledge">Hash of the articles that the reply came from, for the receipt.</param>
    public Activity For(Reply reply, Activity incoming, string knowledge)
    {
        var teams = incoming.ChannelId == Channels.Msteams;
        return incoming.CreateReply(AnswerText.For(reply, script, withDefinitions: !teams)) with
        {
            TextFormat = TextFormats.Markdown,
            InputHint = "acceptingInput",
            Entities = Rated(reply) ? [Citations.Entity(reply.Passages, withThumbs: !teams)] : null,
            SuggestedActions = Chips(reply.Chips, incoming, teams),
            ChannelData = teams ? ActivityJson.Element(new { feedbackLoopEnabled = Rated(reply) }) : ActivityJson.Element(new { receipt = new Receipt(reply, knowledge) }),
        };
    }

    /// <summary>Thumbs belong on answers and on misses; a greeting or a safety notice is not rated.</summary>
    private static bool Rated(Reply reply) => reply.Outcome is ReplyOutcome.Answer or ReplyOutcome.Closest or ReplyOutcome.Miss;

    private static SuggestedActions? Chips(IReadOnlyList<string> chips, Activity incoming, bool teams) => chips.Count switch
    {
        0 => null,
        _ when !teams => new() { Actions = [.. chips.Select(chip => CardAction.Say(chip, chip))] },
        _ when incoming.Conversation?.ConversationType is null or "personal" => new() { Actions = [.. chips.Take(TeamsChips).Select(chip => CardAction.Say(chip, chip))] },
        _ => null,
    };
}

/// <summary>Where a reply came from, so that any answer can be traced; travels in <c>channelData.receipt</c>.</summary>
internal sealed record Receipt(string Outcome, string Level, IReadOnlyList<ReceiptPassage> Passages, string Knowledge)
{
    public Receipt(Reply reply, string knowledge)
        : this(
            NameOf(reply.Outcome),
            NameOf(reply.Level),
            [.. reply.Passages.Select(one => new ReceiptPassage(one.Passage.Id, one.Passage.Hash, Math.Round(one.Score, 4)))],
            knowledge)
    {
    }

    public static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

internal sealed record ReceiptPassage(string Id, string Hash, double Score);
