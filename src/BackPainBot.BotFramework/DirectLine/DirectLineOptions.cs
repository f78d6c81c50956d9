using System.ComponentModel.DataAnnotations;

namespace BackPainBot.BotFramework.DirectLine;

/// <summary>Section DirectLine: the embedded channel of the chat page.</summary>
public sealed class DirectLineOptions
{
    public const string Section = "DirectLine";

    /// <summary>The rate limit of <see cref="StartsPerMinute"/>, for an app's own way to start conversations.</summary>
    public const string StartsPolicy = "DirectLine.Starts";

    /// <summary>Signs the tokens, at least 32 characters, the same on every node. Null: a new key at every start, so open chats end with the process.</summary>
    [MinLength(32, ErrorMessage = "DirectLine:TokenKey is too short; give at least 32 random characters.")]
    public string? TokenKey { get; set; }

    /// <summary>How long a token is good for, 20 min to 24 h. Web Chat refreshes it every 15 min.</summary>
    [Range(typeof(TimeSpan), "00:20:00", "1.00:00:00", ErrorMessage = "DirectLine:TokenLifetime must be between 00:20:00 and 1.00:00:00.")]
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a conversation is kept after its last activity, 1 min to 90 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00", ErrorMessage = "DirectLine:Retention must be between 00:01:00 and 90.00:00:00.")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Sites whose pages may call, such as https://example.org, or * for every site. The bot's own site always may.</summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>The bot's account in these conversations.</summary>
    [Required(ErrorMessage = "DirectLine:BotId is empty; give the id that the bot has in its own chat.")]
    public string BotId { get; set; } = "bot";

    public string BotName { get; set; } = "Bot";

    /// <summary>Longest message, 100 to 100,000 characters.</summary>
    [Range(100, 100_000, ErrorMessage = "DirectLine:MaxTextLength must be between 100 and 100000.")]
    public int MaxTextLength { get; set; } = 8_000;

    /// <summary>Largest upload, 0 to 100,000,000 bytes. Uploads are read past and never kept.</summary>
    [Range(0, 100_000_000, ErrorMessage = "DirectLine:MaxUploadBytes must be between 0 and 100000000.")]
    public int MaxUploadBytes { get; set; } = 10_000_000;

    /// <summary>Messages that reach the bot per conversation and minute, 1 to 1,000. Beyond it the person reads <see cref="TooManyMessages"/>.</summary>
    [Range(1, 1_000, ErrorMessage = "DirectLine:MessagesPerMinute must be between 1 and 1000.")]
    public int MessagesPerMinute { get; set; } = 30;

    /// <summary>Said instead of an answer: Web Chat shows nothing useful for a refused message.</summary>
    [Required(ErrorMessage = "DirectLine:TooManyMessages is empty; give the sentence for someone who writes too fast.")]
    public string TooManyMessages { get; set; } = "That was a lot at once. Please wait a minute and write again.";

    /// <summary>Said instead of an answer while the bot has more turns at once than <see cref="BotFrameworkOptions.TurnsAtOnce"/>.</summary>
    [Required(ErrorMessage = "DirectLine:Overloaded is empty; give the sentence for someone who writes while the bot is overloaded.")]
    public string Overloaded { get; set; } = "Many people are writing just now. Please send that again in a moment.";

    /// <summary>New conversations and tokens per caller's address and minute, 1 to 10,000. Many people can share one address.</summary>
    [Range(1, 10_000, ErrorMessage = "DirectLine:StartsPerMinute must be between 1 and 10000.")]
    public int StartsPerMinute { get; set; } = 60;

    /// <summary>Requests per caller's address and minute, 60 to 100,000.</summary>
    [Range(60, 100_000, ErrorMessage = "DirectLine:RequestsPerMinute must be between 60 and 100000.")]
    public int RequestsPerMinute { get; set; } = 1_200;

    /// <summary>Open sockets per caller's address, 1 to 10,000.</summary>
    [Range(1, 10_000, ErrorMessage = "DirectLine:SocketsPerAddress must be between 1 and 10000.")]
    public int SocketsPerAddress { get; set; } = 50;
}
