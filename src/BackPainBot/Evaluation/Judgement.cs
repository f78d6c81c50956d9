using BackPainBot.Dialog;
using BackPainBot.Knowledge;
using BackPainBot.Replies;
using BackPainBot.Safety;

namespace BackPainBot.Evaluation;

/// <summary>What the bot did with a judged question; one line of results.jsonl.</summary>
/// <param name="Outcome">As in the receipt: answer, closest, miss, smallTalk, command or safety.</param>
/// <param name="Level">none, urgent or emergency.</param>
/// <param name="Ranked">The ten best before any threshold, also when nothing was shown.</param>
internal sealed record JudgedResult(string Id, string Outcome, string Level, IReadOnlyList<ShownPassage> Shown, IReadOnlyList<ScoredPassage> Ranked);

internal sealed record ShownPassage(string Id, string Text);

internal sealed record ScoredPassage(string Id, string Text, double Score);

/// <summary>A judged question beside what the bot did with it.</summary>
internal sealed record Judgement(JudgedQuestion Question, JudgedResult Result)
{
    /// <summary>Whether the articles answer the question and it is not a red flag.</summary>
    public bool IsAnswerable => Question is { Passages.Count: > 0, IsRedFlag: false };

    public bool IsUnanswerable => Question is { Passages.Count: 0, IsRedFlag: false };

    /// <summary>Position of the first right passage, from 1; 0 when it is not among the ranked ones.</summary>
    public int Rank => Result.Ranked.Index().FirstOrDefault(one => IsRight(one.Item.Text), (Index: -1, Item: null!)).Index + 1;

    public bool IsRefused => Result.Shown.Count == 0;

    public bool IsAnswered => Result.Outcome == "answer";

    public bool IsAlarm => Level != SafetyLevel.None;

    /// <summary>Whether the notice is at least as grave as it must be.</summary>
    public bool IsRecognised => Level >= Question.Safety;

    private SafetyLevel Level => Enum.Parse<SafetyLevel>(Result.Level, ignoreCase: true);

    /// <summary>Puts the question, and the one before it, to the real dialog in a fresh conversation.</summary>
    public static Judgement Of(JudgedQuestion question, BackPainDialog dialog, KnowledgeIndex articles)
    {
        var conversation = Conversation.New;
        if (question.Previous.Length > 0)
        {
            conversation = dialog.Take(conversation, new Utterance(question.Previous), articles).Conversation;
        }

        var turn = dialog.Take(conversation, new Utterance(question.Question), articles);
        var ranked = (turn.Search ?? articles.Search(new Question(question.Question, conversation.Topic))).Ranked;
        return new(question, new(
            question.Id,
            Receipt.NameOf(turn.Reply.Outcome),
            Receipt.NameOf(turn.Reply.Level),
            [.. turn.Reply.Passages.Select(one => new ShownPassage(one.Passage.Id, one.Passage.Text))],
            [.. ranked.Select(one => new ScoredPassage(one.Passage.Id, one.Passage.Text, Math.Round(one.Score, 4)))]));
    }

    private bool IsRight(string text) => Question.Passages?.Any(start => text.StartsWith(start, StringComparison.Ordinal)) == true;
}
