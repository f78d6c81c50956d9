using BackPainBot.Knowledge.Reading;

namespace BackPainBot.Knowledge.Deciding;

/// <summary>A question that the articles answer, or do not.</summary>
/// <param name="Passage">How the passage that answers begins; null when the owner names none.</param>
public sealed record QuestionExample(string Question, bool IsAnswered, string? Passage = null);

/// <summary>Questions that the owner has sorted into those that the articles answer and those that they do not (<c>question-examples.tsv</c>).</summary>
public sealed record QuestionExamples(IReadOnlyList<QuestionExample> All)
{
    public static QuestionExamples None { get; } = new([]);

    /// <summary>Those of a knowledge folder; none where it has no such file.</summary>
    /// <exception cref="FormatException">A line is no example; the message names it as "line N".</exception>
    public static QuestionExamples In(string folder) =>
        Path.Combine(folder, KnowledgeFolder.ExamplesFile) is var file && File.Exists(file) ? Read(File.ReadAllText(file)) : None;

    /// <summary>Reads <c>answered</c> or <c>unanswered</c>, a tab and a question a line, for an answered one perhaps another tab and how the passage begins; a line that begins with # is a comment.</summary>
    /// <exception cref="FormatException">A line is neither; the message names it as "line N".</exception>
    public static QuestionExamples Read(string text)
    {
        var examples = new List<QuestionExample>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.Trim() is "" or ['#', ..]) continue;
            examples.Add(line.Split('\t') switch
            {
                ["answered", var question] => new(question.Trim(), IsAnswered: true),
                ["answered", var question, var passage] => new(question.Trim(), IsAnswered: true, passage.Trim()),
                ["unanswered", var question] => new(question.Trim(), IsAnswered: false),
                _ => throw new FormatException($"line {number} is no example"),
            });
        }

        return new(examples);
    }
}
