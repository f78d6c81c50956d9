using System.Text.Json.Nodes;
using BackPainBot.BotFramework.Activities;
using CsCheck;

namespace BackPainBot.Tests.BotFramework.Activities;

public sealed class ActivityJsonProperties
{
    /// <summary>What was read is written again, but for nulls of known fields.</summary>
    [Fact, Trait("Item", "41"), Trait("Item", "43")]
    public void Every_activity_survives_a_round_trip_with_all_its_unknown_fields() => AnyJson.Activity.Sample(json =>
    {
        var before = WithoutNulls(json);
        var after = JsonNode.Parse(ActivityJson.Write(ActivityJson.Read(json.ToJsonString())))!.AsObject();
        return JsonNode.DeepEquals(before, after);
    }, iter: 3_000);

    [Fact, Trait("Item", "41")]
    public void Writing_is_stable() => AnyJson.Activity.Sample(json =>
    {
        var once = ActivityJson.Write(ActivityJson.Read(json.ToJsonString()));
        return once == ActivityJson.Write(ActivityJson.Read(once));
    }, iter: 1_000);

    private static JsonObject WithoutNulls(JsonObject json)
    {
        var copy = json.DeepClone().AsObject();
        RemoveNulls(copy, "value", "channelData");
        foreach (var item in new[] { copy["attachments"], copy["suggestedActions"]?["actions"] }.OfType<JsonArray>().SelectMany(list => list).OfType<JsonObject>())
            RemoveNulls(item, "content", "value");
        return copy;
    }

    private static void RemoveNulls(JsonObject made, params string[] names)
    {
        foreach (var name in names.Where(name => made.ContainsKey(name) && made[name] is null))
            made.Remove(name);
    }
}
