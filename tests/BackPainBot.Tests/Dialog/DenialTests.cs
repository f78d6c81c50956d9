using BackPainBot.Dialog;

namespace BackPainBot.Tests.Dialog;

public sealed class DenialTests(TestBot bot)
{
    [Theory]
    [InlineData("i havent got any of that")]
    [InlineData("I've none of those signs")]
    [InlineData("we don't have any of these, thank god")]
    [InlineData("the dog was lying on them 😂 i havent got any of that")]
    [InlineData("nothing like that, only sore")]
    public void Who_denies_all_of_it_denies_plainly(string text) => Assert.True(new Phrases(bot.Script).DeniesPlainly(text));

    [Theory]
    [InlineData("no")]
    [InlineData("no numbness though")]
    [InlineData("i dont know")]
    [InlineData("I don't get it")]
    [InlineData("i do not like that")]
    [InlineData("I don't have to")]
    [InlineData("its nothing")]
    [InlineData("I never said that")]
    [InlineData("I can't feel any of it")]
    [InlineData("i have all of that")]
    public void Who_denies_another_thing_or_one_of_them_does_not(string text) => Assert.False(new Phrases(bot.Script).DeniesPlainly(text));
}
