using BackPainBot.BotFramework.Activities;
using BackPainBot.Teams;
using BackPainBot.Tests.Safety;
using BackPainBot.Turns;

namespace BackPainBot.Tests.Teams;

public sealed class MentionsTests
{
    private static readonly Entity Bot = TeamsChat.Mention(TeamsChat.BotId, TeamsChat.BotName);
    private static readonly Entity Sam = TeamsChat.Mention("29:sam", "Sam");

    [Theory, Trait("Item", "50")]
    [InlineData("<at>Back pain answers</at> why do discs wear out", "why do discs wear out")]
    [InlineData("why do discs <AT>BACK PAIN ANSWERS</AT> wear out", "why do discs   wear out")]
    [InlineData("<at id=\"0\">Back pain answers</at>&nbsp;why do discs wear out\n", "why do discs wear out")]
    [InlineData("<at>Back pain answers</at> <at>Sam</at> asks why", "Sam asks why")]
    [InlineData("<at>Back pain answers</at> is 3 &lt; 4 &amp; why", "is 3 < 4 & why")]
    [InlineData("<at>Back pain answers</at>", "")]
    [InlineData("no tag at all", "no tag at all")]
    [InlineData("<at>unclosed why", "unclosed why")]
    public void Of_the_bots_own_mention_nothing_stays_and_of_others_the_name(string text, string words) =>
        Assert.Equal(words, Mentions.Strip(new TeamsChat("channel").Says(text, Bot, Sam)));

    [Fact, Trait("Item", "50")]
    public void The_text_that_a_mention_names_counts_whatever_it_looks_like()
    {
        Assert.Equal("why", Mentions.Strip(new TeamsChat("channel").Says("@painbot why", TeamsChat.Mention(TeamsChat.BotId, null, "@PainBot"))));
        Assert.Equal("@Sam why", Mentions.Strip(new TeamsChat("channel").Says("@Sam why", TeamsChat.Mention("29:sam", "Sam", "@Sam"))));
    }

    [Fact, Trait("Item", "50")]
    public void Somebody_with_the_bots_name_is_not_the_bot() =>
        Assert.Equal("Back pain answers why", Mentions.Strip(new TeamsChat("channel").Says("<at>Back pain answers</at> why", TeamsChat.Mention("29:namesake", TeamsChat.BotName))));

    [Theory, Trait("Item", "50")]
    [InlineData("{}")]
    [InlineData("""{"mentioned":null}""")]
    [InlineData("""{"mentioned":"bot"}""")]
    [InlineData("""{"mentioned":{"id":5}}""")]
    [InlineData("""{"mentioned":{"id":"28:1d2c3b4a-5e6f-4a7b-8c9d-0e1f2a3b4c5d","name":7},"text":9}""")]
    public void A_mention_of_an_odd_shape_does_no_harm(string properties)
    {
        var odd = new Entity { Type = Entity.Mention, Properties = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, System.Text.Json.JsonElement>>(properties) };
        Assert.Equal("why", Mentions.Strip(new TeamsChat("channel").Says("why", odd)));
    }

    [Fact, Trait("Item", "50")]
    public void The_copy_of_a_message_in_HTML_is_no_upload_but_a_picture_and_an_HTML_file_are()
    {
        var chat = new TeamsChat();
        Assert.False(IncomingWords.Of(chat.Says("why")).HasAttachment);
        Assert.True(IncomingWords.Of(chat.Says("why") with { Attachments = [new() { ContentType = "image/png", ContentUrl = "https://example.org/x.png" }] }).HasAttachment);
        Assert.True(IncomingWords.Of(chat.Says("why") with { Attachments = [new() { ContentType = "text/html", ContentUrl = "https://example.org/x.html" }] }).HasAttachment);
    }

    [Theory, Trait("Item", "49")]
    [InlineData("\"why do discs wear out\"", "why do discs wear out")]
    [InlineData("""{"text":"why do discs wear out","id":"7"}""", "why do discs wear out")]
    [InlineData("""{"comment":"I cannot feel my groin"}""", "I cannot feel my groin")]
    [InlineData("""{"n":1,"deep":{"text":"x"}}""", "")]
    [InlineData("[1]", "")]
    [InlineData("null", "")]
    public void A_card_submits_the_words_in_its_value(string value, string words) =>
        Assert.Equal(words, IncomingWords.Of(new TeamsChat().Activity(ActivityTypes.Message) with { Value = System.Text.Json.JsonDocument.Parse(value).RootElement }).Text);

    [Theory]
    [InlineData("<at>")]
    [InlineData("<at ")]
    [InlineData("</at>")]
    [InlineData("<at >a")]
    [InlineData("<")]
    [InlineData("&amp;")]
    public void A_hostile_text_of_the_largest_size_takes_no_time(string part)
    {
        var message = new TeamsChat("channel").Says("", Bot);
        Assert.NotNull(Mentions.Strip(message with { Text = string.Concat(Enumerable.Repeat(part, 256 * 1024 / part.Length)) }));
        Assert.InRange(Growth.Of(text => Mentions.Strip(message with { Text = text }), part), 0, Growth.Limit);
    }
}
