using BackPainBot.BotFramework;

namespace BackPainBot.Storage;

/// <summary>The storage cannot be used; the message is one sentence and says what to do.</summary>
internal sealed class StorageException(string message, Exception cause) : UnavailableException(message, cause);
