using BackPainBot.Safety;

namespace BackPainBot.Tests.Safety;

public class SafetyScreenTests
{
    private static SafetyFinding Screen(string text) => ProductTable.Screen.Screen(text);

    [Fact]
    public void The_file_judges_its_own_examples_as_it_says() => Assert.Empty(ProductTable.Screen.CheckExamples());

    [Fact]
    public void Every_sign_has_a_title_a_source_and_examples_of_both_kinds() =>
        Assert.All(ProductTable.Screen.Signs, sign =>
        {
            Assert.NotEmpty(sign.Title);
            Assert.NotEmpty(sign.Source);
            Assert.NotEmpty(sign.Matching);
            Assert.NotEmpty(sign.NotMatching);
        });

    [Theory]
    [InlineData("I can't feel it when I wipe", "saddle-numbness")]
    [InlineData("I've wet myself twice and my back is sore", "bladder")]
    [InlineData("both my legs have gone numb", "both-legs")]
    [InlineData("my foot slaps the floor when I walk", "foot-drop")]
    public void Lay_words_are_recognised_as_their_sign(string text, string sign) => Assert.Equal(sign, Screen(text).SignId);

    [Theory]
    [InlineData("no numbness, tingling or fever, bladder fine")]
    [InlineData("I have never lost control of my bladder")]
    [InlineData("Numbness down below? No.")]
    [InlineData("I don't feel suicidal")]
    public void A_denied_sign_is_no_alarm(string text) => Assert.Equal(SafetyNotice.None, Screen(text).Notice);

    [Fact]
    public void A_lost_ability_is_the_sign_and_no_denial() => Assert.Equal(SafetyLevel.Emergency, Screen("I can't feel my bum and can't pee").Level);

    [Fact]
    public void A_denial_ends_at_but() => Assert.Equal("saddle-numbness", Screen("no fever but my groin is numb").SignId);

    [Theory]
    [InlineData("last year I had numbness in my groin and surgery fixed it, all fine now")]
    [InlineData("Two years ago I lost control of my bladder but I recovered fully")]
    public void What_is_past_and_resolved_is_no_alarm(string text) => Assert.False(Screen(text).IsAlarm);

    [Fact]
    public void What_began_long_ago_and_lasts_is_an_alarm() => Assert.True(Screen("my groin has been numb since last year").IsAlarm);

    [Fact]
    public void An_illness_of_the_past_still_counts() => Assert.Equal("cancer-history", Screen("I had breast cancer five years ago and now my back hurts").SignId);

    [Theory]
    [InlineData("can a slipped disc make you incontinent?")]
    [InlineData("what is cauda equina?")]
    [InlineData("what are the red flags for back pain?")]
    public void A_general_question_gets_the_list_of_signs(string text)
    {
        var finding = Screen(text);
        Assert.Equal(SafetyNotice.WarningSigns, finding.Notice);
        Assert.False(finding.IsAlarm);
    }

    [Fact]
    public void A_persons_own_sign_is_an_alarm_even_in_a_question() => Assert.Equal(SafetyLevel.Emergency, Screen("should I worry that I can't feel my bum?").Level);

    [Theory]
    [InlineData("my patience is numb")]
    [InlineData("I've got a fever for football and my back hurts from cheering")]
    [InlineData("nearly wet myself laughing")]
    [InlineData("I'm dying to know if acupuncture works")]
    public void A_figure_of_speech_is_no_alarm(string text) => Assert.Equal(SafetyNotice.None, Screen(text).Notice);

    [Theory]
    [InlineData("my dog can't walk, his back legs are weak")]
    [InlineData("the roof is leaking")]
    public void Animals_and_things_are_no_alarm(string text) => Assert.False(Screen(text).IsAlarm);

    [Theory]
    [InlineData("my nan can't pee and her back is bad")]
    [InlineData("mi hijo no puede mover las piernas")]
    public void A_third_person_is_an_alarm(string text) => Assert.Equal(SafetyLevel.Emergency, Screen(text).Level);

