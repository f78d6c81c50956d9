using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using BackPainBot.BotFramework;
using BackPainBot.BotFramework.Authentication;
using BackPainBot.Knowledge;
using Microsoft.Extensions.Configuration;

namespace BackPainBot.Tests.Operations;

/// <summary>The README's table of settings against the classes that read them.</summary>
public sealed partial class SettingsTableTests
{
    private static readonly Assembly[] Assemblies = [typeof(KnowledgeBase).Assembly, typeof(TurnHandler).Assembly, typeof(Program).Assembly];

    [Fact]
    public void The_readme_lists_every_setting_with_its_default_and_range()
    {
        var expected = Options().SelectMany(Settings).Order().ToList();
        Assert.InRange(expected.Count, 40, 200);
        var table = Rows().Matches(File.ReadAllText(Readme())).Select(row => $"{row.Groups["key"].Value} | {row.Groups["default"].Value} | {row.Groups["range"].Value}").Order().ToList();
        Assert.Equal(expected, table);
    }

    [Fact]
    public void Every_setting_of_the_readme_has_a_meaning() =>
        Assert.All(Rows().Matches(File.ReadAllText(Readme())), row => Assert.True(row.Groups["meaning"].Value.Split(' ').Length >= 3, row.Value));

    /// <summary>Classes that name their section, and the bot's registration, whose settings stand at the root as the SDK has them.</summary>
    private static IEnumerable<(string Prefix, Type Type)> Options() => Assemblies.SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal))
        .Select(type => (Section: type.GetField("Section")?.GetRawConstantValue() as string, type))
        .Where(options => options.Section is not null)
        .Select(options => ($"{options.Section}:", options.type))
        .Append(("", typeof(BotRegistration)));

    private static IEnumerable<string> Settings((string Prefix, Type Type) options)
    {
        var standard = Activator.CreateInstance(options.Type)!;
        foreach (var property in options.Type.GetProperties().Where(property => property.SetMethod?.IsPublic == true || (property.CanRead && property.GetValue(standard) is IList)))
        {
            var isList = property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(IEnumerable));
            var key = property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name ?? property.Name;
            yield return $"{options.Prefix}{key}{(isList ? ":0, :1, ..." : "")} | {Default(property.GetValue(standard))} | {Range(property)}";
        }
    }

    private static string Default(object? value) => value switch
    {
        null or "" or ICollection { Count: 0 } => "none",
        _ => $"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`",
    };

    private static string Range(PropertyInfo property) => property switch
    {
        _ when property.GetCustomAttribute<RangeAttribute>() is { } range => string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}"),
        _ when property.GetCustomAttribute<MinLengthAttribute>() is { } least => $"{least.Length} characters or more",
        _ when property.PropertyType.IsEnum => string.Join(", ", Enum.GetNames(property.PropertyType)),
        _ => "",
    };

    private static string Readme([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "README.md");

    [GeneratedRegex(@"^\| `(?<key>[\w:]+(:0, :1, \.\.\.)?)` \| (?<default>none|`[^`]*`) \| (?<range>[^|]*?) ?\| (?<meaning>[^|]*) \|$", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
