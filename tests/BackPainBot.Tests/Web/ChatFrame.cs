using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackPainBot.Tests.Web;

/// <summary>The chat page as a visitor meets it, on its own or in a site's frame.</summary>
internal sealed class ChatFrame(Func<string, ILocator> locate)
{
    public ChatFrame(IPage page)
        : this(selector => page.Locator(selector))
    {
    }

    public ChatFrame(IFrameLocator frame)
        : this(selector => frame.Locator(selector))
    {
    }

    public ILocator Chips => locate("[role=toolbar] button");
    public ILocator Messages => locate(".webchat__basic-transcript__activity");
    public ILocator Answers => locate(".webchat__basic-transcript__activity:has(.webchat__link-definitions)");
    public ILocator Notice => locate("#notice");
    public ILocator SendBox => locate("[data-id=webchat-sendbox-input]");
    public ILocator Menu => locate("#menu-button");

    public ILocator Button(string text) => locate($"button:text-is('{text}'):visible");

    public ILocator Find(string selector) => locate(selector);

    public async Task<ChatFrame> GreetedAsync()
    {
        await ChipsAreReachedByTheKeyboardAsync();
        return this;
    }

    /// <summary>Web Chat shows its chips first and makes one of them, by its tabindex, the stop of the Tab key later; until then every chip is a stop.</summary>
    public Task ChipsAreReachedByTheKeyboardAsync() => Expect(locate("[role=toolbar] button[tabindex='0']")).ToBeVisibleAsync();

    /// <summary>Asks, and waits for the answer with its source and the chips below it.</summary>
    public async Task AskAsync(string question)
    {
        var before = await Answers.CountAsync();
        await SendBox.FillAsync(question);
        await SendBox.PressAsync("Enter");
        await Expect(Answers).ToHaveCountAsync(before + 1);
        await ChipsAreReachedByTheKeyboardAsync();
    }
}
