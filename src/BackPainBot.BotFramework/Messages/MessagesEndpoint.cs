using System.Text.Json;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.Authentication;
using BackPainBot.BotFramework.Bodies;
using BackPainBot.BotFramework.Connector;
using BackPainBot.BotFramework.Limits;
using BackPainBot.BotFramework.Turns;
using Microsoft.AspNetCore.Http;

namespace BackPainBot.BotFramework.Messages;

/// <summary><c>/api/messages</c>, where the channels bring their activities (items 21-30).</summary>
internal static class MessagesEndpoint
{
    public const string Path = "/api/messages";

    public static async Task<IResult> HandleAsync(HttpContext context, CallerCheck callers, TurnLimits limits, TurnRunner turns, ConnectorClient connector)
    {
        if (HttpMethods.IsHead(context.Request.Method))
            return Results.Ok();
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "POST, HEAD";
            return Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
        }
        if (callers.IsTiresome(context, out var wait))
            return wait;
        try
        {
            var activity = IncomingActivity.Parse(await RequestBody.ReadAsync(context));
            return await callers.CheckAsync(context, activity) switch
            {
                CallerVerdict.Accepted => await TakeAsync(activity, limits, turns, connector),
                CallerVerdict.Unauthorized => Results.StatusCode(StatusCodes.Status401Unauthorized),
                _ => Results.StatusCode(StatusCodes.Status403Forbidden),
            };
        }
        catch (BadHttpRequestException bad)
        {
            return Results.Text(bad.Message, statusCode: bad.StatusCode);
        }
    }

    private static async Task<IResult> TakeAsync(Activity incoming, TurnLimits limits, TurnRunner turns, ConnectorClient connector)
    {
        var inline = incoming.DeliveryMode == DeliveryModes.ExpectReplies;
        var canAnswer = inline || ConnectorAddress.IsValid(incoming.ServiceUrl);
        if (incoming.Type is ActivityTypes.Message or ActivityTypes.Invoke && !canAnswer)
            throw new BadHttpRequestException("serviceUrl is not an http or https address.");
        if (string.IsNullOrEmpty(incoming.Conversation?.Id))
        {
            // Of the rest, what belongs to no conversation is nothing the bot could act on (item 26).
            return incoming.Type is ActivityTypes.Message or ActivityTypes.Invoke
                ? throw new BadHttpRequestException("The activity has no conversation id.")
                : Results.Ok();
        }

        using var place = limits.Place();
        if (!place.IsAcquired)
            return Refusal.Full;
        using var pace = limits.Pace(incoming);
        if (!pace.IsAcquired)
            return Refusal.TooMany(pace);

        IReadOnlyList<Activity> replies = [];
        var delivered = true;
        var turn = await turns.RunAsync(incoming, async turn =>
        {
            replies = turn.SendableTo(incoming);
            var sendNow = canAnswer && !inline && !(incoming.Type == ActivityTypes.Invoke && turn.Failed);
            delivered = !sendNow || await connector.SendAllAsync(replies);
        });
        if (inline)
            return Results.Json(new ActivitySet(replies), ActivityJson.Options);
        if (!delivered)
            return Results.StatusCode(StatusCodes.Status502BadGateway);
        return incoming.Type == ActivityTypes.Invoke ? AnswerInvoke(turn) : Results.Ok();
    }

    // Item 24. A failed invoke has someone waiting for this very response, so the apology goes there.
    private static IResult AnswerInvoke(Turn turn)
    {
        if (turn.Failed)
        {
            var apology = ErrorResponse.Of("BotError", turn.Replies[0].Text!);
            return Results.Json(apology, ActivityJson.Options, statusCode: StatusCodes.Status500InternalServerError);
        }
        if (turn.Replies.FirstOrDefault(reply => reply.Type == ActivityTypes.InvokeResponse)?.Value is not { ValueKind: JsonValueKind.Object } value)
            return Results.StatusCode(StatusCodes.Status501NotImplemented);
        var status = value.TryGetProperty("status", out var number) ? number.GetInt32() : StatusCodes.Status200OK;
        return value.TryGetProperty("body", out var body) && body.ValueKind != JsonValueKind.Null
            ? Results.Text(body.GetRawText(), "application/json", statusCode: status)
            : Results.StatusCode(status);
    }
}
