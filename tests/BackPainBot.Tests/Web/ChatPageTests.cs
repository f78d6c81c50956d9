using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackPainBot.Tests.Web;

public sealed class ChatPageTests(Browser browser, ChatSite site) : IClassFixture<ChatSite>
{
    private const string Question = "why do discs wear out";

    [Fact]
    public async Task A_visitor_is_greeted_asks_and_gets_a_passage_with_a_link_to_its_place()
    {
        var (visit, chat) = await Visit.OpenChatAsync(browser, site);
        await using var _ = visit;
        await Expect(chat.Messages).ToHaveCountAsync(1);
        await Expect(chat.Find("#greeting")).ToBeHiddenAsync();

        await chat.Chips.First.ClickAsync();
        await Expect(chat.Answers).ToHaveCountAsync(1);
        await chat.AskAsync(Question);

        await Expect(chat.Answers.Last.Locator("blockquote").First).ToContainTextAsync("disc");
        var source = await chat.Answers.Last.Locator("a.webchat__link-definitions__list-item-box").First.GetAttributeAsync("href");
        Assert.Contains("#:~:text=", source, StringComparison.Ordinal);
        Assert.Empty(visit.Troubles);
        Assert.Equal([new Uri(site.Origin).Authority], visit.OriginsAsked);
    }

