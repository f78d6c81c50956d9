using System.Globalization;
using BackPainBot.Safety;
using BackPainBot.Safety.Examples;

namespace BackPainBot.Evaluation;

/// <summary>What each choice of the likeness limits costs: signs recognised against false alarms and needless questions back.</summary>
internal static class RedFlagCalibration
{
    private static readonly float[] _alarmFrom = [0.6f, 0.7f, 0.8f, 0.85f, 0.9f, 0.95f, 0.98f];
    private static readonly float[] _doubtBelow = [0f, 0.05f, 0.1f, 0.15f, 0.2f, 0.3f];
    private static readonly float[] _askFrom = [0.2f, 0.3f, 0.4f, 0.5f, 0.6f];

    public static void Write(IReadOnlyList<JudgedExample> judged, TextWriter output)
    {
        var (signs, others) = (judged.Where(one => one.IsSign).ToList(), judged.Where(one => !one.IsSign).ToList());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{signs.Count} messages with a sign, {others.Count} without; rules alone: {Share(signs, one => one.Rules.Finding.IsAlarm):P1} recognised, {Share(others, one => one.Rules.Finding.IsAlarm):P1} false alarms."));
        output.WriteLine("Recognised / false alarms, by alarm-from (down) and doubt-below (across), overrule-from 0.92:");
        output.WriteLine("       " + string.Concat(_doubtBelow.Select(limit => string.Create(CultureInfo.InvariantCulture, $"{limit,14:0.00}"))));
        foreach (var alarm in _alarmFrom)
        {
            var row = _doubtBelow.Select(doubt => new LikenessLimits(alarm, 0.92f, alarm, doubt))
                .Select(limits => string.Create(CultureInfo.InvariantCulture, $"{Share(signs, one => one.With(limits).IsAlarm),7:P1}/{Share(others, one => one.With(limits).IsAlarm),6:P1}"));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{alarm,7:0.00}{string.Concat(row)}"));
        }

        output.WriteLine("Of the signs that raise no alarm, those asked about; of the others, those asked needlessly (alarm-from 0.80, overrule-from 0.92, doubt-below 0.15), by ask-from:");
        foreach (var ask in _askFrom)
        {
            bool IsAsked(JudgedExample one) => one.With(new(0.8f, 0.92f, ask, 0.15f)).Notice == SafetyNotice.Unsure;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ask,7:0.00}{Share(signs, IsAsked),14:P1}{Share(others, IsAsked),14:P1}"));
        }
    }

    private static double Share(List<JudgedExample> rows, Func<JudgedExample, bool> isSuch) => rows.Count == 0 ? 0 : rows.Count(isSuch) / (double)rows.Count;
}
