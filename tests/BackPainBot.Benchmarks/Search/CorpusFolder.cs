using System.Globalization;
using System.Text.RegularExpressions;

namespace BackPainBot.Benchmarks.Search;

/// <summary>Writes answers as a knowledge folder: an article each, with the focus as its title and the answer as its text. The questions of the corpus stay out.</summary>
internal static partial class CorpusFolder
{
    public static int Write(IEnumerable<CorpusAnswer> answers, string folder)
    {
        Write(answers, folder, answer => answer.Paragraphs);
        return 0;
    }

    public static void Write(IEnumerable<CorpusAnswer> answers, string folder, Func<CorpusAnswer, IEnumerable<string>> paragraphs)
    {
        var articles = Path.Combine(folder, "articles");
        Directory.CreateDirectory(articles);
        var shipped = Shipped();
        foreach (var file in new[] { "script.yaml", "red-flags.yaml", "red-flag-examples.tsv", "decision.yaml" }) File.Copy(Path.Combine(shipped, file), Path.Combine(folder, file), overwrite: true);
        File.WriteAllText(Path.Combine(folder, "synonyms.txt"), "");
        foreach (var (number, answer) in answers.Index())
        {
            var (title, id) = (Quoted(answer.Focus), Quoted(answer.Id));
            File.WriteAllText(
                Path.Combine(articles, string.Create(CultureInfo.InvariantCulture, $"{number:000000}.md")),
                $"---\ntitle: {title}\nid: {id}\nsource: https://example.org/\n---\n\n{string.Join("\n\n", paragraphs(answer))}\n");
        }
    }

    /// <summary>So many passages: the corpus as it is, then again and again with other words, as a collection that grows brings new words with it.</summary>
    /// <remarks>Each time another quarter of the words of five letters or more gets an ending.</remarks>
    public static List<CorpusAnswer> WithPassages(IReadOnlyList<CorpusAnswer> corpus, int passages)
    {
        var answers = new List<CorpusAnswer>();
        for (var (i, count) = (0, 0); count < passages; i++)
        {
            var (answer, round) = (corpus[i % corpus.Count], i / corpus.Count);
            var left = answer.Paragraphs.Take(passages - count).ToArray();
            count += left.Length;
            answers.Add(new($"{answer.Id}-{round}", Altered(answer.Focus, round), Altered(string.Join('\n', left), round)));
        }

        return answers;
    }

    /// <summary>The knowledge folder of the repository.</summary>
    public static string Shipped()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BackPainBot.sln"))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("Run the benchmarks from a checkout of the repository."), "knowledge");
    }

    private static string Altered(string text, int round) => round == 0 ? text : LongWord().Replace(text, word =>
        (word.Value.Sum(letter => letter) + round) % 4 == 0 ? $"{word.Value}{(char)('a' + (round % 26))}x" : word.Value);

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    [GeneratedRegex("[A-Za-z]{5,}")]
    private static partial Regex LongWord();
}
