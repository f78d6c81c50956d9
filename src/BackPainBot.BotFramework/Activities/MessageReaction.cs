namespace BackPainBot.BotFramework.Activities;

/// <summary>A reaction to a message, such as like.</summary>
public sealed record MessageReaction
{
    public string? Type { get; init; }
}
