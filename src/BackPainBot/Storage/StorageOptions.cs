using System.ComponentModel.DataAnnotations;
using StackExchange.Redis;

namespace BackPainBot.Storage;

/// <summary>Section Storage.</summary>
internal sealed class StorageOptions : IValidatableObject
{
    public const string Section = "Storage";

    /// <summary>A channel redelivers within minutes; replies older than this are not asked for again.</summary>
    public static readonly TimeSpan RepliesKept = TimeSpan.FromHours(1);

    /// <summary>
    /// The Redis that several nodes share, as StackExchange.Redis reads it, such as redis.example.org:6379,password=...,ssl=true. It may hold a password and is never logged.
    /// Null or empty: one process with a database file in <see cref="Folder"/>.
    /// </summary>
    public string? Redis { get; set; }

    /// <summary>The folder of the database file; a relative one counts from the working directory. Not used with <see cref="Redis"/>.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Storage:Folder is empty; name the folder in which the bot may keep its database.")]
    public string Folder { get; set; } = "data";

    /// <summary>Where, unless another place is named, all is kept that can be made again.</summary>
    public static string CacheFolderIn(string folder) => Path.Combine(folder, "index");

    /// <summary>How long conversations, feedback and misses are kept after their last change, 1 hour to 10 years.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00", ErrorMessage = "Storage:Retention must be between 01:00:00 and 3650.00:00:00 (days.hours:minutes:seconds).")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How often what is past its retention is deleted, 1 minute to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00", ErrorMessage = "Storage:SweepInterval must be between 00:01:00 and 1.00:00:00.")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromHours(1);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(Redis) && !IsConnectionString(Redis))
        {
            // Not quoted: it may hold a password.
            yield return new("Storage:Redis is no connection string; write it like redis.example.org:6379,password=...,ssl=true, or leave it out to keep everything in a file.", [nameof(Redis)]);
        }
    }

    private static bool IsConnectionString(string text)
    {
        try
        {
            return ConfigurationOptions.Parse(text).EndPoints.Count > 0;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            return false;
        }
    }
}
