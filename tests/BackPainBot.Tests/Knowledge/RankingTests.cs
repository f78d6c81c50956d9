using BackPainBot.Knowledge;
using BackPainBot.Knowledge.Deciding;
using BackPainBot.Knowledge.Questions;

namespace BackPainBot.Tests.Knowledge;

/// <summary>Rules of the search on small articles made for them.</summary>
public sealed class RankingTests : IDisposable
{
    private readonly KnowledgeFolderOnDisk _folder = new();

    [Fact]
    public void Near_duplicates_are_shown_once()
    {
        var shown = Search("Heat loosens the tight muscles of the lower back after work.\n\nHeat loosens the tight muscles of your lower back after work.", "heat for muscles").Shown;
        Assert.Single(shown);
    }

    [Fact]
    public void A_weak_second_is_dropped() =>
        Assert.Single(Search("Heat loosens tight muscles.\n\nA walk is good, even in the heat of a long summer day with friends and a dog.", "heat for tight muscles").Shown);

    [Fact]
    public void At_most_three_passages_are_shown_a_list_counting_as_one()
    {
        var shown = Search("Rest eases pain.\n\nHeat eases pain.\n\n- Ice eases pain\n- Walks ease pain\n- Sleep eases pain\n\nTime eases pain.", "ease pain").Shown;
        Assert.Equal(3, shown.Select(ranked => ranked.Passage.ListId ?? ranked.Passage.Id).Distinct().Count());
        Assert.Equal(3, shown.Count(ranked => ranked.Passage.ListId is not null));
    }

    [Fact]
    public void Extra_wordings_bring_a_passage_that_shares_no_word_with_the_question()
    {
        var shown = Search("Rest a while.\n<!-- ask: can I go jogging | is running harmful -->\n\nEat well.", "is jogging harmful").Shown;
        Assert.Equal("Rest a while.", Assert.Single(shown).Passage.Text);
    }

    [Fact]
    public void A_heading_and_a_lead_in_count_for_what_stands_below()
    {
        Assert.Equal("Ten minutes.", Assert.Single(Search("## Ice\n\nTen minutes.\n\n## Heat\n\nTwenty minutes.", "ice").Shown).Passage.Text);
        Assert.Equal("walking", Assert.Single(Search("Good for sciatica:\n\n- walking\n\nOther words.", "sciatica").Shown, shown => shown.Passage.ListId is not null).Passage.Text);
    }

    [Fact]
    public void A_synonym_of_several_words_stands_for_a_phrase_and_only_as_a_whole()
    {
        _folder.Write("synonyms.txt", "slipped disc, herniated nucleus\n");
        Assert.Equal("A herniated nucleus hurts.", Search("A herniated nucleus hurts.\n\nA nucleus is small.", "slipped discs").Shown[0].Passage.Text);
        Assert.Equal(SearchOutcome.Miss, Search("A nucleus is small.", "slipped disc").Outcome);
    }

    [Fact]
    public void A_one_way_synonym_leads_only_one_way()
    {
        _folder.Write("synonyms.txt", "op => surgery\n");
        Assert.Equal(SearchOutcome.Answer, Search("Surgery is rare.", "my op").Outcome);
        Assert.Equal(SearchOutcome.Miss, Search("An op is rare.", "surgery").Outcome);
    }

    [Fact]
    public void The_word_itself_beats_its_synonym()
    {
        _folder.Write("synonyms.txt", "ache, pain\n");
        Assert.Equal("The ache goes away.", Search("The pain goes away.\n\nThe ache goes away.", "ache").Ranked[0].Passage.Text);
    }

    [Fact]
    public void Who_asks_for_a_number_gets_the_passage_that_has_one() =>
        Assert.Equal("Rest two days.", Search("Rest is good.\n\nRest two days.", "how long should I rest").Ranked[0].Passage.Text);

    [Fact]
    public void A_price_that_the_passage_does_not_give_is_no_answer()
    {
        var result = Search("Massage is good.", "how much does massage cost");
        Assert.NotEqual(SearchOutcome.Answer, result.Outcome);
        Assert.Equal(SearchOutcome.Closest, Search("Massage is good value at any cost.", "massage cost").Outcome);
        Assert.Equal(SearchOutcome.Answer, Search("Massage has a cost of $40.", "massage cost").Outcome);
    }

    [Fact]
    public void The_wording_that_is_the_question_beats_single_words_of_many()
    {
        var result = Search(
            "Rest a while.\n<!-- ask: can I run with a cold | can I swim with a fever | may I walk at night -->\n\nEat well.\n<!-- ask: can I walk with a fever -->",
            "can I walk with a fever");
        Assert.Equal("Eat well.", result.Ranked[0].Passage.Text);
    }

    [Fact]
    public void A_wording_that_asks_how_long_says_that_its_passage_gives_a_duration()
    {
        Assert.Equal(SearchReason.OtherKindOfAnswer, Search("Rest until the pain has gone.", "how long rest pain").Reason);
        Assert.Equal(SearchOutcome.Answer, Search("Rest until the pain has gone.\n<!-- ask: how long should I rest -->", "how long rest pain").Outcome);
    }

