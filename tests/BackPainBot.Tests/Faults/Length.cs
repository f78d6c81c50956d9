using System.Globalization;

namespace BackPainBot.Tests.Faults;

/// <summary>How long these tests go on: short in the suite, in full where BACKPAINBOT_FAULTS=full is set.</summary>
internal static class Length
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("BACKPAINBOT_FAULTS") == "full";

    /// <summary>Of a test that does nothing but measure.</summary>
    public const string Skipped = "It measures a quiet machine; set BACKPAINBOT_FAULTS=full.";

    public static int Of(int inSuite, int full) => IsFull ? full : inSuite;

    /// <summary>A figure for the README; shown in the detailed output.</summary>
    public static void Report(FormattableString figure) => TestContext.Current.TestOutputHelper!.WriteLine(figure.ToString(CultureInfo.InvariantCulture));
}
