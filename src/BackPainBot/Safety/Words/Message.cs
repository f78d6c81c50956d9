namespace BackPainBot.Safety.Words;

/// <summary>What stands between a word and the one before it.</summary>
internal enum Pause
{
    None,
    Comma,
    Sentence,
}

/// <summary>One word of a message, lower-case, without accents and apostrophes.</summary>
/// <param name="Number">The word's value when it is a number ("38.5", "two"); null otherwise.</param>
/// <param name="Start">Offset in the message, in characters.</param>
internal sealed record Token(string Word, double? Number, int Start, int Length, Pause Before, int Sentence)
{
    /// <summary>The ids of the vocabulary's words that this token can stand for; set by <see cref="Vocabulary"/>.</summary>
    public int[] Meanings { get; set; } = [];
}

/// <summary>A message cut into words and sentences.</summary>
/// <param name="SentenceStarts">Index of the first token of each sentence.</param>
/// <param name="Questions">The sentences that end with a question mark.</param>
internal sealed record Message(string Text, IReadOnlyList<Token> Tokens, IReadOnlyList<int> SentenceStarts, IReadOnlySet<int> Questions)
{
    public int SentenceEnd(int sentence) => sentence + 1 < SentenceStarts.Count ? SentenceStarts[sentence + 1] : Tokens.Count;

    /// <summary>Each two neighbouring sentences, in the message's own characters; none of a message that is no longer itself.</summary>
    public IEnumerable<string> Pairs() => SentenceStarts.Count < 3 ? [] : Enumerable.Range(0, SentenceStarts.Count - 1).Select(first =>
        Text[Tokens[SentenceStarts[first]].Start..(first + 2 < SentenceStarts.Count ? Tokens[SentenceStarts[first + 2]].Start : Text.Length)]);

    /// <summary>The message's own characters from the first to the last of these tokens.</summary>
    public string Quote(int first, int end)
    {
        var from = Tokens[first].Start;
        return Text[from..(Tokens[end - 1].Start + Tokens[end - 1].Length)];
    }
}
