namespace BackPainBot.BotFramework.Bodies;

/// <summary>The id that a channel gave to an activity.</summary>
internal sealed record ResourceResponse(string? Id);
