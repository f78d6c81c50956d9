using System.Globalization;
using BackPainBot.BotFramework.Activities;

namespace BackPainBot.Tests.Teams;

/// <summary>Activities as Teams sends them.</summary>
internal sealed class TeamsChat(string conversationType = "personal")
{
    public const string BotId = "28:1d2c3b4a-5e6f-4a7b-8c9d-0e1f2a3b4c5d", BotName = "Back pain answers";

    private int _sent;

    public string ConversationId { get; init; } = $"a:{Guid.NewGuid():N}";

    /// <summary>An activity of this chat without type or words.</summary>
    public Activity Activity(string type) => new()
    {
        Type = type,
        Id = $"17000000{++_sent}".ToString(CultureInfo.InvariantCulture),
        ChannelId = Channels.Msteams,
        ServiceUrl = "https://smba.trafficmanager.net/amer/",
        Locale = "en-US",
        From = new() { Id = "29:person", Name = "Pat", AadObjectId = Guid.Empty.ToString() },
        Recipient = new() { Id = BotId, Name = BotName },
        Conversation = new() { Id = ConversationId, ConversationType = conversationType, IsGroup = conversationType == "personal" ? null : true, TenantId = "tenant" },
        ChannelData = ActivityJson.Element(new { tenant = new { id = "tenant" } }),
    };

    /// <summary>A message with the HTML copy that Teams attaches to each.</summary>
    public Activity Says(string? text, params Entity[] mentions) => Activity(ActivityTypes.Message) with
    {
        Text = text,
        TextFormat = TextFormats.Plain,
        Attachments = [new() { ContentType = "text/html", Content = ActivityJson.Element($"<p>{text}</p>") }],
        Entities = [.. mentions, new() { Type = "clientInfo", Properties = new() { ["locale"] = ActivityJson.Element("en-US") } }],
    };

    /// <summary>A message that begins by mentioning the bot.</summary>
    public Activity Asks(string question) => Says($"<at>{BotName}</at> {question}", Mention(BotId, BotName));

    public Activity Invoke(string name, object? value) => Activity(ActivityTypes.Invoke) with { Name = name, Value = value is null ? null : ActivityJson.Element(value) };

    public Activity Feedback(object? value, string? replyToId = "1700000000001") => Invoke("message/submitAction", value) with { ReplyToId = replyToId };

    public static Entity Mention(string id, string? name, string? text = null) => new()
    {
        Type = Entity.Mention,
        Properties = new() { ["mentioned"] = ActivityJson.Element(new { id, name }), ["text"] = ActivityJson.Element(text ?? $"<at>{name}</at>") },
    };
}
