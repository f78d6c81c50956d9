namespace BackPainBot.BotFramework;

/// <summary>What is kept of conversations cannot be read or written now: who needs it is told to come again. The message goes into the log and is one sentence without anybody's words.</summary>
public class UnavailableException(string message, Exception cause) : Exception(message, cause);
