using BackPainBot.Knowledge;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;

namespace BackPainBot.Tests.Knowledge;

/// <summary>Questions to the folder that is shipped.</summary>
public sealed class SearchTests(SearchTests.Shipped shipped) : IClassFixture<SearchTests.Shipped>
{
    private KnowledgeIndex Index => shipped.Knowledge.Current;

    [Theory]
    [InlineData("how does acupuncture help a slipped disc", "Restores blood flow to help the body heal a disc herniation")]
    [InlineData("is surgery a good idea", "Most people believe")]
    [InlineData("why do discs wear out", "Herniated disks are also called")]
    [InlineData("chronic inflammation", "Inflammation is how your body")]
    [InlineData("what causes back pain", "There are many causes")]
    [InlineData("does acupuncture work", "Acupuncture can treat back pain")]
    [InlineData("why am I so tired", "Improves energy levels")]
    [InlineData("can I pick up heavy boxes", "Herniated disks are also called")]
    [InlineData("trapped nerve", "Relaxes the muscles")]
    public void A_question_in_a_persons_own_words_brings_its_passage(string question, string passage)
    {
        var result = Index.Search(new(question));
        Assert.Contains(result.Shown, shown => shown.Passage.Text.StartsWith(passage, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("why do discs wear out", "Over time our discs tend to dry out and wear down.")]
    [InlineData("how many back surgeries are there each year", "There are about one million back surgeries per year in this country.")]
    [InlineData("is it common as you get older", "This is common as we age.")]
    public void The_sentence_that_answers_is_marked(string question, string sentence)
    {
        var best = Index.Search(new(question)).Shown[0];
        Assert.Equal(sentence, best.Sentence.Of(best.Passage.Text));
    }

    [Theory]
    [InlineData("who won the football", "football")]
    [InlineData("asdf qwer", "asdf")]
    [InlineData("my knee hurts", "knee")]
    [InlineData("me duele la espalda", "espalda")]
    public void A_question_about_something_else_is_an_honest_miss(string question, string notMentioned)
    {
        var result = Index.Search(new(question));
        Assert.Equal(SearchOutcome.Miss, result.Outcome);
        Assert.Empty(result.Shown);
        Assert.Contains(notMentioned, result.NotMentioned);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \t\n")]
    [InlineData("🙂🙂")]
    [InlineData("what is it?")]
    [InlineData("\u200b\u200d\u202e")]
    public void A_text_without_meaning_asks_nothing(string question) => Assert.Equal(SearchReason.NothingAsked, Index.Search(new(question)).Reason);

    [Fact]
    public void A_question_about_a_part_that_is_unknown_gets_the_closest_and_names_the_part()
    {
        var result = Index.Search(new("acupuncture for migraine"));
        Assert.Equal((SearchOutcome.Closest, SearchReason.UnknownWords), (result.Outcome, result.Reason));
        Assert.Equal(["migraine"], result.NotMentioned);
    }

    [Theory]
    [InlineData("how much does a session cost", "cost")]
    [InlineData("can I have acupuncture while pregnant", "pregnant")]
    [InlineData("best mattress for a herniated disc", "mattress")]
    [InlineData("is swimming good for back pain", "swimming")]
    [InlineData("side effects of acupuncture", "side effects")]
    [InlineData("should I see a physio for a pinched nerve", "physio")]
    public void A_near_miss_is_no_answer_and_names_what_is_missing(string question, string notMentioned)
    {
        var result = Index.Search(new(question));
        Assert.NotEqual(SearchOutcome.Answer, result.Outcome);
        Assert.Contains(notMentioned, result.NotMentioned);
    }

    [Theory]
    [InlineData("how long do I have to rest after acupuncture")]
    [InlineData("who invented acupuncture")]
    [InlineData("how many acupuncture sessions do I need")]
    public void What_is_asked_for_must_be_given(string question) => Assert.NotEqual(SearchOutcome.Answer, Index.Search(new(question)).Outcome);

    [Theory]
    [InlineData("cronic inflamation", "Inflammation is how")]
    [InlineData("hernated dics", "Herniated disks")]
    [InlineData("acupunture works?", "Acupuncture can treat")]
    [InlineData("is sugery recomended", "Most people believe")]
    [InlineData("scartissue", "Helps break down scar tissue")]
    [InlineData("waht cuases backpian", "There are many causes")]
    public void A_typo_still_finds_the_passage(string question, string passage) =>
        Assert.StartsWith(passage, Index.Search(new(question)).Shown[0].Passage.Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("head")]
    [InlineData("need")]
    [InlineData("knee")]
    public void Another_short_word_is_not_taken_for_a_typo(string word) => Assert.NotEqual(SearchOutcome.Answer, Index.Search(new(word)).Outcome);

    [Theory]
    [InlineData("SLIPPED DISC")]
    [InlineData("prolapsed discs")]
    [InlineData("bulging disk")]
    [InlineData("slip\u200bped disc")]
    public void Lay_words_capitals_and_invisible_signs_find_the_herniated_disc(string question) =>
        Assert.Contains(Index.Search(new(question)).Shown, shown => shown.Passage.Headings is ["Herniated Discs"]);

    [Theory]
    [InlineData("and for old people?", "why do discs wear out", "as we age")]
    [InlineData("why?", "what is chronic inflammation", "Inflammation is how")]
    [InlineData("what about surgery?", "what causes back pain", "back surgery")]
    public void A_question_that_leans_on_the_one_before_takes_its_topic_up(string question, string previous, string words)
    {
        var explanation = Index.Explain(new(question, previous));
        Assert.True(explanation.Features.LeansOnTheOneBefore);
        Assert.Contains(words, explanation.Result.Shown[0].Passage.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_of_its_own_leaves_the_one_before_alone() =>
        Assert.False(Index.Explain(new("does acupuncture restore healthy blood flow", "is surgery recommended")).Features.LeansOnTheOneBefore);

    [Fact]
    public void In_a_long_story_the_sentence_that_asks_weighs_most()
    {
        var result = Index.Search(new(
            "Hello, I am 45 and have been working in an office for twenty years. My back muscles are weak and I sit in front of a desk all day long. "
            + "Last week I lifted a heavy box. What does scar tissue do? Thanks a lot in advance."));
        Assert.Contains("scar tissue", result.Ranked[0].Passage.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pain in L5/S1?")]
    [InlineData("(lower back")]
    [InlineData("heat AND")]
    [InlineData("back~ pain^ \"disc")]
    [InlineData("body:* OR NOT [a TO b} \\")]
    [InlineData("ألم الظهر")]
    [InlineData("\ud83d back \udc00")]
    public void No_sign_has_a_hidden_meaning(string question) => Assert.NotNull(Index.Search(new(question)).Reason);

    [Fact]
    public void Any_text_is_answered_and_every_sentence_lies_in_its_passage()
    {
        string[] words = ["back", "pain", "disc", "slipped", "surgery", "dics", "acupunkture", "AND", "(", "\"", "*", "🙂", "\u200f", "…", "?", "and", "why", "knee", "\n", "l5/s1", "ظهر"];
        var text = Gen.OneOf(Gen.Int[0, words.Length - 1].Select(index => words[index]), Gen.String).Array[0, 60].Select(parts => string.Join(' ', parts));
        Gen.Select(text, text).Sample(
            (question, previous) =>
            {
                var result = Index.Search(new(question, previous));
                return result.Ranked.Count <= 10
                    && (result.Outcome == SearchOutcome.Miss) == (result.Shown.Count == 0)
                    && result.Ranked.All(ranked => ranked.Score > 0 && ranked.Sentence.Length > 0 && ranked.Sentence.Of(ranked.Passage.Text).Trim().Length == ranked.Sentence.Length)
                    && result.Shown.All(result.Ranked.Contains);
            },
            iter: 300);
    }

    [Fact]
    public void Five_thousand_characters_are_read_and_not_one_more()
    {
        var story = string.Concat(Enumerable.Repeat("nonsensical chatter about weather; ", 200));
        Assert.DoesNotContain("football", Index.Search(new(story[..5000] + " football")).NotMentioned);
        Assert.Equal(SearchOutcome.Miss, Index.Search(new(story)).Outcome);
    }

    [Fact]
    public void Items_of_one_list_stand_together_in_the_articles_order()
    {
        var shown = Index.Search(new("restores blood flow")).Shown;
        var items = shown.Select((ranked, index) => (ranked.Passage, index)).Where(pair => pair.Passage.ListId is not null).ToArray();
        Assert.True(items.Length > 1);
        Assert.Equal(items.Length - 1, items[^1].index - items[0].index);
        Assert.Equal(items.OrderBy(pair => pair.Passage.Order), items);
    }

    [Fact]
    public void The_same_question_scores_the_same_every_time()
    {
        double[] Scores() => [.. Index.Search(new("why do discs wear out")).Ranked.Select(ranked => ranked.Score)];
        Assert.Equal(Scores(), Scores());
    }

    [Fact]
    public void A_passage_is_found_again_by_its_id()
    {
        var passage = Index.Passages.Last();
        Assert.Equivalent(passage, Index.Find(passage.Id));
        Assert.Null(Index.Find("gone"));
    }

    [Fact]
    public void The_explanation_shows_terms_weights_the_runner_up_and_the_decision()
    {
        var explanation = Index.Explain(new("why do dics wear out in the knee"));
        var text = string.Join('\n', explanation.Lines);
        Assert.Contains("taken for \"disc\"", text, StringComparison.Ordinal);
        Assert.Contains("knee: 1.00 × ", text, StringComparison.Ordinal);
        Assert.Contains("not in the articles", text, StringComparison.Ordinal);
        Assert.Contains("body:wear", text, StringComparison.Ordinal);
        Assert.Contains("The runner-up lost by", text, StringComparison.Ordinal);
        Assert.Contains($"Decision: {explanation.Result.Outcome} ({explanation.Result.Reason})", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_parts_of_an_explained_score_add_up_to_it()
    {
        var explanation = Index.Explain(new("chronic inflammation damages tissue"));
        var winner = explanation.Lines.SkipWhile(line => !line.StartsWith("Winner", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.StartsWith(' '));
        var sum = winner.Sum(line => double.Parse(line.Split(": ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(explanation.Result.Ranked[0].Score, sum, 0.05);
    }

    public sealed class Shipped : IDisposable
    {
        public KnowledgeBase Knowledge { get; } = KnowledgeBase.Open(new() { Folder = KnowledgeFolderOnDisk.Shipped }, NullLogger<KnowledgeBase>.Instance);

        public void Dispose() => Knowledge.Dispose();
    }
}
