using System.Globalization;
using BackPainBot.Safety;
using BackPainBot.Safety.Examples;

namespace BackPainBot.Evaluation;

/// <summary>What each choice of the likeness limits costs: signs recognised against false alarms and needless questions back.</summary>
internal static class RedFlagCalibration
{
    private static readonly float[] _limits = [0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.9f, 0.95f];

    public static void Write(IReadOnlyList<JudgedExample> judged, TextWriter output)
    {
        var (signs, others) = (judged.Where(one => one.IsSign).ToList(), judged.Where(one => !one.IsSign).ToList());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{signs.Count} messages with a sign, {others.Count} without; rules alone: {Share(signs, one => one.Rules.Finding.IsAlarm):P1} recognised, {Share(others, one => one.Rules.Finding.IsAlarm):P1} false alarms."));
        output.WriteLine("With a limit (alarm-from, ask-from or ask-before-closest-from) at: signs from there on, those of them at their own level, others from there on");
        foreach (var limit in _limits)
        {
            bool IsAlarm(JudgedExample one) => one.With(new(limit, limit, limit)).IsAlarm;
            bool IsAtLevel(JudgedExample one) => one.With(new(limit, limit, limit)).Notice == one.Example.Notice;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{limit,7:0.00}{Share(signs, IsAlarm),14:P1}{Share(signs, IsAtLevel),14:P1}{Share(others, IsAlarm),14:P1}"));
        }
    }

    private static double Share(List<JudgedExample> rows, Func<JudgedExample, bool> isSuch) => rows.Count == 0 ? 0 : rows.Count(isSuch) / (double)rows.Count;
}
