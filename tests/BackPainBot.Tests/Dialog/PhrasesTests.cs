using BackPainBot.Dialog;

namespace BackPainBot.Tests.Dialog;

public sealed class PhrasesTests(TestBot bot)
{
    private readonly Phrases _phrases = new(bot.Script);

    [Theory]
    [InlineData("hello")]
    [InlineData("Hello!!!")]
    [InlineData("hi there mate")]
    [InlineData("helo there")]
    [InlineData("THANK YOU SO MUCH")]
    [InlineData("thnk you")]
    [InlineData("what's up?")]
    public void Small_talk_is_recognised_whatever_its_dress(string text) => Assert.NotNull(_phrases.Read(text).SmallTalk);

    [Theory]
    [InlineData("can I talk to a human please", DialogCommand.Contact)]
    [InlineData("phone number", DialogCommand.Contact)]
    [InlineData("Where did you get that from?", DialogCommand.Source)]
    [InlineData("tell me more", DialogCommand.More)]
    [InlineData("That’s not what I asked!", DialogCommand.NotWhatIAsked)]
    [InlineData("ok thanks, is there a source for that?", DialogCommand.Source)]
    [InlineData("nope", DialogCommand.No)]
    [InlineData("?", DialogCommand.Help)]
    internal void Commands_are_recognised_in_people_s_words(string text, DialogCommand expected) => Assert.Equal(expected, _phrases.Read(text).Command);

    [Theory]
    [InlineData("hi, why do discs wear out", "why do discs wear out")]
    [InlineData("hello why do discs wear out?", "why do discs wear out?")]
    [InlineData("Thanks! And what about surgery?", "And what about surgery?")]
    [InlineData("why do discs wear out? thank you", "why do discs wear out?")]
    [InlineData("good acupuncture points for the back", "good acupuncture points for the back")]
    [InlineData("is surgery good", "is surgery good")]
    public void A_question_is_read_without_the_pleasantries_around_it(string text, string question)
    {
        var reading = _phrases.Read(text);
        Assert.Null(reading.SmallTalk);
        Assert.Null(reading.Command);
        Assert.Equal(question, reading.Question);
    }

    [Theory]
    [InlineData("my back hurts")]
    [InlineData("surgery")]
    [InlineData("needles")]
    [InlineData("what helps with pain at night")]
    [InlineData("no feeling in my back")]
    public void A_question_is_no_phrase(string text) => Assert.Equal((null, null, null), (_phrases.Read(text).Command, _phrases.Read(text).SmallTalk, _phrases.Read(text).Topic));

    [Fact]
    public void A_topic_s_label_is_its_question()
    {
        var topic = bot.Script.Topics[0];
        Assert.Equal(topic.Question, _phrases.Read(topic.Label.ToUpperInvariant()).Question);
    }
}
