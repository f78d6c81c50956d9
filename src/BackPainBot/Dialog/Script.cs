namespace BackPainBot.Dialog;

/// <summary>Every sentence the bot says, besides quoted passages: knowledge/script.yaml as it is written there.</summary>
/// <remarks>Where an entry is a list, the dialog takes the one that differs from what it said last.</remarks>
internal sealed record Script
{
    public required string Title { get; init; }
    public required string Language { get; init; }
    public required string Greeting { get; init; }
    public required List<Topic> Topics { get; init; }
    public required ContactEntry Contact { get; init; }

    /// <summary>Numbers by the region of the visitor's locale, with a "default".</summary>
    public required Dictionary<string, string> EmergencyNumbers { get; init; }

    /// <summary>Crisis lines by the region of the visitor's locale, with a "default".</summary>
    public required Dictionary<string, string> CrisisLines { get; init; }

    /// <summary>The fixed safety notices by language ("en" must be there).</summary>
    public required Dictionary<string, NoticeTexts> Notices { get; init; }

    public required AfterNoticeTexts AfterNotice { get; init; }
    public required AnswerTexts Answer { get; init; }
    public required MissTexts Miss { get; init; }
    public required MoreTexts More { get; init; }
    public required SourceTexts Source { get; init; }
    public required List<string> Help { get; init; }
    public required List<string> TopicsText { get; init; }
    public required List<string> StartOver { get; init; }
    public required NotTextTexts NotText { get; init; }
    public required AcknowledgeTexts Acknowledge { get; init; }
    public required List<string> NotWhatIAsked { get; init; }
    public required string Apology { get; init; }

    /// <summary>What the page and the widget say when the bot cannot be reached.</summary>
    public required string Unreachable { get; init; }

    /// <summary>For somebody who writes faster than the rate limit allows.</summary>
    public required string Busy { get; init; }

    /// <summary>For everybody, while the bot has more to do than it can.</summary>
    public required string Crowded { get; init; }
    public required List<string> Fillers { get; init; }
    public required List<SmallTalkEntry> SmallTalk { get; init; }
    public required CommandPhrases Commands { get; init; }

    /// <summary>What buttons and notices of the chat page and the widget say: language, name, sentence ("en" must be there).</summary>
    public required Dictionary<string, Dictionary<string, string>> Interface { get; init; }
    public required TeamsTexts Teams { get; init; }

    internal sealed record Topic
    {
        public required string Label { get; init; }
        public required string Question { get; init; }
    }

    internal sealed record ContactEntry
    {
        public required string Name { get; init; }
        public required List<string> Text { get; init; }
        public required ContactLabels Labels { get; init; }
        public string Phone { get; init; } = "";
        public string Email { get; init; } = "";
        public string Booking { get; init; } = "";
    }

    internal sealed record ContactLabels
    {
        public required string Phone { get; init; }
        public required string Email { get; init; }
        public required string Booking { get; init; }
    }

    internal sealed record NoticeTexts
    {
        public required string Emergency { get; init; }
        public required string Urgent { get; init; }
        public required string Crisis { get; init; }

        /// <summary>Asks whether a sign is meant before anything is looked up.</summary>
        public required string Unsure { get; init; }

        /// <summary>The list of warning signs for a general question; null falls back to the English one.</summary>
        public string? WarningSigns { get; init; }
    }

    internal sealed record AfterNoticeTexts
    {
        public required List<string> Denied { get; init; }
        public required List<string> Confirmed { get; init; }

        /// <summary>The line above an answer right after a notice.</summary>
        public required string Reminder { get; init; }

        /// <summary>To thanks, a farewell and the like after a notice.</summary>
        public required List<string> Leaving { get; init; }

        /// <summary>A longer "no ..." that holds one of these asks something; without one it answers the notice.</summary>
        public required List<string> QuestionWords { get; init; }

        /// <summary>The same for one that begins with one of these.</summary>
        public required List<string> QuestionOpeners { get; init; }

        /// <summary>A longer message that begins with one of these says that it is so, also when it asks ("yes, what do I do"); "ok" and "fine" only go on.</summary>
        public required List<string> ConfirmingWords { get; init; }

        /// <summary>"I havent got any of that": words that say no, of which a denial has one.</summary>
        public required List<string> DenyingWords { get; init; }

