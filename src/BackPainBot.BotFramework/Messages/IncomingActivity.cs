using System.Text.Json;
using System.Text.Unicode;
using BackPainBot.BotFramework.Activities;
using Microsoft.AspNetCore.Http;

namespace BackPainBot.BotFramework.Messages;

/// <summary>Turns a body into an activity that the rest of the program can take without looking again (items 22, 26 and 30).</summary>
internal static class IncomingActivity
{
    // Room is left below ActivityJson.Options.MaxDepth: what came in goes out again inside {"activities":[...]}.
    private const int MaxDepth = 32;

    /// <summary>Longest id or address, in characters. They become keys in stores and parts of URLs.</summary>
    private const int MaxIdLength = 1024;

    private static readonly JsonSerializerOptions Options = new(ActivityJson.Options) { MaxDepth = MaxDepth };

    /// <exception cref="BadHttpRequestException">The body is no activity; the message says why in one line and quotes nothing of it.</exception>
    public static Activity Parse(ReadOnlySpan<byte> body)
    {
        var activity = Parse<Activity>(body) ?? throw Bad("The body is null, not an activity.");
        if (string.IsNullOrWhiteSpace(activity.Type))
            throw Bad("The activity has no type.");
        IReadOnlyList<object?>?[] lists =
        [
            activity.MembersAdded, activity.MembersRemoved, activity.ReactionsAdded, activity.ReactionsRemoved,
            activity.Attachments, activity.Entities, activity.SuggestedActions?.Actions, activity.SuggestedActions?.To,
        ];
        if (lists.Any(list => list?.Contains(null) == true))
            throw Bad("A list of the activity holds null.");
        string?[] ids =
        [
            activity.Type, activity.Id, activity.ReplyToId, activity.ChannelId, activity.ServiceUrl,
            activity.Conversation?.Id, activity.From?.Id, activity.Recipient?.Id,
        ];
        if (ids.Any(id => id?.Length > MaxIdLength))
            throw Bad($"An id of the activity is longer than {MaxIdLength} characters.");
        if (ids.Any(id => id is "." or ".."))
            throw Bad("An id of the activity is a dot, which has no place in a URL.");
        return activity with { CallerId = null };
    }

    /// <exception cref="BadHttpRequestException">The body is not the JSON of a <typeparamref name="T"/>.</exception>
    public static T? Parse<T>(ReadOnlySpan<byte> body) where T : class
    {
        if (body.StartsWith("\uFEFF"u8))
            body = body["\uFEFF"u8.Length..];
        try
        {
            RequireWellFormedText(body);
            return JsonSerializer.Deserialize<T>(body, Options);
        }
        catch (JsonException error)
        {
            // The exception's message may quote the body; its path and place do not.
            throw Bad($"The body is not valid JSON of the expected shape (line {error.LineNumber + 1 ?? 1}, byte {error.BytePositionInLine ?? 0}).");
        }
    }

    // JsonElement takes text it cannot give back: invalid UTF-8 and half surrogates. They would fail later, far from the door.
    private static void RequireWellFormedText(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
            throw Bad("The body is not valid UTF-8.");
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped)
                continue;
            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException)
            {
                throw Bad("A text in the body has half a surrogate pair.");
            }
        }
    }

    private static BadHttpRequestException Bad(string reason) => new(reason, StatusCodes.Status400BadRequest);
}
