using BackPainBot.Knowledge;
using BackPainBot.Knowledge.Deciding;

namespace BackPainBot.Tests.Knowledge;

public sealed class QuestionExamplesTests : IDisposable
{
    private const string Examples = """
        # a comment
        answered	does walking help a sore back
        answered	is walking good for my back
        answered	why does a walk help my back
        unanswered	how much does a session cost
        unanswered	what does it cost to see you
        unanswered	is the cost covered
        """;

    private readonly KnowledgeFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_question_is_as_familiar_as_the_examples_that_it_reads_like()
    {
        var learned = Learn(Examples);
        Assert.True(learned.Of("will walking help my back?").Familiar > 0);
        Assert.True(learned.Of("what will it cost?").Familiar < 0);
    }

    [Fact]
    public void Without_examples_or_known_words_no_question_is_familiar_or_strange()
    {
        Assert.Equal(0, Learn("").Of("what will it cost?").Familiar);
        Assert.Equal(0, Learn(Examples).Of("qwzx").Familiar);
    }

    [Fact]
    public void An_example_does_not_vouch_for_itself_when_examples_are_validated()
    {
        var alone = Learn("answered\tzebra zebra\n" + Examples).CrossValidate();
        Assert.Equal(7, alone.Count);
        Assert.Equal(0, alone["zebra zebra"]);
    }

    [Fact]
    public void A_faulty_line_is_named_and_the_last_good_examples_stay()
    {
        _folder.WriteArticle("Walking is good for your back.");
        _folder.Write("question-examples.tsv", "answered\tis walking good\nperhaps\tis it\n");
        using var knowledge = _folder.Open();
        var problem = Assert.Single(knowledge.Current.Problems, problem => problem.File == "question-examples.tsv");
        Assert.Equal(2, problem.Line);
        Assert.Contains("unanswered", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void What_reads_like_an_unanswered_question_is_not_answered()
    {
        _folder.WriteArticle("A walk is the cheapest session that there is.");
        _folder.Write("decision.yaml", (DecisionModel.Default with { Weights = [.. DecisionModel.Default.Weights.SkipLast(1), 3] }).Write());
        using (var without = _folder.Open()) Assert.Equal(0, without.Current.Explain(new("how much is a session")).Features.Familiar);
        _folder.Write("question-examples.tsv", Examples);
        using var with = _folder.Open();
        Assert.True(with.Current.Explain(new("how much is a session")).Features.Familiar < 0);
        Assert.NotEqual(SearchOutcome.Answer, with.Current.Search(new("how much is a session")).Outcome);
    }

    [Fact]
    public void Examples_that_name_a_passage_teach_which_one_answers_in_words_that_it_lacks()
    {
        _folder.WriteArticle("Walking keeps discs supple.\n\nA firm mattress holds your spine straight.");
        const string Question = "what should I kip on, are supple discs and a straight spine all";
        _folder.Write("question-examples.tsv", Examples);
        using (var without = _folder.Open()) Assert.StartsWith("Walking", without.Current.Search(new(Question)).Ranked[0].Passage.Text, StringComparison.Ordinal);
        var beds = new[] { "what ought I to kip on", "is it fine to kip on the floor", "where do you kip with this", "which bed to kip on", "how do people kip at all" };
        _folder.Write("question-examples.tsv", Examples + "\n" + string.Join('\n', beds.Select(bed => $"answered\t{bed}\ta  firm mattress holds")));
        using var with = _folder.Open();
        Assert.StartsWith("A firm mattress", with.Current.Search(new(Question)).Ranked[0].Passage.Text, StringComparison.Ordinal);
    }

    private static LearnedQuestions Learn(string examples) => LearnedQuestions.From(QuestionExamples.Read(examples), () => []);
}
