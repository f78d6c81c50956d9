using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace BackPainBot.Tests.BotFramework.Contracts;

/// <summary>One of the published contracts beside this file, made strict: a field that it does not name is an error.</summary>
internal sealed class Contract
{
    private readonly JsonObject definitions;

    private Contract(JsonObject definitions) => this.definitions = definitions;

    public static Contract Connector { get; } = Load("botframework-channel.json");

    public static Contract DirectLine { get; } = Load("directline-3.0.json");

    /// <summary>What is wrong with the JSON as a value of the named definition; empty if nothing is.</summary>
    public async Task<IReadOnlyList<string>> ProblemsAsync(string definition, string json)
    {
        var schema = await JsonSchema.FromJsonAsync(new JsonObject { ["definitions"] = definitions.DeepClone() }.ToJsonString());
        return [.. schema.Definitions[definition].Validate(json).Select(problem => $"{problem.Path}: {problem.Kind}")];
    }

    private static Contract Load(string file, [CallerFilePath] string here = "")
    {
        var all = JsonNode.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, file)))!["definitions"]!.AsObject();
        foreach (var (name, definition) in all)
            Tighten(definition!.AsObject(), isOpen: name == "Entity");
        return new Contract(all);
    }

    private static void Tighten(JsonObject definition, bool isOpen)
    {
        if (definition["properties"] is not JsonObject { Count: > 0 } properties)
            return;
        definition["additionalProperties"] = isOpen;
        foreach (var (_, property) in properties)
        {
            // These contracts write "object" for any value: a button's value is usually a string.
            if ((string?)property!["type"] == "object" && property["properties"] is null)
                property.AsObject().Remove("type");
        }
    }
}
