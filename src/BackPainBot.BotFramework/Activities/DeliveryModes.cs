namespace BackPainBot.BotFramework.Activities;

/// <summary>Values of <see cref="Activity.DeliveryMode"/>.</summary>
public static class DeliveryModes
{
    public const string Normal = "normal";
    public const string Notification = "notification";
    public const string Ephemeral = "ephemeral";
    /// <summary>The replies go back in the response of the request itself (item 25).</summary>
    public const string ExpectReplies = "expectReplies";
}
