using BackPainBot.Dialog;
using BackPainBot.Safety;

namespace BackPainBot.Tests.Dialog;

public sealed class DialogTests(TestBot bot)
{
    private static readonly DialogState[] States =
    [
        new DialogState.Open(), new DialogState.Answered([], []), new DialogState.Missed(1), new DialogState.Missed(9), new DialogState.Warned(SafetyNotice.Urgent),
    ];

    private static readonly string[] Messages =
    [
        "help", "topics", "more", "source", "contact", "start over", "that's not what I asked", "yes", "no", "hello", "thanks", "", "🙂", "https://example.org",
        "why do discs wear out", "who won the football", "I cannot feel my groin when I wipe",
    ];

    public static TheoryData<int, string> EveryStateWithEveryMessage =>
        [.. States.Index().SelectMany(state => Messages.Select(message => new TheoryDataRow<int, string>(state.Index, message)))];

    [Theory]
    [MemberData(nameof(EveryStateWithEveryMessage))]
    public void Every_state_takes_every_message_and_none_is_a_dead_end(int state, string message)
    {
        var conversation = Conversation.New with { State = States[state] };
        var turn = bot.Dialog.Take(conversation, new Utterance(message), bot.Knowledge.Current);
        Assert.True(turn.Reply.Text.Length > 0 || turn.Reply.Passages.Count > 0);

        var after = bot.Dialog.Take(turn.Conversation, new Utterance("why do discs wear out"), bot.Knowledge.Current);
        Assert.Equal(ReplyOutcome.Answer, after.Reply.Outcome);
    }

    [Fact]
    public void The_same_conversation_and_message_give_the_same_turn()
    {
        var one = bot.Dialog.Take(Conversation.New, new Utterance("why do discs wear out"), bot.Knowledge.Current);
        var two = bot.Dialog.Take(Conversation.New, new Utterance("why do discs wear out"), bot.Knowledge.Current);
        Assert.Equivalent(one.Conversation, two.Conversation, strict: true);
        Assert.Equal(one.Reply.Text, two.Reply.Text);
        Assert.Equal(one.Reply.Passages.Select(shown => (shown.Passage.Id, shown.Sentence)), two.Reply.Passages.Select(shown => (shown.Passage.Id, shown.Sentence)));
        Assert.Equal(one.Reply.Chips, two.Reply.Chips);
    }

    [Fact]
    public void Every_chip_after_an_answer_brings_passages_and_there_are_at_most_three()
    {
        foreach (var topic in bot.Script.Topics)
        {
            var turn = bot.Dialog.Take(Conversation.New, new Utterance(topic.Label), bot.Knowledge.Current);
            Assert.Equal(ReplyOutcome.Answer, turn.Reply.Outcome);
            Assert.InRange(turn.Reply.Chips.Count, 0, 3);
            Assert.All(turn.Reply.Chips, chip => Assert.NotEmpty(bot.Dialog.Take(turn.Conversation, new Utterance(chip), bot.Knowledge.Current).Reply.Passages));
        }
    }

    [Fact]
    public void More_goes_on_until_there_is_no_more()
    {
        var turn = bot.Dialog.Take(Conversation.New, new Utterance("acupuncture blood flow"), bot.Knowledge.Current);
        var seen = turn.Reply.Passages.Select(one => one.Passage.Id).ToHashSet();
        var rounds = 0;
        while (turn.Reply.Chips.Contains("More"))
        {
            turn = bot.Dialog.Take(turn.Conversation, new Utterance("more"), bot.Knowledge.Current);
            Assert.All(turn.Reply.Passages, one => Assert.True(seen.Add(one.Passage.Id), "A passage came twice."));
            Assert.InRange(++rounds, 1, 10);
        }

        Assert.InRange(rounds, 1, 10);
    }

    [Fact]
    public void A_passage_about_surgery_carries_the_note_that_urgent_surgery_must_not_wait()
    {
        var turn = bot.Dialog.Take(Conversation.New, new Utterance("is surgery a good idea"), bot.Knowledge.Current);
        Assert.Equal(bot.Script.Answer.SurgeryNote, turn.Reply.Note);
    }
}
