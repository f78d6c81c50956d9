using System.ComponentModel.DataAnnotations;

namespace BackPainBot.Dialog;

/// <summary>Section Dialog.</summary>
internal sealed class DialogOptions
{
    public const string Section = "Dialog";

    /// <summary>Longest message that is searched, in characters, 200 to 20,000. Longer ones are screened for safety and then asked to be shorter.</summary>
    [Range(200, 20_000, ErrorMessage = "Dialog:MaxMessageLength must be between 200 and 20000 characters.")]
    public int MaxMessageLength { get; set; } = 5_000;

    /// <summary>Most chips after an answer, 0 to 3.</summary>
    [Range(0, 3, ErrorMessage = "Dialog:MaxChips must be between 0 and 3.")]
    public int MaxChips { get; set; } = 3;

    /// <summary>What the articles do not answer counts as small talk or a command from this chance on that it is no question, 0 to 1. Phrases of the script always count.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Dialog:TalkFrom must be between 0 and 1.")]
    public double TalkFrom { get; set; } = 0.6;

    /// <summary>The same for what the articles would answer, 0 to 1; higher, as a person rather gets an answer too many than none.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Dialog:TalkInsteadOfAnswerFrom must be between 0 and 1.")]
    public double TalkInsteadOfAnswerFrom { get; set; } = 0.85;

    /// <summary>"More" offers a further passage when its score is at least this part of the best one's, 0 to 1.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Dialog:MoreScore must be between 0 and 1.")]
    public double MoreScore { get; set; } = 0.4;

    /// <summary>Passages that one "more" shows, 1 to 5.</summary>
    [Range(1, 5, ErrorMessage = "Dialog:MorePassages must be between 1 and 5.")]
    public int MorePassages { get; set; } = 2;
}
