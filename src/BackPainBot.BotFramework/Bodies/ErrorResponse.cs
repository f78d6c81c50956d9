namespace BackPainBot.BotFramework.Bodies;

/// <summary>How errors look in both protocols (items 37 and 64): <c>{"error":{"code","message"}}</c>.</summary>
internal sealed record ErrorResponse(Error? Error)
{
    public static ErrorResponse Of(string code, string message) => new(new Error(code, message));
}

/// <param name="Code">For programs.</param>
/// <param name="Message">One sentence for people.</param>
internal sealed record Error(string? Code, string? Message);
