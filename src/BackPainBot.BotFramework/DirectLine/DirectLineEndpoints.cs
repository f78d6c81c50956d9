using System.Globalization;
using System.Net.Http.Headers;
using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.Bodies;
using BackPainBot.BotFramework.Limits;
using BackPainBot.BotFramework.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackPainBot.BotFramework.DirectLine;

/// <summary><c>/v3/directline</c>: Direct Line 3.0 for the bot's own chat page, without the cloud service (items 61-70).</summary>
internal static partial class DirectLineEndpoints
{
    public const string Path = "/v3/directline";

    private const int PageSize = 500;

    private static readonly string[] FromClients =
        [ActivityTypes.Message, ActivityTypes.Event, ActivityTypes.Typing, ActivityTypes.MessageReaction, ActivityTypes.EndOfConversation];

    public static void MapDirectLine(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup(Path).RequireCors(Origins.Policy).AddEndpointFilter(Draining.RefuseAsync).AddEndpointFilter(RefuseInWordsAsync);
        open.MapPost("/tokens/generate", GenerateAsync).RequireRateLimiting(DirectLineLimits.Starts);

        var withToken = open.MapGroup("").AddEndpointFilter(RequireTicket(TokenUse.Requests, request => BearerOf(request)));
        withToken.MapPost("/tokens/refresh", Refresh).RequireRateLimiting(DirectLineLimits.Requests);
        withToken.MapPost("/conversations", StartAsync).RequireRateLimiting(DirectLineLimits.Starts);

        var conversation = withToken.MapGroup("/conversations/{conversationId}");
        conversation.MapGet("", Reconnect).RequireRateLimiting(DirectLineLimits.Requests);
        conversation.MapDelete("", DeleteAsync).RequireRateLimiting(DirectLineLimits.Requests);
        conversation.MapPost("/activities", PostAsync).RequireRateLimiting(DirectLineLimits.Requests);
        conversation.MapGet("/activities", ReadAsync).RequireRateLimiting(DirectLineLimits.Requests);
        conversation.MapPost("/upload", UploadAsync).RequireRateLimiting(DirectLineLimits.Requests);

        open.MapGet("/conversations/{conversationId}/stream", StreamAsync).RequireRateLimiting(DirectLineLimits.Sockets)
            .AddEndpointFilter(RequireTicket(TokenUse.Stream, request => request.Query["t"].ToString()));
    }

    private static async Task<IResult> GenerateAsync(HttpContext context, DirectLineTokens tokens)
    {
        var parameters = await ParametersAsync(context);
        return IsForeignId(parameters?.User?.Id, null) ? DirectLineErrors.OtherUser : Json(tokens.Grant(DirectLineTokens.NewTicket()));
    }

    private static IResult Refresh(HttpContext context, DirectLineTokens tokens) => Json(tokens.Grant(TicketOf(context)));

