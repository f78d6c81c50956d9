using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace BackPainBot.Tests.BotFramework;

public sealed partial class ReadmeTests
{
    [Fact]
    public void The_table_of_the_library_names_every_item_and_its_tests()
    {
        var expected = typeof(ReadmeTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(test => test.GetCustomAttributes<TraitAttribute>().Select(trait => (trait, test)))
            .Where(entry => entry.trait.Name == "Item")
            .Select(entry => (Item: int.Parse(entry.trait.Value), Test: entry.test.Name))
            .ToHashSet();
        var table = Rows().Matches(File.ReadAllText(ReadmePath()))
            .SelectMany(row => Names().Matches(row.Groups["tests"].Value).Select(name => (Item: int.Parse(row.Groups["item"].Value), Test: name.Groups["name"].Value)))
            .ToHashSet();
        Assert.Equal(expected.Order(), table.Order());
        Assert.Equal(Enumerable.Range(1, 74), table.Select(entry => entry.Item).Distinct().Order());
    }

    [Fact]
    public void Every_line_of_the_threat_model_names_tests_that_exist()
    {
        var tests = typeof(ReadmeTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.GetCustomAttribute<FactAttribute>() is not null).Select(method => method.Name).ToHashSet();
        var threats = File.ReadAllText(ReadmePath()).Split("## Threat model")[1].Split("\n## ")[0].Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).ToList();
        Assert.InRange(threats.Count, 10, 40);
        Assert.All(threats, line => Assert.All(Names().Matches(line.Split('|')[^2]), name => Assert.Contains(name.Groups["name"].Value, tests)));
        Assert.All(threats, line => Assert.NotEmpty(Names().Matches(line.Split('|')[^2])));
    }

    private static string ReadmePath([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "BackPainBot.BotFramework", "README.md");

    [GeneratedRegex(@"^\| (?<item>\d+) \| [^|]*\| (?<tests>[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Names();
}
