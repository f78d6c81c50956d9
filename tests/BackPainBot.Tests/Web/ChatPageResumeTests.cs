using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackPainBot.Tests.Web;

public sealed class ChatPageResumeTests(Browser browser, ChatSite site) : IClassFixture<ChatSite>
{
    private const string Question = "why do discs wear out";

    /// <summary>A bot that starts again takes its time.</summary>
    private static readonly LocatorAssertionsToHaveCountOptions Reconnected = new() { Timeout = 90_000 };

    [Fact]
    public async Task A_reload_finds_the_conversation_again_with_nothing_lost_and_nothing_twice()
    {
        var (visit, chat) = await Visit.OpenChatAsync(browser, site);
        await using var _ = visit;
        await chat.AskAsync(Question);

        await visit.Page.ReloadAsync();

        await Expect(chat.Answers).ToHaveCountAsync(1);
        await Expect(chat.Messages).ToHaveCountAsync(3);
        await Expect(chat.Notice).ToBeEmptyAsync();
        await chat.AskAsync("what causes back pain");
        await Expect(chat.Messages).ToHaveCountAsync(5);
        Assert.Empty(visit.Troubles);
    }

    [Fact]
    public async Task No_token_is_in_the_address_of_the_page()
    {
        var (visit, chat) = await Visit.OpenChatAsync(browser, site);
        await using var _ = visit;
        await chat.AskAsync(Question);

        Assert.Equal(site.Origin + "/", visit.Page.Url);
        Assert.DoesNotContain(visit.Requests, request => request.Scheme == "http" && request.Query.Contains("t=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_conversation_that_is_over_starts_anew_with_one_sentence()
    {
        var (visit, chat) = await Visit.OpenChatAsync(browser, site);
        await using var _ = visit;
        await chat.AskAsync(Question);
        await visit.Page.EvaluateAsync("""
            const { conversationId, token } = JSON.parse(sessionStorage.backpainbot);
            fetch(`/v3/directline/conversations/${conversationId}`, { method: 'DELETE', headers: { Authorization: `Bearer ${token}` } });
            """);

        await visit.Page.ReloadAsync();

        await Expect(chat.Notice).ToHaveTextAsync("Your earlier conversation has ended, so this is a new one.");
        await chat.GreetedAsync();
        await Expect(chat.Messages).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_conversation_that_ends_while_the_page_is_open_is_followed_by_a_new_one_with_one_sentence()
    {
        var (visit, chat, connection) = await OpenOverABreakableLineAsync();
        await using var _ = visit;
        await chat.AskAsync(Question);
        await visit.Page.EvaluateAsync("""
            const { conversationId, token } = JSON.parse(sessionStorage.backpainbot);
            fetch(`/v3/directline/conversations/${conversationId}`, { method: 'DELETE', headers: { Authorization: `Bearer ${token}` } });
            """);

        await connection.CloseAsync();

        await Expect(chat.Notice).ToHaveTextAsync("Your earlier conversation has ended, so this is a new one.", new() { Timeout = Reconnected.Timeout });
        await chat.GreetedAsync();
        await Expect(chat.Messages).ToHaveCountAsync(1);
        await chat.AskAsync(Question);
    }

    [Fact]
    public async Task A_deleted_conversation_is_gone_from_the_page_the_browser_and_the_bot()
    {
        var (visit, chat) = await Visit.OpenChatAsync(browser, site);
        await using var _ = visit;
        await chat.AskAsync(Question);
        var kept = await visit.Page.EvaluateAsync<Kept>("JSON.parse(sessionStorage.backpainbot)");

        await chat.Menu.ClickAsync();
        await chat.Button("Delete my conversation").ClickAsync();
        await chat.Button("Delete").ClickAsync();

        await Expect(chat.Notice).ToHaveTextAsync("Your conversation has been deleted.");
        await Expect(chat.Messages).ToHaveCountAsync(1);
        await Expect(chat.Answers).ToHaveCountAsync(0);
        var later = await visit.Page.EvaluateAsync<Kept>("JSON.parse(sessionStorage.backpainbot)");
        Assert.NotEqual(kept.ConversationId, later.ConversationId);
        var status = await visit.Page.EvaluateAsync<int>(
            "kept => fetch(`/v3/directline/conversations/${kept.conversationId}`, { headers: { Authorization: `Bearer ${kept.token}` } }).then(response => response.status)",
            new { conversationId = kept.ConversationId, token = kept.Token });
        Assert.Equal(404, status);
    }

    [Fact]
    public async Task Asked_whether_to_delete_the_visitor_may_keep_it()
    {
        var (visit, chat) = await Visit.OpenChatAsync(browser, site);
        await using var _ = visit;
        await chat.AskAsync(Question);

        await chat.Menu.ClickAsync();
        await chat.Button("Delete my conversation").ClickAsync();
        await chat.Button("Keep it").ClickAsync();

        await Expect(chat.Find("dialog")).ToBeHiddenAsync();
        await Expect(chat.Answers).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_lost_connection_comes_back_and_the_missed_reply_with_it()
    {
        var (visit, chat, connection) = await OpenOverABreakableLineAsync();
        await using var _ = visit;

        await connection.CloseAsync();
        await chat.SendBox.FillAsync(Question);
        await chat.SendBox.PressAsync("Enter");

        await Expect(chat.Answers).ToHaveCountAsync(1, Reconnected);
        await Expect(chat.Messages).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task A_restarted_bot_finds_the_conversation_with_nothing_lost_and_nothing_twice()
    {
        var data = Directory.CreateTempSubdirectory("backpainbot-tests-");
        var first = ChatSite.At(0, data);
        var port = new Uri(first.Origin).Port;
        await using var visit = await Visit.StartAsync(browser);
        await visit.Page.AddInitScriptAsync(ConnectsAgainSoon);
        await visit.Page.GotoAsync(first.Origin);
        var chat = await new ChatFrame(visit.Page).GreetedAsync();
        await chat.AskAsync(Question);

        await first.DisposeAsync();
        await using (var second = ChatSite.At(port, data))
        {
            Assert.Equal(port, new Uri(second.Origin).Port);
            await chat.SendBox.FillAsync("what causes back pain");
            await chat.SendBox.PressAsync("Enter");

            await Expect(chat.Answers).ToHaveCountAsync(2, Reconnected);
            await Expect(chat.Messages).ToHaveCountAsync(5);
            await visit.Page.ReloadAsync();
            await Expect(chat.Messages).ToHaveCountAsync(5);
        }

        data.Delete(recursive: true);
    }

    [Fact]
    public async Task Where_the_browser_refuses_storage_the_chat_still_works()
    {
        await using var visit = await Visit.StartAsync(browser);
        await visit.Page.AddInitScriptAsync(StorageRefused);
        await visit.Page.GotoAsync(site.Origin);
        var chat = await new ChatFrame(visit.Page).GreetedAsync();

        await chat.AskAsync(Question);

        Assert.Empty(visit.Troubles);
    }

    private async Task<(Visit Visit, ChatFrame Chat, IWebSocketRoute Connection)> OpenOverABreakableLineAsync()
    {
        var visit = await Visit.StartAsync(browser);
        await visit.Page.AddInitScriptAsync(ConnectsAgainSoon);
        var connection = new TaskCompletionSource<IWebSocketRoute>();
        await visit.Page.RouteWebSocketAsync("**/stream?**", socket =>
        {
            socket.ConnectToServer();
            connection.TrySetResult(socket);
        });
        await visit.Page.GotoAsync(site.Origin);
        return (visit, await new ChatFrame(visit.Page).GreetedAsync(), await connection.Task);
    }

    /// <summary>Web Chat waits 3 to 15 seconds, by chance, before it connects again; here never much longer than 3.</summary>
    private const string ConnectsAgainSoon = "const { random } = Math; Math.random = () => random() / 100;";

    internal const string StorageRefused =
        "for (const name of ['sessionStorage', 'localStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('refused', 'SecurityError'); } });";

    private sealed record Kept
    {
        public string ConversationId { get; init; } = "";
        public string Token { get; init; } = "";
    }
}
