using System.ComponentModel.DataAnnotations;

namespace BackPainBot.Storage;

/// <summary>Section Storage.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>The folder of the database file; a relative one counts from the working directory.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Storage:Folder is empty; name the folder in which the bot may keep its database.")]
    public string Folder { get; set; } = "data";

    /// <summary>How long conversations, feedback and misses are kept after their last change, 1 hour to 10 years.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00", ErrorMessage = "Storage:Retention must be between 01:00:00 and 3650.00:00:00 (days.hours:minutes:seconds).")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How often what is past its retention is deleted, 1 minute to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00", ErrorMessage = "Storage:SweepInterval must be between 00:01:00 and 1.00:00:00.")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromHours(1);
}
