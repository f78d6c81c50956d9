using System.Globalization;
using BackPainBot.Knowledge;
using BackPainBot.Safety;
using BackPainBot.Storage;

namespace BackPainBot.Dialog;

/// <summary>What a person sent.</summary>
/// <param name="Text">Their words; empty when there are none.</param>
/// <param name="Locale">IETF language tag; null when the channel gave none.</param>
internal sealed record Utterance(string Text, string? Locale = null, bool HasAttachment = false);

/// <summary>
/// The dialog as a pure function: conversation, utterance and articles in, conversation and reply out. The order is fixed:
/// safety screen, then commands, chips and small talk, then an answer from the articles.
/// </summary>
internal sealed class BackPainDialog(Script script, LearnedTalk talk, SafetyScreen safety, DialogOptions options)
{
    private readonly Phrases _phrases = new(script);
    private readonly TopicChips _topics = new(script);
    private readonly Answers _answers = new(script);
    private readonly Notices _notices = new(script, safety.Signs);

    /// <summary>The first words to somebody who has said nothing yet.</summary>
    public DialogTurn Greet(Conversation conversation, string? locale, KnowledgeIndex articles) =>
        Say(conversation with { Greeted = true }, script.Greeting.Fill(("emergency", script.EmergencyNumbers.For(locale))), TopicLabels(articles));

    /// <summary>Takes one utterance. Every state takes every utterance: a question is answered wherever it is asked.</summary>
    public DialogTurn Take(Conversation conversation, Utterance utterance, KnowledgeIndex articles)
    {
        conversation = conversation with { Greeted = true };
        var reading = _phrases.Read(utterance.Text);
        var finding = reading.IsPhrase ? safety.ScreenKnownPhrase(utterance.Text) : safety.Screen(utterance.Text);
        if (finding.Notice != SafetyNotice.None)
        {
            return Warn(conversation, finding, utterance);
        }

        if (!reading.IsPhrase && Unreadable(utterance) is { } sentences)
        {
            var limit = options.MaxMessageLength.ToString(CultureInfo.InvariantCulture);
            return Say(conversation, sentences.Select(sentence => sentence.Fill(("limit", limit))).ToList().Other(conversation.LastText), TopicLabels(articles));
        }

        if (conversation.State is DialogState.Warned && !reading.IsPhrase && _phrases.DeniesPlainly(utterance.Text))
        {
            return MayAsk(reading)
                ? Ask(conversation with { State = new DialogState.Open() }, new Question(reading.Question, conversation.Topic), articles)
                : Obey(DialogCommand.No, conversation, utterance.Locale, articles);
        }

        var learned = reading.IsPhrase ? null : Talk(utterance.Text, new Question(reading.Question), articles);
        if (conversation.State is DialogState.Warned { Notice: not SafetyNotice.Unsure } warned
            && AfterNotice(warned, conversation, reading, learned, finding.Language, utterance, articles) is { } kept)
        {
            return kept;
        }

        var turn = (learned ?? reading) switch
        {
            { Command: DialogCommand.Contact } when learned is not null => Refer(conversation, reading, articles),
            { Command: { } command } => Obey(command, conversation, utterance.Locale, articles),
            { SmallTalk: { } entry } => Chat(conversation, entry, articles),
            { Topic: { } topic } => Ask(conversation, new Question(topic.Question), articles),
            _ => AskOrAcknowledge(conversation, reading, utterance, articles),
        };
        return finding.IsPossible && turn.Reply.Outcome == ReplyOutcome.Closest ? Warn(conversation, finding with { Notice = SafetyNotice.Unsure }, utterance) : turn;
    }

    private DialogTurn Warn(Conversation conversation, SafetyFinding finding, Utterance utterance)
    {
        DialogState state = finding.Notice switch
        {
            SafetyNotice.WarningSigns => new DialogState.Open(),
            SafetyNotice.Unsure => new DialogState.Warned(finding.Notice, finding.Language, utterance.Text),
            _ => new DialogState.Warned(finding.Notice, finding.Language),
        };
        return Turn(conversation with { State = state }, _notices.On(finding, utterance.Locale, asks: finding.Notice == SafetyNotice.Unsure || conversation.State is DialogState.Warned));
    }

    /// <summary>What the examples of talk take the message for; null for what is to be searched.</summary>
    private Reading? Talk(string text, Question question, KnowledgeIndex articles) =>
        talk.Of(text) is { } likely && likely.Chance >= options.TalkFrom
        && !(likely.Reading.Command is DialogCommand.NotWhatIAsked or DialogCommand.Insist && question.Text.Length < text.Length) // "not what I asked. Exercises."
        && ((likely.Chance >= options.TalkInsteadOfAnswerFrom && likely.Reading.Command is not DialogCommand.Insist) // "just answer. Slipped disc. What is it"
            || articles.Search(question).Outcome != SearchOutcome.Answer)
            ? likely.Reading
            : null;

