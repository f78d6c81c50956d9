namespace BackPainBot.BotFramework.Activities;

/// <summary>Buttons shown under the last message and gone after one is used.</summary>
public sealed record SuggestedActions
{
    /// <summary>Ids of the people who see them; null is everyone.</summary>
    public IReadOnlyList<string>? To { get; init; }
    public IReadOnlyList<CardAction>? Actions { get; init; }
}