    [Fact]
    public void A_subject_of_the_word_list_that_the_articles_lack_is_no_manner_of_speaking()
    {
        _folder.Write("synonyms.txt", "knee, elbow => limb\n");
        const string Article = "Rest is good against pain and swelling of the back.";
        Assert.NotEqual(SearchOutcome.Answer, Search(Article, "rest for pain in my knee").Outcome);
        Assert.Equal(1, Explain(Article, "rest for pain in my knee").Features.Subjects);
        Assert.Equal(0, Explain(Article, "rest for pain in my noggin").Features.Subjects);
    }

    [Fact]
    public void The_closest_passage_names_the_words_that_it_lacks()
    {
        _folder.Write("decision.yaml", (DecisionModel.Default with { AnswerFrom = 0.9999, ClosestFrom = 0 }).Write());
        Assert.Equal(["heat"], Search("Rest is good for pain.\n\nHeat loosens.", "rest for pain with heat").NotMentioned);
    }

    [Theory]
    [InlineData(0, 0, 0, true, SearchOutcome.Miss, SearchReason.NothingAsked)]
    [InlineData(2, 0, 0, true, SearchOutcome.Miss, SearchReason.NothingKnown)]
    [InlineData(2, 0.5, 0.02, true, SearchOutcome.Miss, SearchReason.TooLittleCovered)]
    [InlineData(2, 0.5, 0.5, true, SearchOutcome.Closest, SearchReason.UnknownWords)]
    [InlineData(2, 1, 0.5, true, SearchOutcome.Closest, SearchReason.PartlyCovered)]
    [InlineData(2, 1, 1, false, SearchOutcome.Closest, SearchReason.OtherKindOfAnswer)]
    [InlineData(2, 1, 1, true, SearchOutcome.Answer, SearchReason.Covered)]
    public void The_decision_rests_on_its_features_alone(int words, double known, double coverage, bool givesKind, SearchOutcome outcome, string reason)
    {
        Assert.Equal((outcome, reason), Decision.On(Features(words, known, coverage, givesKind), DecisionModel.Default));
    }

    [Fact]
    public void A_fitted_model_tells_the_examples_apart()
    {
        var examples = Enumerable.Range(0, 100).Select(i => (Features(2, 1, i / 100.0, true), i >= 60)).ToList();
        var model = DecisionModel.Fit(examples);
        Assert.True(model.Chance(Features(2, 1, 0.95, true)) > 0.8);
        Assert.True(model.Chance(Features(2, 1, 0.2, true)) < 0.2);
    }

    [Fact]
    public void The_shipped_decision_is_as_calibrate_writes_it()
    {
        var shipped = File.ReadAllText(Path.Combine(KnowledgeFolderOnDisk.Shipped, "decision.yaml")).ReplaceLineEndings("\n");
        Assert.Equal(shipped, DecisionModel.Read(shipped).Write());
    }

    [Fact]
    public void A_decision_file_with_a_missing_weight_is_refused_and_named()
    {
        _folder.Write("decision.yaml", "answerFrom: 0.5\nclosestFrom: 0.2\nweights:\n  base: 1\n");
        _folder.WriteArticle("Rest is good.");
        using var knowledge = _folder.Open();
        Assert.Contains(knowledge.Current.Problems, problem => problem is { File: "decision.yaml", Severity: ProblemSeverity.Error });
        Assert.Equal(SearchOutcome.Answer, knowledge.Current.Search(new("is rest good")).Outcome);
    }

    [Theory]
    [InlineData("One. Two! Three?", "One.|Two!|Three?")]
    [InlineData("See Dr. Smith at 5.30 p.m. today. Then rest.", "See Dr. Smith at 5.30 p.m. today.|Then rest.")]
    [InlineData("He said \"rest.\" Then (he left.) Fine", "He said \"rest.\"|Then (he left.)|Fine")]
    [InlineData("it hurts. what now", "it hurts.|what now")]
    [InlineData("It is I. Really…  yes", "It is I.|Really…|yes")]
    public void A_text_is_cut_into_its_sentences(string text, string sentences) =>
        Assert.Equal(sentences.Split('|'), Sentences.Of(text).Select(sentence => sentence.Of(text)));

    public void Dispose() => _folder.Dispose();

    private static DecisionFeatures Features(int words, double known, double coverage, bool givesKind) =>
        new(words, known < 1 ? 1 : 0, 0, known, coverage, coverage, coverage, 0, 1, false, coverage, AnswerKind.Any, givesKind, false);

    private SearchResult Search(string body, string question) => Explain(body, question).Result;

    private SearchExplanation Explain(string body, string question)
    {
        _folder.WriteArticle(body);
        using var knowledge = _folder.Open();
        return knowledge.Current.Explain(new(question));
    }
}
