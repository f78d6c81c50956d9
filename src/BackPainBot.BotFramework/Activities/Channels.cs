namespace BackPainBot.BotFramework.Activities;

/// <summary>Values of <see cref="Activity.ChannelId"/> that the bot treats differently.</summary>
public static class Channels
{
    public const string Msteams = "msteams";
    public const string Webchat = "webchat";
    public const string Directline = "directline";
    public const string Emulator = "emulator";
}
