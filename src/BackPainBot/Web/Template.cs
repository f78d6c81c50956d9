using System.Text.RegularExpressions;

namespace BackPainBot.Web;

/// <summary>A text embedded in the program with <c>{{names}}</c> in it. What is filled in is not searched for names again.</summary>
internal sealed partial class Template(string text)
{
    public static string Read(string file) => Read(typeof(Template), file);

    /// <param name="beside">A type of the folder that holds the file.</param>
    public static string Read(Type beside, string file)
    {
        using var stream = beside.Assembly.GetManifestResourceStream(beside, file)
                           ?? throw new InvalidOperationException($"{file} is not embedded in the program: see EmbeddedResource in BackPainBot.csproj.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public string Fill(Func<string, string> value) => Name().Replace(text, match => value(match.Groups[1].Value));

    [GeneratedRegex(@"\{\{([\w./-]+)\}\}")]
    private static partial Regex Name();
}
