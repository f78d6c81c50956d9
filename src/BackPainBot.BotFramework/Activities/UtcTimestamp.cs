using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackPainBot.BotFramework.Activities;

/// <summary>Item 42: UTC with Z and 0 to 7 fraction digits. A time without an offset is taken as UTC, not as the server's local time.</summary>
internal sealed class UtcTimestamp : JsonConverter<DateTimeOffset?>
{
    private const string Format = "yyyy-MM-ddTHH:mm:ss.FFFFFFF";

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (reader.TokenType == JsonTokenType.String
            && DateTimeOffset.TryParseExact(reader.GetString(), Format + "K", CultureInfo.InvariantCulture, Utc, out var time))
            return time;
        throw new JsonException("A timestamp is an ISO 8601 date and time.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } time)
            writer.WriteStringValue(time.UtcDateTime.ToString(Format + "Z", CultureInfo.InvariantCulture));
        else
            writer.WriteNullValue();
    }
}
