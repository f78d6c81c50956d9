namespace BackPainBot.BotFramework.DirectLine;

/// <summary>Names of the event activities that the embedded Direct Line sends to the bot.</summary>
public static class DirectLineEvents
{
    /// <summary>The person deleted the conversation; the bot forgets what it holds of it.</summary>
    public const string Delete = "conversation/delete";
}
