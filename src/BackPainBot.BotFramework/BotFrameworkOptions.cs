using System.ComponentModel.DataAnnotations;

namespace BackPainBot.BotFramework;

/// <summary>Section BotFramework.</summary>
public sealed class BotFrameworkOptions
{
    public const string Section = "BotFramework";

    /// <summary>What a person reads when a turn failed. {id} becomes the id under which the log has the failure.</summary>
    [Required(ErrorMessage = "BotFramework:Apology is empty; give the sentence a person reads when the bot failed.")]
    public string Apology { get; set; } = "Sorry, something went wrong. Please try again. (Reference: {id})";

    /// <summary>Longest time one turn may wait for the turn before it and then think, 1 s to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ErrorMessage = "BotFramework:TurnTimeout must be between 00:00:01 and 00:05:00.")]
    public TimeSpan TurnTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time to deliver all replies of one turn with all tries, 1 s to 5 min. Channels themselves give up after 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ErrorMessage = "BotFramework:DeliveryTimeout must be between 00:00:01 and 00:05:00.")]
    public TimeSpan DeliveryTimeout { get; set; } = TimeSpan.FromSeconds(14);
}