    /// <summary>
    /// What follows a notice: it stands, in the same words, until somebody says plainly that it is not so. Until then no article on surgery is shown, who insists reads it again,
    /// an answer and a miss carry a reminder, and who says thanks or goodbye is sent on their way with it. Null for what is taken as usual.
    /// </summary>
    /// <param name="language">Of the message. Who goes on in a language that has its notices reads the notice again in it.</param>
    private DialogTurn? AfterNotice(
        DialogState.Warned warned, Conversation conversation, Reading reading, Reading? learned, string language, Utterance utterance, KnowledgeIndex articles)
    {
        var emergency = ("emergency", script.EmergencyNumbers.For(utterance.Locale));
        string[] chips = [script.Commands.No[0], script.Commands.Contact[0]];
        var spoken = language == "en" ? warned.Language : language;
        DialogTurn Repeat() => Warn(conversation, new(warned.Notice == SafetyNotice.Urgent ? SafetyLevel.Urgent : SafetyLevel.Emergency, warned.Notice, null, spoken, []), utterance);
        DialogTurn Remind(DialogTurn turn) => turn with
        {
            Conversation = turn.Conversation with { State = warned },
            Reply = turn.Reply with { Text = $"{script.AfterNotice.Reminder.Fill(emergency)}\n\n{turn.Reply.Text}".TrimEnd(), Chips = chips },
        };

        switch (learned ?? reading)
        {
            case { IsPhrase: true } when spoken != warned.Language:
            case { SmallTalk: { InAnyWords: true } }:
                return Repeat();
            case { SmallTalk: { Leaves: true } }:
                return Say(conversation, script.AfterNotice.Leaving.Select(sentence => sentence.Fill(emergency)).ToList().Other(conversation.LastText), chips);
            case { SmallTalk: { } entry } when reading.Opener is null:
                return Remind(Chat(conversation, entry, articles));
            case { Command: DialogCommand.Insist }:
            case { Command: DialogCommand.Contact } when warned.Notice == SafetyNotice.Crisis:
            case { Command: DialogCommand.No } when learned is not null: // "no numbness though, it's only the foot" denies another sign
            case { Command: DialogCommand.Help or DialogCommand.Topics or DialogCommand.More or DialogCommand.NotWhatIAsked } when learned is not null: // "what would you do"
                return Repeat();
            case { Command: not null }:
                return null;
        }

        if (reading.Opener is { } opener && !MayAsk(reading))
        {
            return opener == DialogCommand.No ? Repeat() : Obey(opener, conversation, utterance.Locale, articles);
        }

        var turn = Ask(conversation, new Question(reading.Question, conversation.Topic), articles);
        return turn.Reply switch
        {
            { Outcome: ReplyOutcome.Miss } => Remind(turn),
            _ when !MayAsk(reading) || turn.Reply.Note is not null => Repeat(),
            { Outcome: ReplyOutcome.Closest } => Remind(Miss(conversation, articles) with { Search = turn.Search }), // what only comes close is not worth the distraction
            _ => Remind(turn),
        };
    }

    /// <summary>What to say to a message without words to search for; null when it has some.</summary>
    private List<string>? Unreadable(Utterance utterance)
    {
        var text = utterance.Text.Trim();
        return text switch
        {
            "" => utterance.HasAttachment ? script.NotText.Attachment : script.NotText.Empty,
            _ when text.Length > options.MaxMessageLength => script.NotText.TooLong,
            _ when Uri.TryCreate(text, UriKind.Absolute, out var link) && link.Scheme is "http" or "https" => script.NotText.Link,
            _ when !text.Any(char.IsLetterOrDigit) => script.NotText.Symbols,
            _ => null,
        };
    }

