using System.Text.RegularExpressions;
using BackPainBot.Knowledge;
using BackPainBot.Web;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace BackPainBot.Dialog;

/// <summary>script.yaml cannot be used; the message names each problem with its file, line and remedy.</summary>
internal sealed class ScriptException(IReadOnlyList<KnowledgeProblem> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<KnowledgeProblem> Problems { get; } = problems;
}

/// <summary>Reads and checks knowledge/script.yaml.</summary>
internal static partial class ScriptReader
{
    /// <summary>The greeting is read before anything else is (safety guidance, rule 5).</summary>
    private const int GreetingWords = 60;

    /// <exception cref="ScriptException">The file is missing, or an entry is missing or wrong.</exception>
    public static Script Read(string path)
    {
        var name = Path.GetFileName(path);
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ScriptException([new(name, 1, "The script cannot be read.", $"Put {name} into the knowledge folder and make it readable.")]);
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            throw new ScriptException([new(name, 1, "The script is empty.", "Restore it; the script that comes with the bot shows the form.")]);
        }

        try
        {
            var script = new DeserializerBuilder()
                .WithNamingConvention(CamelCaseNamingConvention.Instance)
                .WithEnforceRequiredMembers()
                .WithEnforceNullability()
                .WithDuplicateKeyChecking()
                .Build()
                .Deserialize<Script>(text);
            var problems = Check(script, new Lines(text, name)).ToList();
            return problems.Count == 0 ? script : throw new ScriptException(problems);
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet throws it, without a line, at some texts such as "{ [ : ,".
            throw new ScriptException([new(name, 1, "This is no YAML.", "Look for a bracket that is not closed; the script that comes with the bot shows the form.")]);
        }
        catch (YamlException problem)
        {
            throw new ScriptException([new(name, (int)Math.Max(1, problem.Start.Line), Sentence(problem), "Correct the entry; the script that comes with the bot shows the form.")]);
        }
    }

    /// <summary>YamlDotNet says of a list or block in a sentence's place only that it cannot make a string of it.</summary>
    private static string Sentence(YamlException problem)
    {
        var message = (problem.InnerException?.Message ?? problem.Message).TrimEnd('.');
        return message.StartsWith("Failed to create an instance", StringComparison.Ordinal)
            ? "A sentence was expected here; one that holds a colon or begins with a brace needs quotes around it."
            : $"{message}.";
    }

    private static IEnumerable<KnowledgeProblem> Check(Script script, Lines lines)
    {
        if (script.Greeting.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is { Length: > GreetingWords } words)
        {
            yield return lines.Problem("greeting", $"The greeting has {words.Length} words.", $"Shorten it to {GreetingWords} words.");
        }

        foreach (var (path, numbers) in new[] { ("emergencyNumbers", script.EmergencyNumbers), ("crisisLines", script.CrisisLines) })
        {
            if (!numbers.ContainsKey("default"))
            {
                yield return lines.Problem(path, $"{path} has no entry \"default\".", "Add the number for visitors whose region is not listed.");
            }
        }

        if (!script.Notices.TryGetValue("en", out var english) || english.WarningSigns is null)
        {
            yield return lines.Problem("notices", "notices has no complete entry \"en\".", "Add emergency, urgent, crisis, unsure and warningSigns in English.");
        }

        foreach (var (language, missing) in script.Interface.SelectMany(strings => InterfaceStrings.Names.Except(strings.Value.Keys).Select(name => (strings.Key, name))))
        {
            yield return lines.Problem("interface", $"interface.{language} has no entry \"{missing}\".", "Add it in that language.");
        }

        if (!script.Interface.ContainsKey("en"))
        {
            yield return lines.Problem("interface", "interface has no entry \"en\".", "Add the English strings; they stand in for other languages.");
        }

        foreach (var twice in script.Topics.GroupBy(topic => topic.Label, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            yield return lines.Problem("topics", $"Two topics have the label \"{twice.Key}\".", "Give each chip its own label.");
        }

        foreach (var problem in CheckTeams(script.Teams, lines))
        {
            yield return problem;
        }

        foreach (var problem in lines.Scalars().SelectMany(scalar => CheckText(scalar, lines)))
        {
            yield return problem;
        }
    }

    /// <summary>Limits of the Teams manifest, schema 1.30 (item 60).</summary>
    private static IEnumerable<KnowledgeProblem> CheckTeams(Script.TeamsTexts teams, Lines lines)
    {
        var texts = new[] { ("name", teams.Name, 30), ("fullName", teams.FullName, 100), ("summary", teams.Summary, 80), ("description", teams.Description, 4_000), ("developer", teams.Developer, 32) };
        foreach (var (entry, text, limit) in texts.Where(one => one.Item2.Length == 0 || one.Item2.Length > one.Item3))
        {
            yield return lines.Problem("teams", $"teams: {entry} has {text.Length} characters.", $"Teams takes 1 to {limit}.");
        }

        var links = new[] { ("website", teams.Website), ("privacy", teams.Privacy), ("termsOfUse", teams.TermsOfUse) };
        foreach (var (entry, _) in links.Where(one => !Uri.TryCreate(one.Item2, UriKind.Absolute, out var link) || link.Scheme is not ("http" or "https") || one.Item2.Length > 2_048))
        {
            yield return lines.Problem("teams", $"teams: {entry} is no web address.", "Give the page's address with http:// or https:// in front.");
        }
    }

    private static IEnumerable<KnowledgeProblem> CheckText((string Text, int Line) scalar, Lines lines)
    {
        foreach (Match placeholder in Placeholder().Matches(scalar.Text))
        {
            if (!ScriptText.Placeholders.Contains(placeholder.Groups[1].Value))
            {
                yield return lines.Problem(scalar.Line, $"Nothing fills in {placeholder.Value}.", $"Use one of {string.Join(", ", ScriptText.Placeholders.Select(known => $"{{{known}}}"))}.");
            }
        }
    }

    [GeneratedRegex(@"\{([^{}\s]*)\}")]
    private static partial Regex Placeholder();

    /// <summary>Where the entries stand in the file.</summary>
    private sealed class Lines
    {
        private readonly YamlMappingNode _root;
        private readonly string _file;

        public Lines(string text, string file)
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            _root = (YamlMappingNode)yaml.Documents[0].RootNode;
            _file = file;
        }

        public KnowledgeProblem Problem(string key, string message, string remedy) => Problem((int)_root.Children[key].Start.Line, message, remedy);

        public KnowledgeProblem Problem(int line, string message, string remedy) => new(_file, line, message, remedy);

        public IEnumerable<(string Text, int Line)> Scalars() => _root.AllNodes.OfType<YamlScalarNode>().Select(node => (node.Value ?? "", (int)node.Start.Line));
    }
}
