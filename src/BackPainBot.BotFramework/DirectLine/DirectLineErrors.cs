using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.Bodies;
using Microsoft.AspNetCore.Http;

namespace BackPainBot.BotFramework.DirectLine;

/// <summary>The ways in which Direct Line says no (item 64).</summary>
internal static class DirectLineErrors
{
    public static readonly IResult MissingToken = Of(StatusCodes.Status401Unauthorized, "Unauthorized", "The request has no Bearer token.");
    public static readonly IResult BadToken = Of(StatusCodes.Status403Forbidden, "TokenExpired", "The token is invalid or expired.");
    public static readonly IResult OtherConversation = Of(StatusCodes.Status403Forbidden, "Forbidden", "The token is for another conversation.");
    public static readonly IResult OtherUser = Of(StatusCodes.Status403Forbidden, "Forbidden", "The user id is not that of the token.");
    public static readonly IResult OtherSite = Of(StatusCodes.Status403Forbidden, "OriginNotAllowed", "This site is not in DirectLine:AllowedOrigins.");
    public static readonly IResult NoConversation = Of(StatusCodes.Status404NotFound, "ConversationNotFound", "There is no such conversation.");
    public static readonly IResult NotDeleted = Of(StatusCodes.Status500InternalServerError, "BotError", "The conversation was not deleted; try again.");

    public static IResult TextTooLong(int most) => Of(StatusCodes.Status400BadRequest, "MessageSizeTooBig", $"The text is longer than {most} characters.");

    public static IResult BadArgument(string message) => Of(StatusCodes.Status400BadRequest, "BadArgument", message);

    public static IResult Of(int status, string code, string message) =>
        Results.Json(ErrorResponse.Of(code, message), ActivityJson.Options, statusCode: status);
}
