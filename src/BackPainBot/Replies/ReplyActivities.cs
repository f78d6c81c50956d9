using System.Text.Json;
using BackPainBot.BotFramework.Activities;
using BackPainBot.Dialog;
using BackPainBot.Teams;

namespace BackPainBot.Replies;

/// <summary>Gives a reply the form that its channel shows best.</summary>
internal sealed class ReplyActivities(Script script)
{
    /// <summary>Teams shows at most 3 suggested actions, and those only in personal chats (item 48).</summary>
    private const int TeamsChips = 3;

    /// <summary>What a card's button is answered with beside the answer itself.</summary>
    public string CardAnswered => script.Teams.CardAnswered;

    /// <param name="knowledge">Hash of the articles that the reply came from, for the receipt.</param>
    public Activity For(Reply reply, Activity incoming, string knowledge) =>
        incoming.ChannelId == Channels.Msteams ? ForTeams(reply, incoming) : ForWeb(reply, incoming, knowledge);

    private Activity ForWeb(Reply reply, Activity incoming, string knowledge) => incoming.CreateReply(AnswerText.For(reply, script, withDefinitions: true)) with
    {
        TextFormat = TextFormats.Markdown,
        InputHint = "acceptingInput",
        Entities = Rated(reply) ? [Citations.Entity(reply.Passages, withThumbs: true)] : null,
        SuggestedActions = Buttons(reply.Chips),
        ChannelData = ActivityJson.Element(new { receipt = new Receipt(reply, knowledge) }),
    };

    private Activity ForTeams(Reply reply, Activity incoming)
    {
        var buttons = Mentions.IsInGroup(incoming) ? [] : reply.Chips.Take(TeamsChips).ToList();
        return TeamsSize.Fit(reply, script.Teams.Shortened, fitting => incoming.CreateReply(TeamsText(fitting, buttons.Count)) with
        {
            TextFormat = TextFormats.Markdown,
            InputHint = "acceptingInput",
            Entities = Rated(fitting) ? [Citations.Entity(fitting.Passages, withThumbs: false)] : null,
            SuggestedActions = Buttons(buttons),
            ChannelData = ActivityJson.Element(new { feedbackLoopEnabled = Rated(fitting) }),
        });
    }

    /// <summary>Chips that get no button are named below the text, for a person to type.</summary>
    private string TeamsText(Reply reply, int buttons)
    {
        var text = TeamsMarkdown.Of(AnswerText.For(reply, script, withDefinitions: false));
        return reply.Chips.Count > buttons ? $"{text}\n\n{string.Join(" · ", reply.Chips.Select(chip => $"**{Markdown.Escape(chip)}**"))}" : text;
    }

    /// <summary>Thumbs belong on answers and on misses; a greeting or a safety notice is not rated.</summary>
    private static bool Rated(Reply reply) => reply.Outcome is ReplyOutcome.Answer or ReplyOutcome.Closest or ReplyOutcome.Miss;

    private static SuggestedActions? Buttons(IReadOnlyList<string> chips) =>
        chips.Count > 0 ? new() { Actions = [.. chips.Select(chip => CardAction.Say(chip, chip))] } : null;
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
