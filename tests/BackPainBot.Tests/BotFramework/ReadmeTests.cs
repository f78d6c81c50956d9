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
            .Where(type => type.Namespace?.StartsWith(typeof(ReadmeTests).Namespace!, StringComparison.Ordinal) == true)
            .SelectMany(type => type.GetMethods())
            .SelectMany(test => test.GetCustomAttributes<TraitAttribute>().Select(trait => (trait, test)))
            .Where(entry => entry.trait.Name == "Item")
            .Select(entry => (Item: int.Parse(entry.trait.Value), Test: entry.test.Name))
            .Where(entry => entry.Item is <= 49 or >= 61 and <= 70)
            .ToHashSet();
        var table = Rows().Matches(File.ReadAllText(ReadmePath()))
            .SelectMany(row => Names().Matches(row.Groups["tests"].Value).Select(name => (Item: int.Parse(row.Groups["item"].Value), Test: name.Groups["name"].Value)))
            .ToHashSet();
        Assert.Equal(expected.Order(), table.Order());
        Assert.Equal([.. Enumerable.Range(1, 49), .. Enumerable.Range(61, 10)], table.Select(entry => entry.Item).Distinct().Order());
    }

    private static string ReadmePath([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "BackPainBot.BotFramework", "README.md");

    [GeneratedRegex(@"^\| (?<item>[1-9]|[1-4]\d|6\d|70) \| [^|]*\| (?<tests>[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Names();
}