        /// <summary>The other words that a denial may have; with any further word it is about something else ("no numbness").</summary>
        public required List<string> DeniedWords { get; init; }
    }

    internal sealed record AnswerTexts
    {
        public required string Attribution { get; init; }
        public required string AttributionWithoutPublisher { get; init; }
        public required List<string> Again { get; init; }
        public required List<string> More { get; init; }
        public required List<string> Closest { get; init; }
        public required List<string> ClosestUnnamed { get; init; }
        public required string SurgeryNote { get; init; }
        public required List<string> SurgeryWords { get; init; }
    }

    internal sealed record MissTexts
    {
        public required List<string> First { get; init; }
        public required List<string> Rephrase { get; init; }
        public required List<string> Contact { get; init; }
    }

    internal sealed record MoreTexts
    {
        public required List<string> None { get; init; }
        public required List<string> NothingAsked { get; init; }
    }

    internal sealed record SourceTexts
    {
        public required List<string> Text { get; init; }
        public required List<string> NothingAsked { get; init; }
    }

    internal sealed record NotTextTexts
    {
        public required List<string> Empty { get; init; }
        public required List<string> Symbols { get; init; }
        public required List<string> Link { get; init; }
        public required List<string> Attachment { get; init; }
        public required List<string> TooLong { get; init; }
    }

    internal sealed record AcknowledgeTexts
    {
        public required List<string> Yes { get; init; }
        public required List<string> No { get; init; }
    }

    internal sealed record SmallTalkEntry
    {
        public required string Id { get; init; }
        public required List<string> Phrases { get; init; }
        public required List<string> Replies { get; init; }

        /// <summary>People put these in front of a question without a comma ("hi why do discs wear out").</summary>
        public bool Opens { get; init; }

        /// <summary>Ends the talk rather than goes on with it, so that after a notice it is answered by <see cref="AfterNoticeTexts.Leaving"/>.</summary>
        public bool Leaves { get; init; }

        /// <summary>Is recognised also by words that none of the examples has, as another language is.</summary>
        public bool InAnyWords { get; init; }

        /// <summary>Which chips come with the reply.</summary>
        public ChipSet Chips { get; init; } = ChipSet.None;
    }

    /// <summary>The bot in Microsoft Teams: its entry in the list of apps, and the sentences that only Teams needs.</summary>
    internal sealed record TeamsTexts
    {
        public required string Name { get; init; }
        public required string FullName { get; init; }
        public required string Summary { get; init; }
        public required string Description { get; init; }
        public required string Developer { get; init; }
        public required string Website { get; init; }
        public required string Privacy { get; init; }
        public required string TermsOfUse { get; init; }

        /// <summary>Under the topics and help in the list of commands that Teams shows above its text box.</summary>
        public required CommandTexts Commands { get; init; }

        /// <summary>Below passages too long for a Teams message.</summary>
        public required string Shortened { get; init; }

        /// <summary>Beside a card whose button was pressed; the answer is a message of its own.</summary>
        public required string CardAnswered { get; init; }
    }

    internal sealed record CommandTexts
    {
        public required string Topics { get; init; }
        public required string Help { get; init; }
    }

    internal enum ChipSet
    {
        None,
        Topics,
        Contact,
    }

    /// <summary>What people type to steer the dialog; the first of each list is the label of its chip.</summary>
    internal sealed record CommandPhrases
    {
        public required List<string> Help { get; init; }
        public required List<string> Topics { get; init; }
        public required List<string> More { get; init; }
        public required List<string> Source { get; init; }
        public required List<string> Contact { get; init; }
        public required List<string> StartOver { get; init; }
        public required List<string> NotWhatIAsked { get; init; }

        /// <summary>"Just answer me", after a notice or a miss.</summary>
        public required List<string> Insist { get; init; }
        public required List<string> Yes { get; init; }
        public required List<string> No { get; init; }

        public IEnumerable<(DialogCommand Command, List<string> Phrases)> All() =>
        [
            (DialogCommand.Help, Help), (DialogCommand.Topics, Topics), (DialogCommand.More, More), (DialogCommand.Source, Source), (DialogCommand.Contact, Contact),
            (DialogCommand.StartOver, StartOver), (DialogCommand.NotWhatIAsked, NotWhatIAsked), (DialogCommand.Insist, Insist),
            (DialogCommand.Yes, Yes), (DialogCommand.No, No),
        ];
    }
}
