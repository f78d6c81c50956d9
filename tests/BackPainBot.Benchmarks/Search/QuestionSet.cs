using System.IO.Compression;
using System.Text.Json;

namespace BackPainBot.Benchmarks.Search;

/// <summary>An answer of the corpus.</summary>
/// <param name="Focus">What it is about; indexed as the title.</param>
internal sealed record CorpusAnswer(string Id, string Focus, string Answer)
{
    /// <summary>Its lines, without signs that Markdown would read as HTML or a table.</summary>
    public IEnumerable<string> Paragraphs =>
        Answer.Split('\n').Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace('<', ' ').Replace('|', ' ')).Where(line => line.Length > 0);
}

/// <summary>A question with the ids of the answers that are right.</summary>
internal sealed record CorpusQuestion(string Text, IReadOnlySet<string> Right);

/// <summary>A folder with <c>corpus.jsonl.gz</c>, <c>dev-queries.tsv</c> and <c>dev-qrels.tsv</c>. The questions of the corpus are not read, so that nothing can index them.</summary>
internal sealed class QuestionSet(string folder)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public IReadOnlyList<CorpusAnswer> Answers { get; } = [.. ReadAnswers(Path.Combine(folder, "corpus.jsonl.gz"))];

    public IReadOnlyList<CorpusQuestion> Questions { get; } = ReadQuestions(folder);

    private static IEnumerable<CorpusAnswer> ReadAnswers(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line) yield return JsonSerializer.Deserialize<CorpusAnswer>(line, Json)!;
    }

    private static List<CorpusQuestion> ReadQuestions(string folder)
    {
        var right = File.ReadLines(Path.Combine(folder, "dev-qrels.tsv")).Select(line => line.Split('\t')).ToLookup(row => row[0], row => row[1]);
        return [.. from line in File.ReadLines(Path.Combine(folder, "dev-queries.tsv"))
                   let row = line.Split('\t')
                   select new CorpusQuestion(row[1], right[row[0]].ToHashSet())];
    }
}
