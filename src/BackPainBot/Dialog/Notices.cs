using BackPainBot.Safety;

namespace BackPainBot.Dialog;

/// <summary>The fixed words of each safety notice, with the numbers to call.</summary>
internal sealed class Notices(Script script, IReadOnlyList<RedFlag> signs)
{
    /// <param name="locale">Of the person, for the numbers of their country; null when the channel gave none.</param>
    /// <param name="asks">Whether the person may answer with "yes" or "no".</param>
    public Reply On(SafetyFinding finding, string? locale, bool asks)
    {
        var english = script.Notices["en"];
        var texts = script.Notices.GetValueOrDefault(finding.Language, english);
        var text = finding.Notice switch
        {
            SafetyNotice.Crisis => texts.Crisis,
            SafetyNotice.Emergency => texts.Emergency,
            SafetyNotice.Urgent => texts.Urgent,
            SafetyNotice.Unsure => texts.Unsure,
            _ => texts.WarningSigns ?? english.WarningSigns!,
        };
        return new(
            finding.IsAlarm ? ReplyOutcome.Safety : ReplyOutcome.Command,
            text.Fill(
                ("emergency", script.EmergencyNumbers.For(locale)),
                ("crisis", script.CrisisLines.For(locale)),
                ("emergencySigns", Signs(SafetyLevel.Emergency)),
                ("urgentSigns", Signs(SafetyLevel.Urgent))),
            Passages: [],
            Note: null,
            Chips: asks ? [script.Commands.No[0], script.Commands.Yes[0], script.Commands.Contact[0]] : [script.Commands.Contact[0]],
            finding.Level);
    }

    private string Signs(SafetyLevel level) => string.Join('\n', signs.Where(sign => sign.Level == level).Select(sign => $"- {sign.Title}"));
}
