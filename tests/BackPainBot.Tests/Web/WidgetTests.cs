using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackPainBot.Tests.Web;

public sealed class WidgetTests(Browser browser, Clinics clinics) : IClassFixture<Clinics>
{
    private const string Question = "why do discs wear out";

    [Fact]
    public async Task Until_it_is_used_the_widget_is_one_script_and_nothing_else()
    {
        await using var clinic = await clinics.VisitAsync(browser);
        await Expect(clinic.Launcher).ToBeVisibleAsync();
        await clinic.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        Assert.Equal([new(clinic.Page.Url), new($"{clinics.Bot.Origin}/widget.js")], clinic.Visit.Requests.Where(request => request.AbsolutePath != "/favicon.ico"));
        Assert.Single(clinic.Page.Frames);
        Assert.Empty(await clinic.Page.Context.CookiesAsync());
        Assert.Equal(0, await clinic.Page.EvaluateAsync<int>("sessionStorage.length + localStorage.length"));
    }

    [Fact]
    public async Task The_button_opens_the_chat_in_which_a_question_is_answered()
    {
        await using var clinic = await clinics.VisitAsync(browser);
        await Expect(clinic.Launcher).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(clinic.Panel).ToBeHiddenAsync();

        var chat = await clinic.OpenChatAsync();
        await Expect(clinic.Launcher).ToHaveAttributeAsync("aria-expanded", "true");
        // The frame has the focus in the page, and the box in the frame. Whether the window has the focus is not asked: with many busy pages Chromium was seen to deny it, for a reason not found.
        await clinic.Page.UntilAsync("() => document.activeElement.shadowRoot?.activeElement?.matches('#panel iframe')");
        await clinic.Page.Frames[1].UntilAsync("() => document.activeElement.matches('[data-id=webchat-sendbox-input]')");
        await chat.AskAsync(Question);

        Assert.Empty(clinic.Visit.Troubles);
        Assert.Equal(2, clinic.Visit.OriginsAsked.Count());
    }

    [Fact]
    public async Task Escape_inside_the_chat_closes_it_and_focus_returns_to_the_button()
    {
        await using var clinic = await clinics.VisitAsync(browser);
        var chat = await clinic.OpenChatAsync();

        await chat.SendBox.PressAsync("Escape");

        await Expect(clinic.Panel).ToBeHiddenAsync();
        await Expect(clinic.Launcher).ToBeFocusedAsync();
        await Expect(clinic.Launcher).ToHaveAttributeAsync("aria-expanded", "false");
    }

    [Fact]
    public async Task Escape_in_the_menu_closes_the_menu_alone()
    {
        await using var clinic = await clinics.VisitAsync(browser);
        var chat = await clinic.OpenChatAsync();
        await chat.Menu.ClickAsync();

        await chat.Menu.PressAsync("Escape");

        await Expect(chat.Button("Print the conversation")).ToHaveCountAsync(0);
        await chat.AskAsync(Question); // by now the panel would have been told to close
        await Expect(clinic.Panel).ToBeVisibleAsync();
    }

