using BackPainBot.Dialog;
using BackPainBot.Knowledge;
using BackPainBot.Replies;
using BackPainBot.Safety;
using BackPainBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackPainBot.Reporting;

/// <summary>A recorded question, asked again.</summary>
/// <param name="Outcome">Today.</param>
/// <param name="Meanings">What it is about, for telling which questions ask alike.</param>
/// <param name="Nearest">The best passage, also of a miss; null when there is none.</param>
internal sealed record Replayed(RecordedQuestion Recorded, ReplyOutcome Outcome, IReadOnlyList<Passage> Shown, Passage? Nearest, IReadOnlyList<Meaning> Meanings)
{
    public string Text => Recorded.Asked.Question!;

    /// <summary>Whether it ended so when it was asked.</summary>
    public bool Ended(ReplyOutcome outcome) => Recorded.Asked.Outcome == Receipt.NameOf(outcome);
}

/// <summary>Puts recorded questions to the bot's own dialog over a knowledge folder, conversation by conversation, so that follow-ups lean on what they leant on.</summary>
internal sealed class Replay : IDisposable
{
    private readonly KnowledgeBase _knowledge;
    private readonly BackPainDialog _dialog;
    private readonly Utterance _no;

    private Replay(KnowledgeBase knowledge, BackPainDialog dialog, string no) => (_knowledge, _dialog, _no) = (knowledge, dialog, new(no));

    public KnowledgeIndex Articles => _knowledge.Current;

    public static Replay Open(string folder, SafetyScreen safety, IConfiguration settings)
    {
        var options = settings.GetSection(KnowledgeOptions.Section).Get<KnowledgeOptions>() ?? new();
        options.Folder = folder;
        var script = ScriptReader.Read(Path.Combine(folder, "script.yaml"));
        var dialog = new BackPainDialog(
            script,
            LearnedTalk.Load(folder, script),
            safety,
            settings.GetSection(DialogOptions.Section).Get<DialogOptions>() ?? new());
        return new(KnowledgeBase.Open(options, NullLogger<KnowledgeBase>.Instance), dialog, script.Commands.No[0]);
    }

    /// <param name="recorded">Of any conversations, in the order in which they came; safety notices, whose words are not kept, are passed over.</param>
    /// <returns>In the same order.</returns>
    public IReadOnlyList<Replayed> Ask(IEnumerable<RecordedQuestion> recorded)
    {
        var conversations = new Dictionary<string, Conversation>();
        var replayed = new List<Replayed>();
        foreach (var one in recorded.Where(one => one.Asked.Question is not null))
        {
            var turn = _dialog.Take(conversations.GetValueOrDefault(one.Conversation, Conversation.New), new Utterance(one.Asked.Question!), Articles);
            if (turn.Conversation.State is DialogState.Warned { Question: not null })
            {
                // The bot asks first; the question was looked up, so the answer was no.
                turn = _dialog.Take(turn.Conversation, _no, Articles);
            }

            conversations[one.Conversation] = turn.Conversation;
            replayed.Add(new(
                one,
                turn.Reply.Outcome,
                [.. turn.Reply.Passages.Select(shown => shown.Passage)],
                turn.Search?.Ranked is [var nearest, ..] ? nearest.Passage : null,
                Articles.Meanings(one.Asked.Question!)));
        }

        return replayed;
    }

    public void Dispose() => _knowledge.Dispose();
}