    [Fact]
    public async Task The_greeting_is_in_the_page_before_any_script_runs()
    {
        await using var visit = await Visit.StartAsync(browser, new() { JavaScriptEnabled = false });
        await visit.Page.GotoAsync(site.Origin);

        await Expect(visit.Page.Locator("#greeting")).ToContainTextAsync("not a doctor");
        await Expect(visit.Page.Locator("noscript")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_keyboard_is_enough()
    {
        var (visit, chat) = await Visit.OpenChatAsync(browser, site);
        await using var _ = visit;
        var keyboard = visit.Page.Keyboard;

        await chat.SendBox.FocusAsync();
        await Expect(chat.SendBox).ToBeFocusedAsync();
        await keyboard.PressAsync("Shift+Tab");
        await Expect(chat.Chips.First).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await Expect(chat.Answers).ToHaveCountAsync(1);

        await Expect(chat.SendBox).ToBeFocusedAsync();
        await Expect(chat.Button("More")).ToBeVisibleAsync(); // a chip of the answer: those of the greeting have gone
        await chat.ChipsAreReachedByTheKeyboardAsync();

        string[] backwards = [".webchat__suggested-action", ".webchat__basic-transcript__terminator", ".webchat__basic-transcript", ".webchat__keyboard-help__close-button", "#menu-button"];
        foreach (var stop in backwards)
        {
            await keyboard.PressAsync("Shift+Tab");
            await Expect(chat.Find($"{stop}:focus")).ToHaveCountAsync(1);
        }
        await keyboard.PressAsync("Enter");
        await Expect(chat.Button("Print the conversation")).ToBeVisibleAsync();
        await keyboard.PressAsync("Tab");
        await Expect(chat.Button("Print the conversation")).ToBeFocusedAsync();
        await keyboard.PressAsync("Escape");
        await Expect(chat.Menu).ToBeFocusedAsync();
    }

    [Fact]
    public async Task There_is_no_button_for_files()
    {
        var (visit, chat) = await Visit.OpenChatAsync(browser, site);
        await using var _ = visit;

        await Expect(chat.Find("input[type=file]")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("en-US", "", "Ask in your own words")]
    [InlineData("es-MX", "", "Pregunte con sus propias palabras")]
    [InlineData("en-US", "?lang=es-ES", "Pregunte con sus propias palabras")]
    [InlineData("xx", "", "Ask in your own words")]
    public async Task The_buttons_speak_the_language_of_the_site_or_the_browser(string locale, string query, string placeholder)
    {
        await using var visit = await Visit.StartAsync(browser, new() { Locale = locale });
        await visit.Page.GotoAsync($"{site.Origin}/{query}");

        await Expect(new ChatFrame(visit.Page).SendBox).ToHaveAttributeAsync("placeholder", placeholder);
    }

    [Fact]
    public async Task When_the_bot_is_down_the_page_says_so_and_tries_again_on_request()
    {
        await using var visit = await Visit.StartAsync(browser);
        await visit.Page.RouteAsync("**/tokens/generate", route => route.AbortAsync());
        await visit.Page.GotoAsync(site.Origin);
        var chat = new ChatFrame(visit.Page);
        await Expect(chat.Notice).ToContainTextAsync("911");

        await visit.Page.UnrouteAllAsync();
        await chat.Button("Try again").ClickAsync();

        await chat.GreetedAsync();
        await Expect(chat.Notice).ToBeEmptyAsync();
    }

    [Fact]
    public async Task A_passage_is_copied_with_its_source()
    {
        var (visit, chat) = await Visit.OpenChatAsync(browser, site, new() { Permissions = ["clipboard-write"] });
        await using var _ = visit;
        await chat.AskAsync(Question);
        var passage = await chat.Answers.Last.Locator("blockquote strong").First.TextContentAsync();
        await visit.Page.EvaluateAsync("""
            const write = navigator.clipboard.writeText.bind(navigator.clipboard);
            navigator.clipboard.writeText = text => { window.copied = text; return write(text); };
            // The button says so for two seconds, which a busy machine may miss: here it does not take it back.
            const { setTimeout } = window;
            window.setTimeout = (call, delay, ...rest) => delay === 2000 ? 0 : setTimeout(call, delay, ...rest);
            """);

        await chat.Button("Copy the passage").ClickAsync();

        await Expect(chat.Button("Copied")).ToBeVisibleAsync();
        var copied = await visit.Page.EvaluateAsync<string>("window.copied");
        Assert.Contains(passage!, copied, StringComparison.Ordinal);
        Assert.Contains("#:~:text=", copied, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_conversation_is_saved_as_a_file_with_questions_passages_and_sources()
    {
        var (visit, chat) = await Visit.OpenChatAsync(browser, site);
        await using var _ = visit;
        await chat.AskAsync(Question);
        var passage = await chat.Answers.Last.Locator("blockquote strong").First.TextContentAsync();

        await chat.Menu.ClickAsync();
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => chat.Button("Save the conversation").ClickAsync());

        using var reader = new StreamReader(await download.CreateReadStreamAsync());
        var file = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("<!doctype html>", file, StringComparison.Ordinal);
        Assert.Contains(Question, file, StringComparison.Ordinal);
        Assert.Contains(passage!, file, StringComparison.Ordinal);
        Assert.Contains("#:~:text=", file, StringComparison.Ordinal);
        Assert.Empty(visit.Troubles);
    }

    [Fact]
    public async Task Printing_shows_the_record_alone()
    {
        var (visit, chat) = await Visit.OpenChatAsync(browser, site);
        await using var _ = visit;
        await chat.AskAsync(Question);
        await visit.Page.EvaluateAsync("window.print = () => { window.printed = true; }");

        await chat.Menu.ClickAsync();
        await chat.Button("Print the conversation").ClickAsync();
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.True(await visit.Page.EvaluateAsync<bool>("window.printed"));
        await Expect(chat.Find("#record h2")).ToContainTextAsync(Question);
        await Expect(chat.Find("#record blockquote")).ToBeVisibleAsync();
        await Expect(chat.SendBox).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_thumb_can_be_given()
    {
        var (visit, chat) = await Visit.OpenChatAsync(browser, site);
        await using var _ = visit;
        await chat.AskAsync(Question);
        var like = chat.Answers.Last.Locator("button[aria-label=Like]");

        await like.ClickAsync();

        await Expect(like).ToHaveAttributeAsync("aria-pressed", "true");
    }
}