    [Theory]
    [InlineData("loosing controll of my blader")]
    [InlineData("numbnes in my genetals")]
    [InlineData("i cant feel my botom")]
    public void Typos_are_forgiven(string text) => Assert.Equal(SafetyLevel.Emergency, Screen(text).Level);

    [Fact]
    public void Ordinary_words_are_not_taken_for_typos() => Assert.False(Screen("the sparkling number of chefs in my garden").IsAlarm);

    [Fact]
    public void Capitals_make_no_difference() => Assert.Equal("saddle-numbness", Screen("MY PRIVATE PARTS ARE NUMB").SignId);

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(80)]
    public void A_sign_is_found_anywhere_in_a_long_message(int at)
    {
        var sentences = Enumerable.Repeat("I have tried heat, yoga and a new mattress for my stiff back. ", 80).ToList();
        sentences.Insert(at, "Since Sunday I can't feel it when I wipe. ");
        Assert.Equal("saddle-numbness", Screen(string.Concat(sentences)).SignId);
    }

    [Fact]
    public void Words_in_sentences_far_apart_make_no_sign() => Assert.False(Screen("My toe is numb. The chair is fine. I sat on my bottom all day.").IsAlarm);

    [Fact]
    public void A_sign_in_Spanish_is_marked_as_Spanish()
    {
        var finding = Screen("tengo dolor de espalda y no puedo orinar");
        Assert.Equal(("es", SafetyLevel.Emergency), (finding.Language, finding.Level));
    }

    [Fact]
    public void Suicide_gets_the_crisis_notice_before_all_else()
    {
        var finding = Screen("I can't pee, my legs are numb and I want to die");
        Assert.Equal((SafetyLevel.Emergency, SafetyNotice.Crisis), (finding.Level, finding.Notice));
    }

    [Fact]
    public void The_gravest_sign_wins() => Assert.Equal(SafetyLevel.Emergency, Screen("I have a fever with my back pain and I can't pee").Level);

    [Theory]
    [InlineData("surgeon says I need emergency surgery, should I?", SafetyLevel.Urgent)]
    [InlineData("scheduled for spinal surgery in March, can acupuncture help until then?", SafetyLevel.None)]
    public void Urgent_surgery_that_was_advised_is_urgent_and_planned_surgery_is_not(string text, SafetyLevel level) => Assert.Equal(level, Screen(text).Level);

    [Fact]
    public void The_explanation_names_the_words_and_why_they_did_not_count()
    {
        var considered = Assert.Single(ProductTable.Screen.Explain("no numbness down below").Considered, sign => sign.SignId == "saddle-numbness");
        Assert.Equal(["numbness", "down below"], considered.Words);
        Assert.Equal("negated", considered.Suppressed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("?!")]
    [InlineData("😀 ''' --- 1,2 3.")]
    public void Messages_without_words_are_no_alarm(string text) => Assert.Equal(SafetyNotice.None, Screen(text).Notice);

    [Theory]
    [InlineData("numb ")]
    [InlineData("can't feel no ")]
    [InlineData("my leg, ")]
    [InlineData("qwzxtrioplk ")]
    [InlineData("my legs numb? ")]
    [InlineData("if I get no fever and ")]
    public void Time_grows_with_length_only(string words) => Assert.InRange(Growth.Of(text => Screen(text), words), 0, Growth.Limit);

    [Fact]
    public void The_measure_of_growth_would_find_a_square()
    {
        var found = 0;
        void LookBackFromEveryLetter(string text)
        {
            for (var index = 0; index < text.Length; index++)
            {
                found += text.AsSpan(0, index).IndexOf('\0');
            }
        }

        Assert.True(Growth.Of(LookBackFromEveryLetter, "my legs numb? ", mostRounds: 10) > Growth.Limit);
        Assert.True(found < 0);
    }
}
