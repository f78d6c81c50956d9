using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using BackPainBot.BotFramework;
using BackPainBot.Knowledge;
using Microsoft.Extensions.Logging;

namespace BackPainBot.Tests.Operations;

public sealed partial class LogEventTests
{
    private static IEnumerable<LoggerMessageAttribute> Events =>
        from assembly in new[] { typeof(KnowledgeBase).Assembly, typeof(TurnHandler).Assembly, typeof(Program).Assembly }
        from type in assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
        let message = method.GetCustomAttribute<LoggerMessageAttribute>()
        where message is not null
        select message;

    [Fact]
    public void Every_event_has_a_number_of_its_own()
    {
        Assert.InRange(Events.Count(), 15, 200);
        Assert.All(Events.GroupBy(message => message.EventId), number => Assert.True(number.Count() == 1, $"{number.Key}: {string.Join(" / ", number.Select(message => message.Message))}"));
        Assert.All(Events, message => Assert.InRange(message.EventId, 101, 399));
    }

    [Fact]
    public void Nothing_is_logged_without_a_number()
    {
        var sources = Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToList();
        Assert.InRange(sources.Count, 100, 1_000);
        Assert.DoesNotContain(sources, file => UnnumberedCall().IsMatch(File.ReadAllText(file)));
    }

    [Fact]
    public void The_readme_lists_every_event_with_its_level()
    {
        var listed = Rows().Matches(File.ReadAllText(Path.Combine(Root, "..", "README.md"))).Select(row => (int.Parse(row.Groups["id"].Value), row.Groups["level"].Value)).Order();
        Assert.Equal(Events.Select(message => (message.EventId, message.Level.ToString())).Order(), listed);
    }

    private static string Root => Path.Combine(Here(), "..", "..", "..", "src");

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    [GeneratedRegex(@"\.Log(Trace|Debug|Information|Warning|Error|Critical)\(|[lL]ogger\.Log\(")]
    private static partial Regex UnnumberedCall();

    [GeneratedRegex(@"^\| (?<id>\d{3}) \| (?<level>\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