    private static async Task<IResult> StartAsync(HttpContext context, DirectLineTokens tokens, DirectLineChannel channel, TurnLimits limits)
    {
        var ticket = TicketOf(context);
        var parameters = await ParametersAsync(context);
        if (IsForeignId(parameters?.User?.Id, ticket))
            return DirectLineErrors.OtherUser;
        using var place = limits.Place();
        if (!place.IsAcquired)
            return Refusal.Full;
        var isNew = await channel.StartAsync(ticket, parameters?.Locale);
        var grant = tokens.Grant(ticket, StreamUrl(context, tokens, ticket, after: 0));
        return Json(grant, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static IResult Reconnect(HttpContext context, DirectLineTokens tokens, string? watermark)
    {
        var ticket = TicketOf(context);
        return TryReadWatermark(watermark, out var after) ? Json(tokens.Grant(ticket, StreamUrl(context, tokens, ticket, after))) : BadWatermark;
    }

    private static async Task<IResult> PostAsync(HttpContext context, DirectLineChannel channel, IOptions<DirectLineOptions> options)
    {
        var activity = IncomingActivity.Parse(await RequestBody.ReadAsync(context));
        return await TakeAsync(context, activity, channel, options.Value);
    }

    private static async Task<IResult> UploadAsync(HttpContext context, DirectLineChannel channel, IOptions<DirectLineOptions> options)
    {
        var activity = await Upload.ReadAsync(context, options.Value.MaxUploadBytes);
        return await TakeAsync(context, activity, channel, options.Value);
    }

    private static async Task<IResult> TakeAsync(HttpContext context, Activity activity, DirectLineChannel channel, DirectLineOptions options)
    {
        // Everything else is the server's to say: a client could otherwise play the channel.
        if (!FromClients.Contains(activity.Type))
            return DirectLineErrors.BadArgument($"A client sends {string.Join(", ", FromClients)}.");
        if (activity.Text?.Length > options.MaxTextLength)
            return DirectLineErrors.TextTooLong(options.MaxTextLength);
        var ticket = TicketOf(context);
        if (IsForeignId(activity.From?.Id, ticket))
            return DirectLineErrors.OtherUser;
        return await channel.TakeAsync(ticket, activity) is { } id ? Json(new ResourceResponse(id)) : DirectLineErrors.NoConversation;
    }

    private static async Task<IResult> ReadAsync(HttpContext context, IActivityLog log, string? watermark)
    {
        if (!TryReadWatermark(watermark, out var after))
            return BadWatermark;
        if (await log.ReadAsync(TicketOf(context).ConversationId, after, PageSize, context.RequestAborted) is not { } page)
            return DirectLineErrors.NoConversation;
        Activity[] activities = [.. page.Select(entry => entry.Numbered).Where(activity => activity.Type != ActivityTypes.Typing)];
        return Json(new ActivitySet(activities, (page.Count > 0 ? page[^1].Position : after).ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, DirectLineChannel channel) =>
        await channel.DeleteAsync(TicketOf(context)) ? Results.NoContent() : DirectLineErrors.NotDeleted;

    private static async Task<IResult> StreamAsync(HttpContext context, ActivityStream stream, WireMetrics metrics, IHostApplicationLifetime process, string? watermark)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            return DirectLineErrors.BadArgument("The stream is a WebSocket.");
        if (!TryReadWatermark(watermark, out var after))
            return BadWatermark;
        var keepAlive = new WebSocketAcceptContext { KeepAliveInterval = TimeSpan.FromSeconds(30), KeepAliveTimeout = TimeSpan.FromSeconds(30) };
        using var socket = await context.WebSockets.AcceptWebSocketAsync(keepAlive);
        metrics.SocketOpened();
        try
        {
            await stream.RunAsync(socket, TicketOf(context).ConversationId, after, process.ApplicationStopping);
        }
        finally
        {
            metrics.SocketClosed();
        }
        return Results.Empty;
    }

    private static async ValueTask<object?> RefuseInWordsAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var options = invocation.HttpContext.RequestServices.GetRequiredService<IOptions<DirectLineOptions>>().Value;
        if (!options.Allows(invocation.HttpContext.Request))
            return DirectLineErrors.OtherSite;
        try
        {
            return await next(invocation);
        }
        catch (BadHttpRequestException bad)
        {
            return DirectLineErrors.Of(bad.StatusCode, "BadArgument", bad.Message);
        }
        catch (UnavailableException fault)
        {
            LogUnavailable(invocation.HttpContext.RequestServices.GetRequiredService<ILogger<DirectLineChannel>>(), fault.Message);
            return Refusal.Unavailable;
        }
    }

    // Items 63, 64 and 68: a token is good for one use and for its own conversation only.
    private static Func<EndpointFilterInvocationContext, EndpointFilterDelegate, ValueTask<object?>> RequireTicket(
        TokenUse use, Func<HttpRequest, string?> tokenOf) => async (invocation, next) =>
    {
        var context = invocation.HttpContext;
        if (tokenOf(context.Request) is not { Length: > 0 } token)
            return DirectLineErrors.MissingToken;
        if (await context.RequestServices.GetRequiredService<DirectLineTokens>().ReadAsync(token, use) is not { } ticket)
            return DirectLineErrors.BadToken;
        if (context.GetRouteValue("conversationId") is string conversationId)
        {
            if (conversationId != ticket.ConversationId)
                return DirectLineErrors.OtherConversation;
            if (!await context.RequestServices.GetRequiredService<IActivityLog>().ExistsAsync(conversationId, context.RequestAborted))
                return DirectLineErrors.NoConversation;
        }
        context.Features.Set(ticket);
        return await next(invocation);
    };

    private static Ticket TicketOf(HttpContext context) => context.Features.GetRequiredFeature<Ticket>();

    private static string? BearerOf(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? header.Parameter
            : null;

    private static bool IsForeignId(string? userId, Ticket? ticket) =>
        userId?.StartsWith(DirectLineTokens.UserPrefix, StringComparison.Ordinal) == true && userId != ticket?.UserId;

    private static async Task<ConversationParameters?> ParametersAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context);
        return body.Length == 0 ? null : IncomingActivity.Parse<ConversationParameters>(body);
    }

    private static string StreamUrl(HttpContext context, DirectLineTokens tokens, Ticket ticket, long after)
    {
        var request = context.Request;
        var conversation = $"{(request.IsHttps ? "wss" : "ws")}://{request.Host}{request.PathBase}{Path}/conversations/{ticket.ConversationId}";
        return $"{conversation}/stream?watermark={after}&t={tokens.IssueForStream(ticket)}";
    }

    private static bool TryReadWatermark(string? watermark, out long after)
    {
        after = 0;
        return string.IsNullOrEmpty(watermark) || long.TryParse(watermark, NumberStyles.None, CultureInfo.InvariantCulture, out after);
    }

    private static IResult BadWatermark => DirectLineErrors.BadArgument("The watermark is not one that the server gave.");

    [LoggerMessage(210, LogLevel.Warning, "A request of the chat was refused: {Fault}")]
    private static partial void LogUnavailable(ILogger logger, string fault);

    private static IResult Json<T>(T body, int status = StatusCodes.Status200OK) => Results.Json(body, ActivityJson.Options, statusCode: status);
}
