using BackPainBot.Storage;

namespace BackPainBot.Tests.Storage;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("my name is Mary Jane O'Neil and my back hurts", "my name is […] and my back hurts")]
    [InlineData("MY NAME IS bob what helps", "MY NAME IS […] what helps")]
    [InlineData("ask Dr. Patel about discs", "ask Dr. […] about discs")]
    [InlineData("call me on +1 (214) 555-0199 please", "call me […] […] please")]
    [InlineData("mail jo.bloggs+x@example.co.uk now", "mail […] now")]
    [InlineData("I live at 12b Old Mill Lane, is surgery bad", "I live at […], is surgery bad")]
    [InlineData("born 3rd of March 1961, discs", "born […], discs")]
    [InlineData("dob 03/04/1961", "dob […]")]
    [InlineData("policy 9912 3344 55", "policy […]")]
    [InlineData("see https://example.org/me?id=1", "see […]")]
    public void What_could_name_a_person_is_taken_out(string text, string kept) => Assert.Equal(kept, Redaction.Of(text));

    [Theory]
    [InlineData("pain in L5/S1 for 3 weeks, 50% worse")]
    [InlineData("how many surgeries per year are there")]
    [InlineData("is it normal at 62")]
    public void What_the_question_is_about_stays(string text) => Assert.Equal(text, Redaction.Of(text));

    [Fact]
    public void A_long_story_is_cut() => Assert.Equal(501, Redaction.Of(new string('a', 5_000)).Length);
}
