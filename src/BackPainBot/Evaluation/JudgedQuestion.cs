using System.Security.Cryptography;
using System.Text;
using BackPainBot.Knowledge;
using BackPainBot.Safety;

namespace BackPainBot.Evaluation;

/// <summary>A question with what a person judged to be the right reaction; one row of a judged file.</summary>
/// <param name="Previous">Asked just before in the same conversation; empty for none.</param>
/// <param name="Passages">Verbatim starts of the passages that answer; null when passages are not judged, empty when none may be shown as an answer.</param>
/// <param name="Safety">Null when not judged.</param>
internal sealed record JudgedQuestion(string Id, string Question, string Previous, IReadOnlyList<string>? Passages, SafetyLevel? Safety, string Style)
{
    private const string NoPassage = "none";
    private static readonly string[] NeededColumns = ["id", "question"];

    public bool IsRedFlag => Safety is SafetyLevel.Urgent or SafetyLevel.Emergency;

    /// <summary>Which half of the file the row belongs to; from its id alone, so that it never changes sides.</summary>
    public QuestionHalf Half => (SHA256.HashData(Encoding.UTF8.GetBytes(Id))[0] & 1) == 0 ? QuestionHalf.Tune : QuestionHalf.Unseen;

    /// <summary>Reads a tab separated file with a header; fields hold plain quotes.</summary>
    /// <exception cref="KnowledgeException">A row cannot be read; the message names the file and the line.</exception>
    public static IEnumerable<JudgedQuestion> Read(string file)
    {
        string[]? columns = null;
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            var fields = line.Split('\t');
            if (columns is null)
            {
                columns = fields;
                foreach (var needed in NeededColumns.Except(columns))
                {
                    throw new KnowledgeException($"{file}:1: The column \"{needed}\" is missing; the first line names the columns, separated by tabs.");
                }
            }
            else if (line.Length > 0)
            {
                yield return Row(columns, fields, $"{file}:{number}");
            }
        }
    }

    private static JudgedQuestion Row(string[] columns, string[] fields, string place)
    {
        string Field(string column) => Array.IndexOf(columns, column) is >= 0 and var index && index < fields.Length ? fields[index].Trim() : "";
        if (fields.Length > columns.Length)
        {
            throw new KnowledgeException($"{place}: The row has {fields.Length} fields, but there are {columns.Length} columns; take the extra tab out.");
        }

        SafetyLevel? safety = Field("safety") switch
        {
            "" => null,
            var name when Enum.TryParse<SafetyLevel>(name, ignoreCase: true, out var level) => level,
            var name => throw new KnowledgeException($"{place}: \"{name}\" is no safety level; write none, urgent or emergency."),
        };
        IReadOnlyList<string>? passages = Field("passage") switch
        {
            "" => null,
            NoPassage => [],
            var starts => starts.Split(" | ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        };
        return new(Field("id"), Field("question"), Field("previous"), passages, safety, Field("style"));
    }
}

/// <summary>The half of a judged file that is tuned on, or the half that is looked at only at the end.</summary>
internal enum QuestionHalf
{
    Tune,
    Unseen,
}