    private DialogTurn Obey(DialogCommand command, Conversation conversation, string? locale, KnowledgeIndex articles)
    {
        var emergency = ("emergency", script.EmergencyNumbers.For(locale));
        DialogTurn SayOne(Conversation then, IEnumerable<string> sentences, IReadOnlyList<string> chips) =>
            Say(then, sentences.Select(sentence => sentence.Fill(emergency)).ToList().Other(conversation.LastText), chips);

        return (command, conversation.State) switch
        {
            (DialogCommand.Help, _) => SayOne(conversation, script.Help, TopicLabels(articles)),
            (DialogCommand.Topics, _) => SayOne(conversation, script.TopicsText, TopicLabels(articles)),
            (DialogCommand.StartOver, _) => SayOne(Conversation.New with { Greeted = true }, script.StartOver, TopicLabels(articles)),
            (DialogCommand.Contact, _) => Say(conversation, _answers.Contact(script.Contact.Text, conversation.LastText), []),
            (DialogCommand.More, DialogState.Answered answered) => More(conversation, answered, articles),
            (DialogCommand.More, _) => SayOne(conversation, script.More.NothingAsked, TopicLabels(articles)),
            (DialogCommand.Source, DialogState.Answered answered) => Say(conversation, _answers.Sources(Find(answered.Shown, articles), conversation.LastText), []),
            (DialogCommand.Source, _) when conversation.SeenPassages is [.., var last] => Say(conversation, _answers.Sources(Find([last], articles), conversation.LastText), []),
            (DialogCommand.Source, _) => SayOne(conversation, script.Source.NothingAsked.Select(sentence => sentence.Fill(("name", script.Contact.Name))), TopicLabels(articles)),
            (DialogCommand.NotWhatIAsked, DialogState.Answered { Remaining.Count: > 0 }) =>
                SayOne(conversation, script.NotWhatIAsked, [script.Commands.More[0], script.Commands.Topics[0], script.Commands.Contact[0]]),
            (DialogCommand.NotWhatIAsked, _) => SayOne(conversation, script.NotWhatIAsked, [script.Commands.Topics[0], script.Commands.Contact[0]]),
            (DialogCommand.Insist, DialogState.Warned) => Say(conversation, conversation.LastText ?? "", [script.Commands.No[0], script.Commands.Yes[0], script.Commands.Contact[0]]),
            (DialogCommand.Insist, _) => Say(conversation, _answers.Contact(script.Miss.Contact, conversation.LastText), [script.Commands.Topics[0]]),
            (DialogCommand.Yes, DialogState.Warned) => SayOne(conversation, script.AfterNotice.Confirmed, [script.Commands.Contact[0]]),
            (DialogCommand.No, DialogState.Warned { Question: { } question }) => Ask(conversation, new Question(_phrases.Read(question).Question, conversation.Topic), articles) with { SetFree = question },
            (DialogCommand.No, DialogState.Warned) => SayOne(conversation with { State = new DialogState.Open() }, script.AfterNotice.Denied, TopicLabels(articles)),
            (DialogCommand.Yes, _) => SayOne(conversation, script.Acknowledge.Yes, TopicLabels(articles)),
            (DialogCommand.No, _) => SayOne(conversation, script.Acknowledge.No, []),
            _ => throw new NotSupportedException($"No turn for {command}."),
        };
    }

    private DialogTurn Chat(Conversation conversation, Script.SmallTalkEntry entry, KnowledgeIndex articles)
    {
        IReadOnlyList<string> chips = entry.Chips switch
        {
            Script.ChipSet.Topics => TopicLabels(articles),
            Script.ChipSet.Contact => [script.Commands.Topics[0], script.Commands.Contact[0]],
            _ => [],
        };
        return Turn(conversation, new Reply(ReplyOutcome.SmallTalk, entry.Replies.Other(conversation.LastText), [], null, chips));
    }

    /// <summary>After the bot has asked, "no nothing like that, just sore" answers it; "no, but why do discs wear out" asks something that the articles answer.</summary>
    private DialogTurn AskOrAcknowledge(Conversation conversation, Reading reading, Utterance utterance, KnowledgeIndex articles)
    {
        var question = new Question(reading.Question, conversation.Topic);
        var acknowledges = conversation.State is DialogState.Warned && reading.Opener is { } opener
            && (!MayAsk(reading) || ((opener == DialogCommand.No || _phrases.Confirms(utterance.Text)) && articles.Search(question).Outcome != SearchOutcome.Answer));
        return acknowledges ? Obey(reading.Opener!.Value, conversation, utterance.Locale, articles) : Ask(conversation, question, articles);
    }

    private bool MayAsk(Reading reading) =>
        reading.Question.Contains('?', StringComparison.Ordinal) || Phrases.HoldsOneOf(script.AfterNotice.QuestionWords, script.AfterNotice.QuestionOpeners, reading.Question);

