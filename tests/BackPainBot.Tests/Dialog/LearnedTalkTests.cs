using BackPainBot.Dialog;

namespace BackPainBot.Tests.Dialog;

public sealed class LearnedTalkTests(TestBot bot) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("backpainbot-talk-");

    [Fact]
    public void What_reads_like_the_examples_is_talk_of_their_kind()
    {
        var talk = Learn(
            "goodbye\tright then my lift is here, ta-ra", "goodbye\tgotta dash, my lift is here", "goodbye\tmy lift has come so I am off",
            "question\twhat lifts the pain in my spine", "question\tdo needles lift the pain", "question\tcan it lift the pain of a disc");

        Assert.Equal("goodbye", talk.Of("ta-ra, my lift has come")?.Reading.SmallTalk?.Id);
        Assert.True(talk.Of("ta-ra, my lift has come")!.Value.Chance > talk.Of("can needles lift the pain")!.Value.Chance);
    }

    [Theory]
    [InlineData("qwrp zxmn blorp tarfleck")]
    [InlineData("")]
    public void Words_that_no_talk_has_are_searched(string text) => Assert.Null(Learn("goodbye\tmy lift is here", "question\twhy do discs wear out").Of(text));

    [Theory]
    [InlineData("Сколько стоит первый сеанс")]
    [InlineData("Добар дан, да ли радите суботом?")]
    [InlineData("एमआरआई में L5 की डिस्क थोड़ी बाहर है, पर पैरों में ताकत ठीक है। ऑपरेशन कराना ज़रूरी है? आप क्या कहते हैं")]
    [InlineData("안녕하세요, 이번 주에 예약 가능한가요?")]
    public void Words_in_another_script_are_another_language_whatever_the_examples(string text) =>
        Assert.Equal("otherLanguage", Learn("goodbye\tmy lift is here", "question\twhy do discs wear out").Of(text)?.Reading.SmallTalk?.Id);

    [Theory]
    [InlineData("sciatca")]
    [InlineData("asdkfj lkjjj;;")]
    public void One_or_two_unknown_words_are_no_other_language(string text) =>
        Assert.NotEqual("otherLanguage", LearnedTalk.Load(KnowledgeFolder.Find(null), bot.Script).Of(text)?.Reading.SmallTalk?.Id);

    [Fact]
    public void A_few_words_of_another_script_in_an_English_question_are_not() =>
        Assert.NotEqual("otherLanguage", Learn("goodbye\tmy lift is here", "question\twhy do discs wear out").Of("does Shenshu (肾俞) help a slipped disc")?.Reading.SmallTalk?.Id);

    [Fact]
    public void Without_the_file_only_the_phrases_of_the_script_count()
    {
        Assert.Null(LearnedTalk.Load(_folder.FullName, bot.Script).Of("thanks a bunch"));
    }

    [Theory]
    [InlineData("farewell\tta-ra")]
    [InlineData("goodbye")]
    [InlineData("goodbye\t ")]
    public void A_line_that_is_no_example_is_named_with_its_remedy(string line)
    {
        var wrong = Assert.Throws<ScriptException>(() => Learn("# comment", "goodbye\tta-ra", line));

        var problem = Assert.Single(wrong.Problems);
        Assert.Equal(("talk-examples.tsv", 3), (problem.File, problem.Line));
        Assert.Contains("notWhatIAsked", problem.Remedy, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private LearnedTalk Learn(params string[] lines)
    {
        File.WriteAllLines(Path.Combine(_folder.FullName, LearnedTalk.FileName), lines);
        return LearnedTalk.Load(_folder.FullName, bot.Script);
    }
}