    [Fact]
    public async Task On_a_phone_the_chat_fills_the_screen_and_has_its_own_close_button()
    {
        await using var clinic = await clinics.VisitAsync(browser, options: new() { ViewportSize = new() { Width = 390, Height = 844 } });
        var chat = await clinic.OpenChatAsync();
        var panel = await clinic.Panel.BoundingBoxAsync();
        Assert.Equal((0, 0, 390, 844), ((int)panel!.X, (int)panel.Y, (int)panel.Width, (int)panel.Height));
        await Expect(clinic.Launcher).ToBeHiddenAsync();

        await chat.Find("#close").ClickAsync();

        await Expect(clinic.Panel).ToBeHiddenAsync();
        await Expect(clinic.Launcher).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_page_opens_asks_hears_and_closes()
    {
        await using var clinic = await clinics.VisitAsync(browser);
        await clinic.Page.EvaluateAsync("""
            window.heard = [];
            for (const event of ['opened', 'closed', 'unread', 'answered']) BackPainBot.addEventListener(event, () => heard.push(event));
            """);

        await clinic.Page.EvaluateAsync("question => BackPainBot.ask(question)", Question);
        await Expect(clinic.Chat.Answers).ToHaveCountAsync(1);
        await clinic.Page.WaitForFunctionAsync("heard.includes('answered')");
        await clinic.Page.EvaluateAsync("BackPainBot.close()");
        await Expect(clinic.Panel).ToBeHiddenAsync();
        await clinic.Page.EvaluateAsync("BackPainBot.toggle()");
        await Expect(clinic.Panel).ToBeVisibleAsync();

        Assert.Equal(["opened", "answered", "closed", "opened"], await clinic.Page.EvaluateAsync<string[]>("heard"));
    }

    [Fact]
    public async Task An_answer_that_comes_while_the_chat_is_closed_is_counted_on_the_button()
    {
        await using var clinic = await clinics.VisitAsync(browser);
        var chat = await clinic.OpenChatAsync();
        await Expect(clinic.Badge).ToBeHiddenAsync();

        await clinic.Page.EvaluateAsync("question => { BackPainBot.ask(question); BackPainBot.close(); }", Question);

        await Expect(clinic.Badge).ToHaveTextAsync("1 new messages");
        await clinic.Launcher.ClickAsync();
        await Expect(clinic.Badge).ToBeHiddenAsync();
        await Expect(chat.Answers).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_conversation_goes_on_on_the_next_page_of_the_site()
    {
        await using var clinic = await clinics.VisitAsync(browser);
        await (await clinic.OpenChatAsync()).AskAsync(Question);

        await clinic.Page.GotoAsync(clinic.Page.Url + "hours");
        var chat = await clinic.OpenChatAsync();

        await Expect(chat.Answers).ToHaveCountAsync(1);
        await Expect(chat.Messages).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task Where_frames_may_store_nothing_the_page_around_keeps_the_conversation()
    {
        await using var clinic = await clinics.VisitAsync(browser, script: $"if (window !== top) {{ {ChatPageResumeTests.StorageRefused} }}");
        await (await clinic.OpenChatAsync()).AskAsync(Question);

        await clinic.Page.ReloadAsync();
        var chat = await clinic.OpenChatAsync();

        await Expect(chat.Answers).ToHaveCountAsync(1);
        Assert.Empty(clinic.Visit.Troubles);
    }

    [Fact]
    public async Task Where_nobody_may_store_anything_the_chat_still_works()
    {
        await using var clinic = await clinics.VisitAsync(browser, script: ChatPageResumeTests.StorageRefused);

        await (await clinic.OpenChatAsync()).AskAsync(Question);

        Assert.Empty(clinic.Visit.Troubles);
    }

    [Fact]
    public async Task A_second_script_tag_is_ignored_with_a_note()
    {
        await using var clinic = await clinics.VisitAsync(browser);

        var note = await clinic.Page.RunAndWaitForConsoleMessageAsync(() => clinic.Page.AddScriptTagAsync(new() { Url = clinics.Bot.Origin + "/widget.js" }));

        Assert.Equal("BackPainBot is already on this page.", note.Text);
        await Expect(clinic.Launcher).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task When_the_bot_has_gone_down_the_panel_says_so_and_the_page_lives_on()
    {
        await using var clinic = await clinics.VisitAsync(browser);
        await clinic.Page.RouteAsync($"{clinics.Bot.Origin}/?**", route => route.AbortAsync("connectionrefused"));
        await clinic.Launcher.ClickAsync();
        await Expect(clinic.Panel.GetByRole(AriaRole.Alert)).ToContainTextAsync("911");
        await Expect(clinic.Page.Locator("h1")).ToBeVisibleAsync();

        await clinic.Page.UnrouteAllAsync();
        await clinic.Panel.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await clinic.Chat.GreetedAsync();
        await Expect(clinic.Panel.GetByRole(AriaRole.Alert)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task When_the_bot_was_down_from_the_start_the_page_lives_without_it()
    {
        await using var visit = await Visit.StartAsync(browser);
        await visit.Page.GotoAsync(clinics.Sites.Add(new("<script src='http://127.0.0.1:9/widget.js' defer></script>")));

        await Expect(visit.Page.Locator("h1")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("button")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_site_that_is_not_allowed_cannot_show_the_chat()
    {
        await using var stranger = await HostSite.StartAsync();
        await using var visit = await Visit.StartAsync(browser);
        await visit.Page.GotoAsync(stranger.Add(new($"<script src='{clinics.Bot.Origin}/widget.js' defer></script>")));

        await visit.Page.RunAndWaitForConsoleMessageAsync(
            () => visit.Page.Locator("button[aria-controls=panel]").ClickAsync(),
            new() { Predicate = message => message.Type == "error" && message.Text.Contains("frame-ancestors", StringComparison.Ordinal) });

        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("911");
    }

    [Fact]
    public async Task Messages_of_strangers_are_not_listened_to()
    {
        await using var clinic = await clinics.VisitAsync(browser);
        var chat = await clinic.OpenChatAsync();

        // To the page: from the page itself instead of the chat's frame. To the chat: from a frame that is not its parent.
        await clinic.Page.EvaluateAsync("""
            postMessage({ ns: 'backpainbot', type: 'close' }, '*');
            const stranger = document.body.appendChild(document.createElement('iframe'));
            stranger.contentWindow.eval(`
              for (const type of ['closed', 'ask']) top.frames[0].postMessage({ ns: 'backpainbot', type, text: 'from a stranger' }, '*');
              top.postMessage({ ns: 'backpainbot', type: 'unread', count: 9 }, '*');`);
            """);
        await chat.AskAsync(Question);

        await Expect(clinic.Panel).ToBeVisibleAsync();
        await Expect(clinic.Badge).ToBeHiddenAsync();
        await Expect(chat.Messages).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task No_token_is_in_the_address_of_the_frame()
    {
        await using var clinic = await clinics.VisitAsync(browser);
        await (await clinic.OpenChatAsync()).AskAsync(Question);

        var frame = new Uri(clinic.Page.Frames[1].Url);

        Assert.DoesNotContain("token", frame.Query, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("eyJ", frame.AbsoluteUri, StringComparison.Ordinal);
    }
}
