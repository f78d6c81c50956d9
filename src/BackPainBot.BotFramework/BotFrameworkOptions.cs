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

    /// <summary>Turns that run, wait for the turn before them or deliver, at once and in all, 1 to 100,000. Beyond it channels get 503 with Retry-After.</summary>
    [Range(1, 100_000, ErrorMessage = "BotFramework:TurnsAtOnce must be between 1 and 100000.")]
    public int TurnsAtOnce { get; set; } = 1_000;

    /// <summary>Activities per conversation of a channel and minute, 1 to 10,000; a conversation may be a whole team's. Beyond it the channel gets 429 with Retry-After.</summary>
    [Range(1, 10_000, ErrorMessage = "BotFramework:ActivitiesPerMinute must be between 1 and 10000.")]
    public int ActivitiesPerMinute { get; set; } = 120;

    /// <summary>Requests per address and minute that may be refused for want of a valid token, 1 to 100,000. Beyond it callers without a token for this bot get 429 unread.</summary>
    [Range(1, 100_000, ErrorMessage = "BotFramework:RefusalsPerMinute must be between 1 and 100000.")]
    public int RefusalsPerMinute { get; set; } = 60;
}
