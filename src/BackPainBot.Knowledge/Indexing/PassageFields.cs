namespace BackPainBot.Knowledge.Indexing;

/// <summary>The fields of a passage in the index.</summary>
internal static class PassageFields
{
    // Searched and scored.
    public const string Title = "title";
    public const string Headings = "headings";
    public const string Body = "body";
    public const string Wordings = "wordings";

    /// <summary>The stems of the four fields above, to know fast whether a passage mentions a word at all.</summary>
    public const string All = "all";

    /// <summary>The unstemmed words of the same: the vocabulary for mending typing errors.</summary>
    public const string Words = "words";

    // Looked up.
    public const string File = "file";
    public const string Id = "id";
    public const string Hash = "hash";

    // Read of the few passages found.
    /// <summary>The owner's wordings as they are written, for comparing them one by one.</summary>
    public const string WordingTexts = "wording-texts";

    /// <summary>The words of the text by sentence.</summary>
    public const string Sentences = "sentences";

    /// <summary>All of the passage, to be shown.</summary>
    public const string Passage = "passage";

    public static readonly string[] Scored = [Title, Headings, Body, Wordings];

    /// <summary>What a word counts by the field that it stands in. The title's weight was measured on consumer-health questions (MedQuAD): 1 gives MRR .57, 2 .75, 3 .77.</summary>
    public static float Weight(string field) => field == Title ? 2 : 1;
}
