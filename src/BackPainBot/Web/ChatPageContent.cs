namespace BackPainBot.Web;

/// <summary>What the chat page says for the bot: every sentence is the owner's script.</summary>
/// <param name="Title">The bot's name, shown as the page's heading.</param>
/// <param name="Greeting">Shown until the chat itself has loaded: plain text, a blank line between paragraphs.</param>
/// <param name="Language">BCP 47 language of the bot's text, such as <c>en</c>.</param>
/// <param name="Failure">Said when the bot cannot be reached; names another way to get help.</param>
internal sealed record ChatPageContent(string Title, string Greeting, string Language, string Failure, InterfaceStrings Interface);
