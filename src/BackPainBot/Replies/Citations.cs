using System.Text.Json;
using BackPainBot.BotFramework.Activities;
using BackPainBot.Dialog;
using BackPainBot.Knowledge;

namespace BackPainBot.Replies;

/// <summary>The schema.org Message entity that carries the sources and the thumbs (items 46, 47 and 54).</summary>
internal static class Citations
{
    private const string MessageType = "https://schema.org/Message";

    /// <summary>Limits of item 46.</summary>
    private const int MostCitations = 10, LongestName = 80, LongestAbstract = 160;

    /// <param name="withThumbs">Whether Web Chat shows its like and dislike buttons.</param>
    public static Entity Entity(IReadOnlyList<RankedPassage> passages, bool withThumbs)
    {
        var properties = new Dictionary<string, JsonElement>
        {
            ["@type"] = ActivityJson.Element("Message"),
            ["@context"] = ActivityJson.Element("https://schema.org"),
            ["@id"] = ActivityJson.Element(""),
        };
        if (passages.Count > 0)
        {
            properties["citation"] = ActivityJson.Element(passages.Take(MostCitations).Select((one, index) => Claim(one.Passage, index + 1)).ToList());
        }

        if (withThumbs)
        {
            properties["potentialAction"] = ActivityJson.Element(new[] { Vote("LikeAction"), Vote("DislikeAction") });
        }

        return new Entity { Type = MessageType, Properties = properties };
    }

    private static Dictionary<string, object> Claim(Passage passage, int position) => new()
    {
        ["@type"] = "Claim",
        ["position"] = position,
        ["appearance"] = new Dictionary<string, object>
        {
            ["@type"] = "DigitalDocument",
            ["name"] = Shortened.To(LongestName, Answers.Place(passage)),
            ["abstract"] = Shortened.To(LongestAbstract, passage.Text),
            ["url"] = passage.Link.OriginalString,
        },
    };

    private static Dictionary<string, object> Vote(string type) => new() { ["@type"] = type, ["actionStatus"] = "PotentialActionStatus" };
}
