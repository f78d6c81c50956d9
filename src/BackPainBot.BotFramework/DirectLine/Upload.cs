using BackPainBot.BotFramework.Activities;
using BackPainBot.BotFramework.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace BackPainBot.BotFramework.DirectLine;

/// <summary>Item 69: reads an upload past. The message in it and the names of the files remain, the files do not.</summary>
internal static class Upload
{
    private const string ActivityPart = "application/vnd.microsoft.activity";
    private const int MaxFiles = 20;
    private const int MaxNameLength = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <exception cref="BadHttpRequestException">No multipart body, too large or too slow.</exception>
    public static async Task<Activity> ReadAsync(HttpContext context, int maxBytes)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 100 } boundary)
            throw new BadHttpRequestException("An upload is multipart/form-data.");
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = maxBytes;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(Patience);
        try
        {
            return await ReadPartsAsync(new MultipartReader(boundary.ToString(), context.Request.Body), patience.Token);
        }
        catch (BadHttpRequestException)
        {
            throw;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException && !context.RequestAborted.IsCancellationRequested)
        {
            throw new BadHttpRequestException("The multipart body is broken.");
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            throw new BadHttpRequestException("The upload came too slowly.", StatusCodes.Status408RequestTimeout);
        }
    }

    private static async Task<Activity> ReadPartsAsync(MultipartReader parts, CancellationToken cancellation)
    {
        var message = new Activity { Type = ActivityTypes.Message };
        var files = new List<Attachment>();
        while (await parts.ReadNextSectionAsync(cancellation) is { } part)
        {
            if (part.ContentType?.StartsWith(ActivityPart, StringComparison.OrdinalIgnoreCase) == true)
                message = IncomingActivity.Parse(await ReadActivityAsync(part.Body, cancellation));
            else if (files.Count < MaxFiles)
                files.Add(Note(part));
            // The reader skips the rest of each part by itself.
        }
        return message with { Type = ActivityTypes.Message, Attachments = [.. files] };
    }

    private static async Task<byte[]> ReadActivityAsync(Stream part, CancellationToken cancellation)
    {
        var buffer = new byte[RequestBody.MaxBytes + 1];
        var length = await part.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return length <= RequestBody.MaxBytes
            ? buffer[..length]
            : throw new BadHttpRequestException($"The message is larger than {RequestBody.MaxBytes} bytes.", StatusCodes.Status413PayloadTooLarge);
    }

    private static Attachment Note(MultipartSection part)
    {
        var disposition = part.GetContentDispositionHeader();
        var name = HeaderUtilities.RemoveQuotes(disposition?.FileNameStar.Value ?? disposition?.FileName.Value ?? disposition?.Name.Value).Value;
        return new Attachment
        {
            ContentType = MediaTypeHeaderValue.TryParse(part.ContentType, out var type) ? type.MediaType.Value : "application/octet-stream",
            Name = name is { Length: > MaxNameLength } ? name[..MaxNameLength] : name,
        };
    }
}
