using BackPainBot.Safety;
using BackPainBot.Safety.Examples;
using BackPainBot.Safety.Rules;
using BackPainBot.Safety.Words;

namespace BackPainBot.Tests.Safety;

public class LikenessTests
{
    private static readonly Tokenizer Tokenizer = new(new Dictionary<string, string[]>());
    private static readonly WordForms Forms = new(new Dictionary<string, string>());
    private static readonly ContextWords Context = new(new HashSet<string> { "no", "not" }, new HashSet<string> { "ago" }, new HashSet<string> { "my" }, new HashSet<string> { "but" });

    private static readonly StoryLimits Stories = new(From: 30, Doubt: 0);

    private static readonly ExampleMessage[] Examples =
    [
        new(SafetyNotice.Emergency, "the sheets were wet again"), new(SafetyNotice.Emergency, "wet sheets again this morning"), new(SafetyNotice.Emergency, "I wet the sheets"),
        new(SafetyNotice.Urgent, "clothes hang off me"), new(SafetyNotice.Urgent, "my clothes hang loose"), new(SafetyNotice.Urgent, "trousers hang loose on me"),
        new(SafetyNotice.None, "does it help with discs"), new(SafetyNotice.None, "how often does it help"), new(SafetyNotice.None, "do the needles help"),
        new(SafetyNotice.None, "no wet sheets"), new(SafetyNotice.None, "not wet at all"), new(SafetyNotice.None, "the sheets are not wet"),
    ];

    [Fact]
    public void A_message_that_no_rule_foresees_reads_like_the_examples_of_its_notice()
    {
        var model = Learn();
        Assert.True(model.Of(Read("my sheets wet again")).Sign > model.Of(Read("do discs help")).Sign);
        Assert.Equal(SafetyNotice.Urgent, model.Of(Read("his clothes hang so loose")).Gravest);
    }

    [Fact]
    public void A_denied_word_is_another_than_the_word_itself()
    {
        var model = Learn();
        Assert.True(model.Of(Read("no the sheets were wet")).Sign < model.Of(Read("the sheets were wet")).Sign);
    }

    [Fact]
    public void Words_that_no_example_has_prove_nothing() => Assert.Equal(0, Learn().Of(Read("qwzx 17 trioplk")).Sign);

    [Fact]
    public void The_same_examples_always_give_the_same_chances() =>
        Assert.Equal(Learn().Of(Read("wet clothes")), Learn().Of(Read("wet clothes")));

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

    [Fact]
    public void A_sign_is_not_drowned_by_the_story_around_it()
    {
        const string Before = "Do the needles help with discs and how often. Do the discs help, how often do the needles. Does it help with needles, how often does it help.";
        const string After = "How often do the needles help with discs. Does it help how often, do the discs help with it.";
        var drowned = Learn(new(From: 1000, Doubt: 0)).Of(Read($"{Before} I wet the sheets again. {After}"));
        var heard = Learn(Stories).Of(Read($"{Before} I wet the sheets again. {After}"));
        Assert.True(heard.Sign > drowned.Sign, $"{heard.Sign} > {drowned.Sign}");
        Assert.True(Learn(Stories).Of(Read($"{Before} {After}")).Sign < heard.Sign);
        Assert.True(Learn(Stories with { Doubt = 1 }).Of(Read($"{Before} I wet the sheets again. {After}")).Sign < heard.Sign);
    }

    [Fact]
    public void A_long_message_without_several_sentences_counts_as_it_is()
    {
        const string Breathless = "do the needles help with discs and how often do the discs help how often do the needles does it help with needles how often does it help I wet the sheets again";
        Assert.Equal(Learn(new(From: 1000, Doubt: 0)).Of(Read(Breathless)), Learn(new(From: 30, Doubt: 1)).Of(Read(Breathless)));
    }

    [Fact]
    public void What_was_learned_is_the_same_after_it_was_kept_in_a_file()
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        var learned = Learn();
        learned.Write(writer);
        file.Position = 0;
        using var reader = new BinaryReader(file);
        Assert.Equal(learned.Of(Read("my sheets wet again")), Likeness.Read(reader, Forms, Context, Stories, Read).Of(Read("my sheets wet again")));
    }

    private static Likeness Learn() => Learn(Stories);

    private static Likeness Learn(StoryLimits stories) => Likeness.Learn(Examples, Tokenizer, Forms, Context, stories, Read);

    /// <summary>As if no rule were met.</summary>
    private static ReadMessage Read(string text) => new(Tokenizer.Cut(text), new(SafetyFinding.Nothing, [], []));
}
