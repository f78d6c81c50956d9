using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using BackPainBot.BotFramework.Activities;
using BackPainBot.Tests.BotFramework.Activities;
using BackPainBot.Tests.BotFramework.DirectLine;
using CsCheck;

namespace BackPainBot.Tests.BotFramework;

/// <summary>Item 26: whatever comes, the answer is a 2xx or a 4xx.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Seconds = 10;

    private enum Way
    {
        Inline, Connector, NoAddress, DirectLine, WrongType, Truncated, BrokenByte, Nested,
    }

    private static readonly Gen<Way> Ways = Gen.Frequency(
        (6, Way.Inline), (2, Way.Connector), (1, Way.NoAddress), (3, Way.DirectLine), (3, Way.WrongType), (1, Way.Truncated), (1, Way.BrokenByte), (1, Way.Nested));

    [Fact, Trait("Item", "22"), Trait("Item", "26"), Trait("Item", "30")]
    public async Task No_generated_activity_ever_gets_a_5xx()
    {
        await using var channel = await ConnectorServer.StartAsync();
        await using var bot = await BotHost.StartAsync(AnswerAsync, null,
            ("DirectLine:MessagesPerMinute", "1000"), ("BotFramework:ActivitiesPerMinute", "10000"), ("DirectLine:RequestsPerMinute", "100000"), ("Logging:LogLevel:Default", "Warning"));
        var client = await DirectLineClient.StartAsync(bot);
        var statuses = new int[600];

        await Gen.Select(AnyJson.Activity, Ways, Gen.Int[0, 1_000_000], AnyJson.Value(2)).SampleAsync(async (activity, way, where, odd) =>
        {
            activity["serviceUrl"] = way == Way.NoAddress ? null : channel.Url;
            activity["deliveryMode"] = way is Way.Connector or Way.NoAddress ? "normal" : "expectReplies";
            var content = new ByteArrayContent(BodyOf(activity, way, where, odd));
            using var response = way == Way.DirectLine
                ? await client.SendHereAsync(HttpMethod.Post, "/activities", content)
                : await bot.Http.PostAsync("/api/messages", content, TestContext.Current.CancellationToken);
            Interlocked.Increment(ref statuses[(int)response.StatusCode]);
            return response.StatusCode < HttpStatusCode.InternalServerError;
        }, time: Seconds, threads: 4);

        var total = statuses.Sum();
        output.WriteLine($"{total} requests: " + string.Join(", ", statuses.Index().Where(status => status.Item > 0).Select(status => $"{status.Item} x {status.Index}")));
        Assert.True(statuses[200] > total / 4 && statuses[400] > total / 20, "The generated activities should meet both outcomes often.");
        Assert.DoesNotContain(bot.Log.Warnings, line => !line.StartsWith("Refused a caller", StringComparison.Ordinal));
        Assert.NotEmpty(channel.Calls);
    }

    /// <summary>A bot that looks at much of what comes and answers everything.</summary>
    private static Task<IReadOnlyList<Activity>> AnswerAsync(Activity incoming, CancellationToken cancellation)
    {
        string?[] seen =
        [
            incoming.Text, incoming.From?.Name, incoming.Value?.GetRawText(),
            .. (incoming.MembersAdded ?? []).Select(member => member.Id),
            .. (incoming.Entities ?? []).Select(entity => entity.Type),
            .. (incoming.Attachments ?? []).Select(attachment => attachment.Name),
        ];
        return Task.FromResult<IReadOnlyList<Activity>>(
        [
            incoming.CreateReply(string.Join('|', seen)) with { ChannelData = incoming.ChannelData, Entities = incoming.Entities, Value = incoming.Value },
            ActivityReplies.InvokeResponse(200, incoming.Value),
        ]);
    }

    private static byte[] BodyOf(JsonObject activity, Way way, int where, JsonNode? odd)
    {
        switch (way)
        {
            case Way.WrongType:
                activity[activity.ElementAt(where % activity.Count).Key] = odd?.DeepClone();
                break;
            case Way.Nested:
                activity["value"] = JsonNode.Parse(new string('[', where % 60) + new string(']', where % 60) is { Length: > 0 } nested ? nested : "1");
                break;
        }
        var body = Encoding.UTF8.GetBytes(activity.ToJsonString());
        if (way == Way.BrokenByte)
            body[where % body.Length] = (byte)where;
        return way == Way.Truncated ? body[..(where % body.Length)] : body;
    }
}
