using System.ComponentModel.DataAnnotations;

namespace BackPainBot.Reporting;

/// <summary>Section Report.</summary>
internal sealed class ReportOptions
{
    public const string Section = "Report";
    public const string SmallestGroupRule = "Report:SmallestGroup must be a whole number between 3 and 100.";

    /// <summary>
    /// The fewest people that anything in the report may be about, 3 to 100. Smaller groups of questions and smaller counts are left out,
    /// because those who know a person could recognise them. Each conversation counts as a person.
    /// </summary>
    [Range(3, 100, ErrorMessage = SmallestGroupRule)]
    public int SmallestGroup { get; set; } = 5;

    /// <exception cref="UsageException">The setting is out of its range, or no number.</exception>
    public static ReportOptions Read(IConfiguration settings)
    {
        try
        {
            var options = settings.GetSection(Section).Get<ReportOptions>() ?? new();
            Validator.ValidateObject(options, new(options), validateAllProperties: true);
            return options;
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ValidationException)
        {
            throw new UsageException(SmallestGroupRule);
        }
    }
}
