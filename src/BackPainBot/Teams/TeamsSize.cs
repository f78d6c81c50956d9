using BackPainBot.BotFramework.Activities;
using BackPainBot.Dialog;
using BackPainBot.Knowledge;
using BackPainBot.Replies;

namespace BackPainBot.Teams;

/// <summary>Teams refuses an activity of more than 100 KB, counted in UTF-16 (item 56).</summary>
internal static class TeamsSize
{
    /// <summary>In UTF-16 units; the rest is for what Teams adds.</summary>
    private const int Largest = 48 * 1024;

    /// <summary>The reply as it is if it fits; otherwise with every passage cut to the greatest length that does, and a note that says so.</summary>
    /// <param name="note">Stands below shortened passages, which still link to the whole.</param>
    public static Activity Fit(Reply reply, string note, Func<Reply, Activity> compose)
    {
        var activity = compose(reply);
        for (var length = Largest / 2; length >= 100 && ActivityJson.Write(activity).Length > Largest; length /= 2)
        {
            activity = compose(reply with { Passages = [.. reply.Passages.Select(one => Cut(one, length))], Note = string.Join(' ', new[] { note, reply.Note }.OfType<string>()) });
        }

        return activity;
    }

    /// <summary>What was cut off cannot stay emphasised.</summary>
    private static RankedPassage Cut(RankedPassage one, int length)
    {
        var text = Shortened.To(length, one.Passage.Text);
        return one with { Passage = one.Passage with { Text = text }, Sentence = one.Sentence.Start + one.Sentence.Length < text.Length ? one.Sentence : default };
    }
}
