using BackPainBot.Dialog;
using BackPainBot.Knowledge;
using BackPainBot.Reporting;
using BackPainBot.Storage;
using CsCheck;

namespace BackPainBot.Tests.Reporting;

/// <summary>What somebody could work out who subtracts what is told from the totals.</summary>
public sealed class SmallGroupTests
{
    private const int Smallest = 5;

    private static readonly DateOnly[] Days = [.. Enumerable.Range(0, 7).Select(new DateOnly(2026, 3, 2).AddDays)];

    [Fact]
    public void Neither_a_day_nor_the_total_minus_the_days_is_about_too_few_people() =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 6], (person, day) => (Person: $"p{person}", Day: Days[day])).Array[0, 80].Sample(happened =>
        {
            var counts = DailyCounts.Of(happened, Days, Smallest);
            int People(IEnumerable<int> days) => happened.Where(one => days.Contains(one.Day.DayNumber - Days[0].DayNumber)).Select(one => one.Person).Distinct().Count();
            var withheld = Enumerable.Range(0, 7).Where(day => !counts.Days[day].IsWhole).ToList();
            Assert.All(Enumerable.Range(0, 7).Except(withheld), day => Assert.True(People([day]) is 0 or >= Smallest));
            if (counts.Total.IsWhole)
            {
                Assert.Equal(happened.Length, counts.Total.Told);
                Assert.True(withheld.Count == 0 || (withheld.Count > 1 && People(withheld) >= Smallest));
            }
            else
            {
                Assert.True(People(Enumerable.Range(0, 7)) < Smallest && withheld.Count == 7);
            }
        });

    [Fact]
    public void A_day_of_none_looks_like_a_day_of_few()
    {
        (string, DateOnly)[] some = [.. Enumerable.Range(0, 6).Select(person => ($"p{person}", Days[0])), ("x", Days[1])];
        var counts = DailyCounts.Of(some, Days, Smallest);
        Assert.All(counts.Days, day => Assert.Equal(Tally.Withheld, day));
        Assert.Equal("7", counts.Total.ToString());
    }

    [Fact]
    public void One_person_asking_nine_times_is_no_group()
    {
        var told = Group([.. Enumerable.Repeat(Said("p1", "knee"), 9), .. People("mattress", 6)]);
        Assert.Empty(told.Groups);
        Assert.Equal("15", told.LeftOut.ToString());
    }

    [Fact]
    public void A_group_joins_what_is_left_out_when_that_alone_would_be_about_too_few()
    {
        var told = Group([.. People("mattress", 6), .. People("knee", 7), .. People("trampoline", 2)]);
        Assert.Equal("knee", Assert.Single(told.Groups).Subjects(Smallest).Single().Word);
        Assert.Equal("8", told.LeftOut.ToString());
    }

    [Fact]
    public void With_nothing_left_out_every_group_is_told()
    {
        var told = Group([.. People("mattress", 6), .. People("knee", 7)]);
        Assert.Equal([7, 6], told.Groups.Select(group => group.Questions.Count));
        Assert.Equal(new Tally(0, true), told.LeftOut);
    }

    [Fact]
    public void Fewer_people_than_a_group_leave_no_number() => Assert.Equal(Tally.Withheld, Group(People("knee", 4)).LeftOut);

    [Fact]
    public void What_is_told_and_what_is_left_out_come_to_the_total_and_the_rest_is_never_small() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 5], (person, subject) => Said($"p{person}", $"subject{subject}")).Array[0, 60].Sample(questions =>
        {
            var told = Group(questions);
            Assert.All(told.Groups, group => Assert.True(group.People >= Smallest));
            var leftOut = questions.Except(told.Groups.SelectMany(group => group.Questions), ReferenceEqualityComparer.Instance).Cast<Replayed>().ToList();
            Assert.Equal(leftOut.Count == 0 || QuestionGroup.PeopleIn(leftOut) >= Smallest, told.LeftOut.IsWhole);
            Assert.Equal(told.LeftOut.IsWhole ? leftOut.Count : 0, told.LeftOut.Told);
            Assert.True(told.LeftOut.IsWhole || told.Groups.Count == 0);
        });

    [Fact]
    public void A_wording_is_told_only_when_each_of_its_words_is_shared()
    {
        Replayed[] questions = [.. People("knee", 5), Said("p9", "knee llama"), Said("p8", "knee 47")];
        var group = new QuestionGroup(questions);
        Assert.Equal(["knee"], group.Wordings(Smallest, most: 9));
    }

    [Theory]
    [InlineData("I am 47, does it help")]
    [InlineData("my name is […] and it hurts")]
    [InlineData("ends --> here")]
    [InlineData("one | two")]
    [InlineData("<b>bold")]
    [InlineData("bell \u0007")]
    [InlineData("?")]
    public void What_could_name_a_person_or_break_an_article_is_no_wording(string text) => Assert.Null(ToldText.Of(text));

    [Fact]
    public void A_wording_loses_its_breaks_and_its_question_mark() => Assert.Equal("does L5 hurt", ToldText.Of(" does\nL5  hurt ?"));

    [Fact]
    public void The_order_of_the_questions_does_not_matter()
    {
        Replayed[] questions = [.. People("mattress back", 6), .. People("mattress", 5), .. People("back knee", 7)];
        var (one, other) = (Group(questions), Group([.. questions.Reverse()]));
        Assert.Equal(one.Groups.Select(group => (group.Questions[0].Text, group.Questions.Count)), other.Groups.Select(group => (group.Questions[0].Text, group.Questions.Count)));
    }

    private static ToldGroups Group(IReadOnlyList<Replayed> questions) => ToldGroups.Of([questions], [], Smallest);

    private static Replayed[] People(string words, int count) => [.. Enumerable.Range(0, count).Select(person => Said($"{words}-{person}", words))];

    private static Replayed Said(string person, string words) => new(
        new(person, Days[0], new("miss", words, null, null)),
        ReplyOutcome.Miss,
        [],
        null,
        [.. words.Split(' ').Where(word => !char.IsDigit(word[0])).Select(word => new Meaning(word, word, new HashSet<string> { word }, 1, false, false))]);
}
