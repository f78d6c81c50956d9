using BackPainBot.Knowledge;
using BackPainBot.Safety;

namespace BackPainBot.Dialog;

/// <summary>How a turn ended, as the receipt and the evaluation name it.</summary>
internal enum ReplyOutcome
{
    /// <summary>Passages that answer.</summary>
    Answer,

    /// <summary>The nearest passage, with what is missing named.</summary>
    Closest,

    /// <summary>An honest "not in the articles".</summary>
    Miss,

    SmallTalk,

    /// <summary>Greeting, help, topics, source, contact and the like.</summary>
    Command,

    /// <summary>A fixed safety notice.</summary>
    Safety,
}

/// <summary>What the bot says in one turn, before it takes a channel's form.</summary>
/// <param name="Text">A sentence of the script in Markdown; with passages, the line above them (may be empty).</param>
/// <param name="Passages">Quoted below the text, best first.</param>
/// <param name="Note">A sentence of the script below the passages; null for none.</param>
/// <param name="Chips">Labels of the buttons; each is sent as the person's next message.</param>
internal sealed record Reply(
    ReplyOutcome Outcome,
    string Text,
    IReadOnlyList<RankedPassage> Passages,
    string? Note,
    IReadOnlyList<string> Chips,
    SafetyLevel Level = SafetyLevel.None);

/// <summary>What a turn came to: the conversation as it now stands and what to say.</summary>
/// <param name="Search">What the search found; null when the turn asked nothing of the articles.</param>
/// <param name="SetFree">The earlier message that was looked up, after the bot had asked first; null when it was this one.</param>
internal sealed record DialogTurn(Conversation Conversation, Reply Reply, SearchResult? Search = null, string? SetFree = null);
