using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BackPainBot.BotFramework.Messages;

/// <summary>Reads a request's body whole, bounded in size and time (item 30).</summary>
internal static class RequestBody
{
    public const int MaxBytes = 256 * 1024;

    // Kestrel cuts off a sender below 240 bytes a second; this one also ends a body that comes just above that.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="BadHttpRequestException">Too large (413), too slow (408) or broken off (400).</exception>
    public static async Task<byte[]> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > MaxBytes)
            throw new BadHttpRequestException($"The body is larger than {MaxBytes} bytes.", StatusCodes.Status413PayloadTooLarge);
        // Covers chunked bodies, which do not say their length.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxBytes;

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(Patience);
        using var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, patience.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            throw new BadHttpRequestException("The body came too slowly.", StatusCodes.Status408RequestTimeout);
        }
        return body.ToArray();
    }
}
