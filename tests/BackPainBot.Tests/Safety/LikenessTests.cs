using BackPainBot.Safety;
using BackPainBot.Safety.Examples;

namespace BackPainBot.Tests.Safety;

public class LikenessTests
{
    private static readonly MessageFeatures Features = new(
        new WordForms(new Dictionary<string, string>()),
        new ContextWords(new HashSet<string> { "no", "not" }, new HashSet<string> { "ago" }, new HashSet<string> { "my" }, new HashSet<string> { "but" }));

    private static readonly RuleReading NoRule = new(SafetyFinding.Nothing, [], []);

    private static readonly (Message, RuleReading, SafetyNotice)[] Examples =
    [
        (Cut("the sheets were wet again"), NoRule, SafetyNotice.Emergency), (Cut("wet sheets again this morning"), NoRule, SafetyNotice.Emergency), (Cut("I wet the sheets"), NoRule, SafetyNotice.Emergency),
        (Cut("clothes hang off me"), NoRule, SafetyNotice.Urgent), (Cut("my clothes hang loose"), NoRule, SafetyNotice.Urgent), (Cut("trousers hang loose on me"), NoRule, SafetyNotice.Urgent),
        (Cut("does it help with discs"), NoRule, SafetyNotice.None), (Cut("how often does it help"), NoRule, SafetyNotice.None), (Cut("do the needles help"), NoRule, SafetyNotice.None),
        (Cut("no wet sheets"), NoRule, SafetyNotice.None), (Cut("not wet at all"), NoRule, SafetyNotice.None), (Cut("the sheets are not wet"), NoRule, SafetyNotice.None),
    ];

    [Fact]
    public void A_message_that_no_rule_foresees_reads_like_the_examples_of_its_notice()
    {
        var model = Likeness.Learn(Examples, Features);
        Assert.True(model.Of(Cut("my sheets wet again"), NoRule).Sign > model.Of(Cut("do discs help"), NoRule).Sign);
        Assert.Equal(SafetyNotice.Urgent, model.Of(Cut("his clothes hang so loose"), NoRule).Gravest);
    }

    [Fact]
    public void A_denied_word_is_another_than_the_word_itself()
    {
        var model = Likeness.Learn(Examples, Features);
        Assert.True(model.Of(Cut("no the sheets were wet"), NoRule).Sign < model.Of(Cut("the sheets were wet"), NoRule).Sign);
    }

    [Fact]
    public void Words_that_no_example_has_prove_nothing() => Assert.Equal(0, Likeness.Learn(Examples, Features).Of(Cut("qwzx 17 trioplk"), NoRule).Sign);

    [Fact]
    public void The_same_examples_always_give_the_same_chances() =>
        Assert.Equal(Likeness.Learn(Examples, Features).Of(Cut("wet clothes"), NoRule), Likeness.Learn(Examples, Features).Of(Cut("wet clothes"), NoRule));

    [Theory]
    [InlineData("my smalls keep coming out of the wash damp through and I never felt a thing, is that the disc?")]
    [InlineData("all of a sudden my belts need new holes and I have not been trying, back's sore too")]
    public void The_product_recognises_signs_for_which_it_has_no_rule(string text) => Assert.True(ProductTable.Screen.Screen(text).Notice >= SafetyNotice.Unsure, text);

    [Theory]
    [InlineData("back")]
    [InlineData("back pain")]
    [InlineData("how many sessions do people usually need?")]
    [InlineData("thanks, that helped")]
    public void Short_or_ordinary_words_are_no_alarm(string text) => Assert.False(ProductTable.Screen.Screen(text).IsAlarm);

    private static Message Cut(string text) => new Tokenizer(new Dictionary<string, string[]>()).Cut(text);
}
