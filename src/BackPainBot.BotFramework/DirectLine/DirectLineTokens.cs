using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BackPainBot.BotFramework.DirectLine;

/// <summary>Signed tokens (item 63): each names one user and one conversation, and is either for requests or for opening a socket.</summary>
internal sealed partial class DirectLineTokens
{
    /// <summary>Every user id of this channel starts so, and none that a client makes up may.</summary>
    public const string UserPrefix = "dl_";

    /// <summary>Item 68: a stream token ends up in logs of proxies, so it is good for a minute.</summary>
    private static readonly TimeSpan StreamLifetime = TimeSpan.FromSeconds(60);

    private const string Issuer = "directline";
    private const string UserClaim = "user";
    private const string ConversationClaim = "conv";

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SymmetricSecurityKey key;
    private readonly TimeSpan lifetime;
    private readonly TimeProvider time;

    public DirectLineTokens(IOptions<DirectLineOptions> options, TimeProvider time, ILogger<DirectLineTokens> logger)
    {
        this.time = time;
        lifetime = options.Value.TokenLifetime;
        if (options.Value.TokenKey is null)
            LogNoKey(logger);
        key = new SymmetricSecurityKey(options.Value.TokenKey is { } text ? Encoding.UTF8.GetBytes(text) : RandomNumberGenerator.GetBytes(32));
    }

    public static Ticket NewTicket() => new(UserPrefix + NewId(), NewId());

    /// <summary>128 random bits (item 70).</summary>
    public static string NewId() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    public ConversationGrant Grant(Ticket ticket, string? streamUrl = null) =>
        new(ticket.ConversationId, Issue(ticket, TokenUse.Requests, lifetime), (int)lifetime.TotalSeconds, streamUrl);

    public string IssueForStream(Ticket ticket) => Issue(ticket, TokenUse.Stream, StreamLifetime);

    /// <summary>Whose token this is. Null if it is forged, for another use, or expired.</summary>
    public async Task<Ticket?> ReadAsync(string token, TokenUse use)
    {
        var result = await handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidIssuer = Issuer,
            ValidAudience = use.ToString(),
            LifetimeValidator = (_, expires, _, _) => expires > time.GetUtcNow().UtcDateTime,
        });
        return result.IsValid ? new Ticket((string)result.Claims[UserClaim], (string)result.Claims[ConversationClaim]) : null;
    }

    [LoggerMessage(205, LogLevel.Information, "DirectLine:TokenKey is not set: open chats will not outlive this process.")]
    private static partial void LogNoKey(ILogger logger);

    private string Issue(Ticket ticket, TokenUse use, TimeSpan validFor) => handler.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = use.ToString(),
        Subject = new ClaimsIdentity([new(UserClaim, ticket.UserId), new(ConversationClaim, ticket.ConversationId)]),
        Expires = time.GetUtcNow().UtcDateTime + validFor,
        SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
    });
}

/// <summary>Who may do something, and in which conversation.</summary>
internal sealed record Ticket(string UserId, string ConversationId);

internal enum TokenUse
{
    Requests,
    Stream,
}
