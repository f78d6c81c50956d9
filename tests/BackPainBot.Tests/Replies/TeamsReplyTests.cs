using System.Text;
using BackPainBot.BotFramework.Activities;
using BackPainBot.Dialog;
using BackPainBot.Knowledge;
using BackPainBot.Replies;
using BackPainBot.Teams;
using BackPainBot.Tests.Dialog;
using BackPainBot.Tests.Teams;

namespace BackPainBot.Tests.Replies;

/// <summary>A reply in the form that Teams shows.</summary>
public sealed class TeamsReplyTests(TestBot bot)
{
    private readonly ReplyActivities _replies = new(bot.Script);

    private static Reply Quoting(params string[] texts) => QuotingList(null, texts);

    private static Reply QuotingList(string? listId, params string[] texts)
    {
        var article = new Article("discs", "On discs", new Uri("https://example.org/discs"), "Example", "en", "discs.md");
        return new(
            ReplyOutcome.Answer,
            "",
            [.. texts.Select((text, index) => new RankedPassage(new($"discs#{index}", "hash", PassageKind.Paragraph, text, [], article, article.Source, listId, index, index + 1), 1, default))],
            "A note.",
            []);
    }

    private Activity Teams(Reply reply, string type = "personal") => _replies.For(reply, new TeamsChat(type).Says("why"), "hash");

    private Activity Answer(string question, string type = "personal") =>
        Teams(bot.Dialog.Take(Conversation.New, new Utterance(question), bot.Knowledge.Current).Reply, type);

    [Fact, Trait("Item", "46")]
    public void Sources_are_native_citations_at_most_ten_and_never_called_AI_generated()
    {
        var reply = Teams(Quoting([.. Enumerable.Range(0, 12).Select(index => $"{index} {new string('x', 300)}")]));
        var entity = Assert.Single(reply.Entities!);
        Assert.Equal("https://schema.org/Message", entity.Type);
        Assert.Equal(("", "Message", "https://schema.org"), (Property("@id"), Property("@type"), Property("@context")));
        var claims = entity.Properties!["citation"].EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(1, 10), claims.Select(claim => claim.GetProperty("position").GetInt32()));
        Assert.All(claims, claim => Assert.InRange(claim.GetProperty("appearance").GetProperty("name").GetString()!.Length, 1, 80));
        Assert.All(claims, claim => Assert.InRange(claim.GetProperty("appearance").GetProperty("abstract").GetString()!.Length, 1, 160));
        Assert.DoesNotContain("additionalType", ActivityJson.Write(reply), StringComparison.Ordinal);
        Assert.DoesNotContain("potentialAction", ActivityJson.Write(reply), StringComparison.Ordinal);