    private DialogTurn Ask(Conversation conversation, Question question, KnowledgeIndex articles)
    {
        var result = articles.Search(question);
        if (result.Outcome == SearchOutcome.Miss)
        {
            return Miss(conversation, articles) with { Search = result };
        }

        var shown = result.Shown.Select(one => one.Passage.Id).ToList();
        var enough = result.Ranked.Count > 0 ? result.Ranked[0].Score * options.MoreScore : 0;
        var remaining = result.Ranked.Where(one => one.Score >= enough && !shown.Contains(one.Passage.Id)).Select(one => one.Passage.Id).ToList();
        var again = conversation.State is DialogState.Answered last && last.Shown.SequenceEqual(shown);
        var lead = result.Outcome == SearchOutcome.Closest ? _answers.Closest(Nameable(result.NotMentioned, question), conversation.LastText)
            : again ? script.Answer.Again.Other(conversation.LastText)
            : "";
        var seen = Seen(conversation, shown);
        return Turn(
            conversation with { State = new DialogState.Answered(shown, remaining), Topic = question.Text, SeenPassages = seen },
            new Reply(
                result.Outcome == SearchOutcome.Closest ? ReplyOutcome.Closest : ReplyOutcome.Answer,
                lead,
                result.Shown,
                _answers.Note(result.Shown),
                NextChips(seen, remaining.Count > 0, articles))) with
        { Search = result };
    }

    private DialogTurn Miss(Conversation conversation, KnowledgeIndex articles)
    {
        var times = conversation.State is DialogState.Missed missed ? missed.Times + 1 : 1;
        (string Text, List<string> Chips) said = times switch
        {
            1 => (script.Miss.First.Other(conversation.LastText), [.. TopicLabels(articles), script.Commands.Contact[0]]),
            2 => (script.Miss.Rephrase.Other(conversation.LastText), [script.Commands.Topics[0], script.Commands.Contact[0]]),
            _ => (_answers.Contact(script.Miss.Contact, conversation.LastText), [script.Commands.Topics[0]]),
        };
        return Turn(conversation with { State = new DialogState.Missed(times) }, new Reply(ReplyOutcome.Miss, said.Text, [], null, said.Chips));
    }

    /// <summary>"What's it per session", "do you take walk-ins": the people know it. The owner's report counts it among what the articles do not answer.</summary>
    private DialogTurn Refer(Conversation conversation, Reading reading, KnowledgeIndex articles)
    {
        var text = _answers.Contact(script.Contact.Text, conversation.LastText);
        return Turn(conversation, new Reply(ReplyOutcome.Miss, text, [], null, [script.Commands.Topics[0]])) with { Search = articles.Search(new Question(reading.Question)) };
    }

    private DialogTurn More(Conversation conversation, DialogState.Answered answered, KnowledgeIndex articles)
    {
        var next = Find(answered.Remaining, articles).Take(options.MorePassages).ToList();
        if (next.Count == 0)
        {
            return Say(conversation, script.More.None.Other(conversation.LastText), NextChips(conversation.SeenPassages, more: false, articles));
        }

        var shown = next.Select(one => one.Passage.Id).ToList();
        var remaining = answered.Remaining.Except(shown).ToList();
        var seen = Seen(conversation, shown);
        return Turn(
            conversation with { State = new DialogState.Answered(shown, remaining), SeenPassages = seen },
            new Reply(ReplyOutcome.Answer, script.Answer.More.Other(conversation.LastText), next, _answers.Note(next), NextChips(seen, remaining.Count > 0, articles)));
    }

    /// <summary>Replies are kept, so they repeat no word that may be a person's name, number or address.</summary>
    private List<string> Nameable(IEnumerable<string> words, Question question)
    {
        var kept = Redaction.Of(question.Text);
        return [.. words.Select(word => word.ToLowerInvariant()).Distinct().Where(word => kept.Contains(word, StringComparison.OrdinalIgnoreCase) && !script.Fillers.Contains(word))];
    }

    /// <summary>Passages that were edited away since they were shown are left out.</summary>
    private static IEnumerable<RankedPassage> Find(IEnumerable<string> ids, KnowledgeIndex articles) =>
        ids.Select(articles.Find).OfType<Passage>().Select(passage => new RankedPassage(passage, 0, default));

    private static List<string> Seen(Conversation conversation, IEnumerable<string> shown) =>
        [.. conversation.SeenPassages.Except(shown).Concat(shown).TakeLast(Conversation.SeenLimit)];

    /// <summary>"More" while there is more, then topics that lead to a passage not seen yet.</summary>
    private List<string> NextChips(IReadOnlyList<string> seen, bool more, KnowledgeIndex articles)
    {
        var unseen = _topics.For(articles).Where(topic => topic.PassageIds.Except(seen).Any()).Select(topic => topic.Label);
        return [.. (more ? unseen.Prepend(script.Commands.More[0]) : unseen).Take(options.MaxChips)];
    }

    private List<string> TopicLabels(KnowledgeIndex articles) => [.. _topics.For(articles).Select(topic => topic.Label)];

    private static DialogTurn Say(Conversation conversation, string text, IReadOnlyList<string> chips) =>
        Turn(conversation, new Reply(ReplyOutcome.Command, text, [], null, chips));

    private static DialogTurn Turn(Conversation conversation, Reply reply) => new(conversation with { LastText = reply.Text }, reply);
}
