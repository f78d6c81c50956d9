using System.ComponentModel.DataAnnotations;

namespace BackPainBot.Knowledge;

/// <summary>The settings under <c>Knowledge</c>.</summary>
public sealed class KnowledgeOptions
{
    public const string Section = "Knowledge";

    /// <summary>The folder with <c>articles/</c> and <c>synonyms.txt</c>; a relative path counts from the working directory.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Knowledge:Folder is empty; name the folder that holds articles/ and synonyms.txt.")]
    public string Folder { get; set; } = "knowledge";

    /// <summary>Where the index is kept for the next start, which then reads only the articles that changed; null or empty to read them all each time. A relative path counts
    /// from the working directory. The folder may be deleted at any time.</summary>
    public string? CacheFolder { get; set; }

    /// <summary>How often the folder is looked through for edits that the file system did not report (network drives, containers). 0.5 to 60 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:01:00", ErrorMessage = "Knowledge:PollInterval must be between 00:00:00.5 and 00:01:00; set it to 00:00:03 if in doubt.")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the folder must be quiet before edits are read, so that a save in several steps is read once. 0.05 to 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:02", ErrorMessage = "Knowledge:QuietTime must be between 00:00:00.05 and 00:00:02; set it to 00:00:00.3 if in doubt.")]
    public TimeSpan QuietTime { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>The most passages in an answer; a list counts as one. 1 to 5.</summary>
    [Range(1, 5, ErrorMessage = "Knowledge:ShownPassages must be between 1 and 5; set it to 3 if in doubt.")]
    public int ShownPassages { get; set; } = 3;

    /// <summary>How much of a question is read, in characters. 200 to 20,000.</summary>
    [Range(200, 20_000, ErrorMessage = "Knowledge:QuestionLength must be between 200 and 20000 characters; set it to 5000 if in doubt.")]
    public int QuestionLength { get; set; } = 5_000;

    /// <summary>Passages longer than this are reported as too long to read in a chat, in characters. 200 to 10,000.</summary>
    [Range(200, 10_000, ErrorMessage = "Knowledge:LongPassage must be between 200 and 10000 characters; set it to 1500 if in doubt.")]
    public int LongPassage { get; set; } = 1_500;
}