        string? Property(string name) => entity.Properties![name].GetString();
    }

    [Fact, Trait("Item", "47"), Trait("Item", "58")]
    public void Teams_gets_bare_numbers_and_the_web_definitions_too()
    {
        Assert.Contains("[1]", Answer("why do discs wear out").Text, StringComparison.Ordinal);
        Assert.DoesNotContain("[1]:", Answer("why do discs wear out").Text, StringComparison.Ordinal);
        var web = _replies.For(Quoting("Discs wear out."), new TeamsChat().Says("why") with { ChannelId = Channels.Webchat }, "hash");
        Assert.Contains("[1]: https://example.org/discs \"On discs\"", web.Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Item", "48")]
    public void A_personal_chat_has_three_buttons_at_most_and_names_the_rest()
    {
        var topics = Answer("topics");
        Assert.Equal(3, topics.SuggestedActions!.Actions!.Count);
        Assert.All(topics.SuggestedActions.Actions, action => Assert.Equal((CardAction.ImBack, action.Title), (action.Type, action.Value!.Value.GetString())));
        Assert.All(bot.Script.Topics, topic => Assert.Contains($"**{topic.Label}**", topics.Text, StringComparison.Ordinal));
        Assert.EndsWith("*", Answer("why do discs wear out", "channel").Text, StringComparison.Ordinal);
    }

    [Theory, Trait("Item", "48")]
    [InlineData("groupChat")]
    [InlineData("channel")]
    public void Among_people_there_are_no_buttons_and_the_topics_are_named(string type)
    {
        var topics = Answer("topics", type);
        Assert.Null(topics.SuggestedActions);
        Assert.EndsWith(string.Join(" · ", bot.Script.Topics.Select(topic => $"**{topic.Label}**")), topics.Text, StringComparison.Ordinal);
    }

    [Theory, Trait("Item", "56")]
    [InlineData(1, 200_000)]
    [InlineData(3, 60_000)]
    [InlineData(10, 30_000)]
    public void An_answer_too_long_for_Teams_is_shortened_at_a_word_and_says_so(int passages, int length)
    {
        var passage = string.Concat(Enumerable.Repeat("Diſcs wear <out> & “slowly”. ", length / 29));
        var reply = Teams(Quoting([.. Enumerable.Repeat(passage, passages)]));
        Assert.InRange(Encoding.Unicode.GetByteCount(ActivityJson.Write(reply)), 10_000, 100 * 1024);
        Assert.Contains("… [1]", reply.Text, StringComparison.Ordinal);
        Assert.Contains($"… [{passages}]", reply.Text, StringComparison.Ordinal);
        Assert.Contains(bot.Script.Teams.Shortened, reply.Text, StringComparison.Ordinal);
        Assert.Contains("A note.", reply.Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Item", "56")]
    public void An_answer_that_fits_stays_whole()
    {
        var passage = string.Concat(Enumerable.Repeat("Discs wear out. ", 1_000)).TrimEnd();
        var text = Teams(Quoting(passage)).Text;
        Assert.Contains(passage, text, StringComparison.Ordinal);
        Assert.DoesNotContain(bot.Script.Teams.Shortened, text, StringComparison.Ordinal);
    }

    [Fact, Trait("Item", "57"), Trait("Item", "59")]
    public async Task A_turn_is_one_message_without_attachments()
    {
        foreach (var words in new[] { "why do discs wear out", "topics", "contact", "I cannot feel my groin when I wipe", "who won the football", "help" })
        {
            var reply = Assert.Single(await bot.Turn.TakeAsync(new TeamsChat().Says(words), TestContext.Current.CancellationToken));
            Assert.Equal((ActivityTypes.Message, null), (reply.Type, reply.Attachments));
        }
    }

    [Theory, Trait("Item", "58")]
    [InlineData("One:\n- a\n- b\n\nEnd", "One:\n\n• a\n\n• b\n\nEnd")]
    [InlineData("> - a [1]\n> - b [2]", "> • a [1]\n\n> • b [2]")]
    [InlineData("# Title\ntext", "**Title**\ntext")]
    [InlineData("![a picture](https://example.org/x.png)", "[a picture](https://example.org/x.png)")]
    [InlineData("above\n\n---\n\nbelow", "above\n\nbelow")]
    [InlineData(@"3 \< 4 \& \<at\>Sam\</at\>", "3 &lt; 4 &amp; &lt;at&gt;Sam&lt;/at&gt;")]
    [InlineData("**bold** *it* `pre` [l](https://example.org) [1]", "**bold** *it* `pre` [l](https://example.org) [1]")]
    [InlineData(@"\- no item, \# no heading", @"\- no item, \# no heading")]
    public void Markdown_that_Teams_does_not_show_becomes_what_it_does(string markdown, string shown) => Assert.Equal(shown, TeamsMarkdown.Of(markdown));

    [Theory, Trait("Item", "58")]
    [InlineData("why do discs wear out")]
    [InlineData("contact")]
    [InlineData("help")]
    [InlineData("I cannot feel my groin when I wipe")]
    [InlineData("what are the warning signs")]
    public void Nothing_that_Teams_cannot_show_is_in_a_reply(string words) =>
        Assert.DoesNotMatch(@"(?m)^(#{1,6} |(> ?)?[-*+] |\||-{3,}$)|!\[|^\[\d+\]:", Answer(words).Text);

    [Fact, Trait("Item", "58")]
    public void A_list_that_is_quoted_stays_readable() =>
        Assert.Contains("> • rest [1]\n\n> • walking [2]", Teams(QuotingList("list", "rest", "walking")).Text, StringComparison.Ordinal);

    /// <summary>Threats: an article or a question that carries markup.</summary>
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<at>Everyone</at>")]
    [InlineData("[click](https://evil.example)")]
    [InlineData("![x](https://evil.example/pixel.png)")]
    [InlineData("# Heading\n\n- item")]
    [InlineData("[1]: https://evil.example")]
    [InlineData("`code` ~~gone~~ | table | **bold**")]
    public void Markup_in_an_article_or_a_question_stays_text(string hostile)
    {
        var quoted = Teams(Quoting(hostile)).Text!;
        var missing = Teams(Quoting("x") with { Text = new Answers(bot.Script).Closest([hostile], null) }).Text!;
        foreach (var text in new[] { quoted, missing })
        {
            Assert.DoesNotMatch(@"<[a-z/]|(?<!\\)\[click|!\[|(?m)^# |(?<!\\)`|(?<!\\)~|(?m)^\[1\]:", text);
        }
    }
}
