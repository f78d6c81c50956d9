using System.Text.Json;
using System.Text.Json.Serialization;
using BackPainBot.BotFramework.Activities;
using BackPainBot.Dialog;

namespace BackPainBot.Storage;

/// <summary>How a conversation and its replies are written down, whatever the engine.</summary>
internal static class ConversationJson
{
    private static readonly JsonSerializerOptions State = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static string Write(Conversation conversation) => JsonSerializer.Serialize(conversation, State);

    public static string Write(IReadOnlyList<Activity> replies) => JsonSerializer.Serialize(replies, ActivityJson.Options);

    public static Conversation ReadConversation(string json) => JsonSerializer.Deserialize<Conversation>(json, State)!;

    public static IReadOnlyList<Activity> ReadReplies(string json) => JsonSerializer.Deserialize<IReadOnlyList<Activity>>(json, ActivityJson.Options)!;
}
