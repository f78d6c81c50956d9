using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackPainBot.Tests.Web;

public sealed class ChatPageSpeechTests(Browser browser, ChatSite site) : IClassFixture<ChatSite>
{
    private const string Question = "why do discs wear out";

    private static ILocator Sign(Visit visit) => visit.Page.Locator(".webchat__typing-indicator");

    /// <summary>A visitor who hears what is announced.</summary>
    private async Task<(Visit Visit, ChatFrame Chat)> OpenAsync(BrowserNewContextOptions? options = null)
    {
        var visit = await Visit.StartAsync(browser, options);
        await Spoken.ListenAsync(visit.Page);
        await visit.Page.GotoAsync(site.Origin);
        return (visit, await new ChatFrame(visit.Page).GreetedAsync());
    }

    [Fact]
    public async Task Each_message_and_each_chip_is_announced_once()
    {
        var (visit, chat) = await OpenAsync();
        await using var _ = visit;
        await chat.AskAsync(Question);
        await Expect(chat.Button("More")).ToBeVisibleAsync();
        await Expect(chat.Find("[role=toolbar]")).ToHaveAttributeAsync("aria-live", "off");

        (string Text, int Times)[] expected =
        [
            ("not a doctor", 1), (Question, 1), ("How Acupuncture Relieves Back Pain", 1), ("Chronic inflammation", 1),
            ("Slipped discs", 2), // offered by the greeting and by the answer
        ];
        foreach (var (text, times) in expected)
        {
            await Spoken.HeardAsync(visit.Page, text, times);
        }

        var spoken = await Spoken.SoFarAsync(visit.Page);
        Assert.All(expected, one => Assert.Equal(one.Times, spoken.Count(words => words.Text.Contains(one.Text, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_resumed_conversation_is_not_read_aloud_again_and_a_new_answer_is()
    {
        var (visit, chat) = await OpenAsync();
        await using var _ = visit;
        await chat.AskAsync(Question);

        // A busy machine may need longer for the history than the two seconds that it is given: here they end when it is there.
        await visit.Page.AddInitScriptAsync("""
            {
              const { setTimeout } = window;
              window.afterHistory = [];
              window.setTimeout = (call, delay, ...rest) => delay === 2000 ? afterHistory.push(call) : setTimeout(call, delay, ...rest);
            }
            """);
        await visit.Page.ReloadAsync();
        await Expect(chat.Answers).ToHaveCountAsync(1);
        await chat.ChipsAreReachedByTheKeyboardAsync();
        var region = chat.Find(".webchat__live-region-transcript");
        await Expect(region).ToHaveAttributeAsync("aria-live", "off");
        Assert.Equal(1, await visit.Page.EvaluateAsync<int>("afterHistory.splice(0).map(call => call()).length"));
        await Expect(region).ToHaveAttributeAsync("aria-live", "polite");
        Assert.DoesNotContain(await Spoken.SoFarAsync(visit.Page), words => words.Text.Contains("disc", StringComparison.Ordinal));

        await chat.AskAsync("what causes back pain");
        await Spoken.HeardAsync(visit.Page, "what causes back pain");
        Assert.Single(await Spoken.SoFarAsync(visit.Page), words => words.Text.Contains("what causes back pain", StringComparison.Ordinal));
    }

    /// <summary>WCAG 2.2, 3.1.2.</summary>
    [Fact]
    public async Task Between_Spanish_buttons_the_bots_text_is_marked_as_English_seen_and_heard()
    {
        var (visit, chat) = await OpenAsync(new() { Locale = "es-MX" });
        await using var _ = visit;
        await chat.AskAsync(Question);

        string[] written = [".webchat__bubble:not(.webchat__bubble--from-user) .webchat__text-content__markdown", ".webchat__link-definitions__list-item-text", ".webchat__suggested-action__text"];
        foreach (var selector in written)
        {
            var languages = await chat.Find(selector).EvaluateAllAsync<string[]>("texts => texts.map(text => text.closest('[lang]').lang)");
            Assert.NotEmpty(languages);
            Assert.All(languages, language => Assert.Equal("en", language));
        }

        foreach (var selector in new[] { ".webchat__link-definitions__header-text", "#menu-button", ".copy", ".webchat__keyboard-help__header" })
        {
            Assert.Equal("es", await chat.Find(selector).First.EvaluateAsync<string>("text => text.closest('[lang]').lang"));
        }

        await Spoken.HeardAsync(visit.Page, "not a doctor");
        await visit.Page.UntilAsync("() => spoken.some(words => words.language === 'es')");
        var spoken = await Spoken.SoFarAsync(visit.Page);
        Assert.Equal("en", Assert.Single(spoken, words => words.Text.Contains("not a doctor", StringComparison.Ordinal)).Language);
    }

    [Fact]
    public async Task When_the_bot_is_down_its_sentence_is_in_its_own_language_and_the_contact_a_link()
    {
        await using var visit = await Visit.StartAsync(browser, new() { Locale = "es-MX" });
        await visit.Page.RouteAsync("**/tokens/generate", route => route.AbortAsync());
        await visit.Page.GotoAsync(site.Origin);
        var chat = new ChatFrame(visit.Page);

        await Expect(chat.Notice.Locator("p")).ToHaveAttributeAsync("lang", "en");
        await Expect(chat.Notice.Locator("a")).ToHaveAttributeAsync("href", "http://www.dallasacupunctureworks.com/");
        Assert.Equal("es", await chat.Button("Intentarlo de nuevo").EvaluateAsync<string>("button => button.closest('[lang]').lang"));
    }

    [Fact]
    public async Task While_an_answer_takes_its_time_the_bot_is_shown_at_work_and_that_is_said_once()
    {
        await using var visit = await Visit.StartAsync(browser);
        await Spoken.ListenAsync(visit.Page);
        var isSlow = false;
        var answer = new TaskCompletionSource<Action>();
        await visit.Page.RouteWebSocketAsync("**/stream?**", socket =>
        {
            var bot = socket.ConnectToServer();
            bot.OnMessage(frame =>
            {
                // The echo of the question may come in the same frame as the answer; only the answer is held back.
                var (fromVisitor, fromBot) = isSlow ? BySender(frame.Text) : (frame.Text, null);
                if (fromVisitor is not null)
                {
                    socket.Send(fromVisitor);
                }

                if (fromBot is not null)
                {
                    answer.TrySetResult(() => socket.Send(fromBot));
                }
            });
        });
        await visit.Page.GotoAsync(site.Origin);
        var chat = await new ChatFrame(visit.Page).GreetedAsync();

        isSlow = true;
        await chat.SendBox.FillAsync(Question);
        await chat.SendBox.PressAsync("Enter");
        var arrive = await answer.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await Expect(Sign(visit)).ToBeVisibleAsync();
        arrive();

        await Expect(chat.Answers).ToHaveCountAsync(1);
        await Expect(Sign(visit)).ToHaveCountAsync(0, new() { Timeout = 10_000 }); // Web Chat would take it away by itself after 20
        await Spoken.HeardAsync(visit.Page, "Looking in the articles");
        Assert.Single(await Spoken.SoFarAsync(visit.Page), words => words.Text.Contains("Looking in the articles", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_comes_at_once_shows_no_sign_of_work()
    {
        var (visit, chat) = await OpenAsync();
        await using var _ = visit;
        // A busy machine cannot make the answer late: the half second lasts for ever.
        await visit.Page.EvaluateAsync("""
            const { setTimeout, clearTimeout } = window;
            window.due = new Set();
            window.begun = 0;
            window.setTimeout = (call, delay, ...rest) => {
              const id = setTimeout(call, delay === 500 ? 1e6 : delay, ...rest);
              if (delay === 500) due.add(id), begun++;
              return id;
            };
            window.clearTimeout = id => { due.delete(id); clearTimeout(id); };
            """);

        await chat.AskAsync("what causes back pain");

        Assert.Equal((1, 0), (await visit.Page.EvaluateAsync<int>("begun"), await visit.Page.EvaluateAsync<int>("due.size")));
        await Expect(Sign(visit)).ToHaveCountAsync(0);
    }

    /// <summary>The set of activities as two sets; null for one that would be empty.</summary>
    private static (string? FromVisitor, string? FromBot) BySender(string? frame)
    {
        if (frame is not { Length: > 0 })
        {
            return (frame, null);
        }

        string? Of(bool isBot)
        {
            var set = JsonNode.Parse(frame)!;
            var activities = set["activities"]!.AsArray();
            activities.RemoveAll(activity => ((string?)activity!["from"]!["role"] == "bot") != isBot);
            return activities.Count > 0 ? set.ToJsonString() : null;
        }

        return (Of(isBot: false), Of(isBot: true));
    }
}
