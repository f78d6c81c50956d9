using System.Text.Json.Serialization;
using BackPainBot.Knowledge.Reading;

namespace BackPainBot.Knowledge.Indexing;

/// <summary>What is known of one file of the folder.</summary>
/// <param name="Stamp">When it was last read; the default one when it is to be read again.</param>
/// <param name="ContentHash">Of the content that is being asked; null when there is none.</param>
/// <param name="ArticleId">Null when the index holds nothing of the file.</param>
internal sealed record ShelvedFile(FileStamp Stamp, string? ContentHash, string? ArticleId, IReadOnlyList<KnowledgeProblem> Problems)
{
    public static readonly ShelvedFile None = new(default, null, null, []);

    [JsonIgnore]
    public bool IsRefused => Problems.Any(problem => problem.Severity == ProblemSeverity.Error);
}
