using BackPainBot.Safety;

namespace BackPainBot.Tests.Safety;

/// <summary>
/// Messages in people's words with the level that each must get. Of dev-messages.tsv one half (by hash) served to tune the table; when the other half was first looked at,
/// 95.9 % of its signs were recognised (95.2 % at their level) with 2.0 % false alarms, and its misses were mended then. tuned-messages.tsv holds later batches, each of which
/// was first run as it was written and then mended; the last plain one gave 91 % and 1.6 % at first sight. So passing here shows no harm was done, not how unseen messages fare.
/// </summary>
public class DevMessagesTests
{
    public enum Half
    {
        Tuned,
        HeldOut,
    }

    [Theory]
    [InlineData(Half.Tuned, 0.98, 0.01)]
    [InlineData(Half.HeldOut, 0.98, 0.01)]
    public void Signs_are_recognised_and_look_alikes_are_not(Half half, double leastRecognised, double mostFalseAlarms) =>
        Check(Read("dev-messages.tsv").Where(message => HalfOf(message.Text) == half).ToList(), leastRecognised, mostFalseAlarms);

    [Fact]
    public void Messages_that_once_went_wrong_stay_right() => Check(Read("tuned-messages.tsv"), 0.98, 0.02);

    private static void Check(List<(SafetyLevel Level, string Text)> messages, double leastRecognised, double mostFalseAlarms)
    {
        var alarms = messages.Where(message => message.Level != SafetyLevel.None).ToList();
        var lookAlikes = messages.Where(message => message.Level == SafetyLevel.None).ToList();
        var missed = alarms.Where(message => ProductTable.Screen.Screen(message.Text).Level != message.Level).ToList();
        var falseAlarms = lookAlikes.Where(message => ProductTable.Screen.Screen(message.Text).IsAlarm).ToList();
        var report = $"{missed.Count} of {alarms.Count} not at their level, {falseAlarms.Count} of {lookAlikes.Count} false alarms:"
            + string.Concat(missed.Concat(falseAlarms).Select(message => $"\n  {message.Level}: {message.Text}"));

        Assert.True(missed.Count <= (1 - leastRecognised) * alarms.Count, report);
        Assert.True(falseAlarms.Count <= mostFalseAlarms * lookAlikes.Count, report);
    }

    private static List<(SafetyLevel Level, string Text)> Read(string file) =>
        [.. File.ReadLines(Path.Combine(ProductTable.Root, "tests", "BackPainBot.Tests", "Safety", file))
            .Skip(1)
            .Select(line => line.Split('\t'))
            .Select(fields => (Enum.Parse<SafetyLevel>(fields[0], ignoreCase: true), fields[1]))];

    private static Half HalfOf(string text) => text.Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619u)) % 2 == 1 ? Half.HeldOut : Half.Tuned;
}
