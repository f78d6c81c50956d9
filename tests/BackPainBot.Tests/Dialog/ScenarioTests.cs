using BackPainBot.BotFramework.Activities;

namespace BackPainBot.Tests.Dialog;

/// <summary>Plays every conversation under Scenarios/ through the real turn over the repository's own knowledge folder.</summary>
public sealed class ScenarioTests(TestBot bot)
{
    public static TheoryData<string> Files => [.. Scenario.All().Select(scenario => scenario.File)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_conversation_goes_as_written(string file)
    {
        var scenario = Scenario.All().Single(one => one.File == file);
        Assert.NotEmpty(scenario.Turns);
        var visitor = bot.Visitor(scenario.Locale, scenario.Channel);
        string? lastText = null;
        foreach (var turn in scenario.Turns)
        {
            var at = $"{file}.chat:{turn.Line} \"{turn.Says}\"";
            var reply = await visitor.SaysAsync(turn.Says);
            if (turn.Outcome == "nothing")
            {
                Assert.True(reply is null, $"{at}: no reply was expected.");
                continue;
            }

            Assert.True(reply is not null, $"{at}: no reply came.");
            Assert.True(turn.Outcome == reply.Outcome, $"{at}: {turn.Outcome} was expected, {reply.Outcome} came:\n{reply.Activity.Text}");
            turn.Expectations.ForEach(expected => Check(expected.Kind, expected.Value, reply, at));

            Assert.True(reply.Outcome.StartsWith("safety", StringComparison.Ordinal) || reply.Activity.Text != lastText, $"{at}: the bot said the same text twice in a row.");
            lastText = reply.Activity.Text;
        }
    }

    private static void Check(string kind, string value, BotReply reply, string at)
    {
        var text = reply.Activity.Text ?? "";
        var chips = reply.Activity.SuggestedActions?.Actions?.Select(chip => chip.Title).ToList() ?? [];
        var (met, found) = kind switch
        {
            "says" => (text.Contains(value, StringComparison.Ordinal), text),
            "never says" => (!text.Contains(value, StringComparison.OrdinalIgnoreCase), text),
            "passage" => (reply.Passages.Any(passage => passage.StartsWith(value, StringComparison.Ordinal)), string.Join("\n", reply.Passages)),
            "no passage" => (reply.Passages.Count == 0, string.Join("\n", reply.Passages)),
            "chip" => (chips.Contains(value), string.Join(", ", chips)),
            "no chips" => (chips.Count == 0, string.Join(", ", chips)),
            _ => (false, $"unknown expectation {kind}"),
        };
        Assert.True(met, $"{at}: \"{kind}: {value}\" is not met by:\n{found}");
    }
}
