using BackPainBot.Safety;
using BackPainBot.Safety.Examples;
using BackPainBot.Safety.Rules;
using BackPainBot.Safety.Words;

namespace BackPainBot.Tests.Safety;

public class KnownWordsTests
{
    private static readonly KnownWords Words = KnownWords.Of(
        Enumerable.Repeat("between my shoulder blades, shoulders, walking and talking", 5).Append("walkies").Select(new Tokenizer(new Dictionary<string, string[]>()).Cut));

    [Theory]
    [InlineData("shouldr", "shoulder")]
    [InlineData("betwen", "between")]
    [InlineData("blaeds", "blades")]
    [InlineData("wlaking", "walking")]
    [InlineData("sholderrs", "shoulders")] // a long word may have two slips
    public void A_slip_is_mended_to_a_word_of_several_examples(string typed, string meant) => Assert.Equal(meant, Words.Mend(typed));

    [Theory]
    [InlineData("talking")] // though "walking" is near
    [InlineData("acupuncture")]
    [InlineData("mu")]
    public void Known_words_and_those_far_from_all_stay(string typed) => Assert.Equal(typed, Words.Mend(typed));

    [Fact]
    public void A_word_of_a_single_example_mends_no_other() => Assert.Equal("wolkies", Words.Mend("wolkies"));
}
