using BackPainBot.Safety;

namespace BackPainBot.Tests.Safety;

public sealed class RedFlagsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("red-flags").FullName;
    private readonly string _file;
    private readonly string _examples;
    private readonly string _product = File.ReadAllText(ProductTable.Path);

    public RedFlagsFileTests()
    {
        _file = Path.Combine(_folder, "red-flags.yaml");
        _examples = Path.Combine(_folder, "red-flag-examples.tsv");
        File.WriteAllText(_examples, "# level, message\nemergency\tmy groin is numb\nnone\tmy back is stiff\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Missing_example_messages_are_named()
    {
        File.Delete(_examples);
        Assert.Contains("example messages are missing", Fault(_product).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_example_message_without_a_level_is_named_with_its_line()
    {
        File.AppendAllText(_examples, "grave\tmy groin is numb\n");
        Assert.Equal(4, Fault(_product).Line);
    }

    [Fact]
    public void A_likeness_limit_above_1_is_named_with_its_line()
    {
        var fault = Fault(_product.Replace("  ask-from: 0", "  ask-from: 5", StringComparison.Ordinal));
        Assert.Contains("'ask-from' must be a number from 0 to 1", fault.Message, StringComparison.Ordinal);
        Assert.Equal(LineOf("  ask-from: 0"), fault.Line);
    }

    [Fact]
    public void A_missing_file_is_named() => Assert.Contains("missing", Fault(null).Message, StringComparison.Ordinal);

    [Fact]
    public void A_rule_with_an_unknown_concept_is_named_with_its_line()
    {
        var fault = Fault(_product.Replace("      - waters-broken\n", "      - water-broken\n", StringComparison.Ordinal));
        Assert.Contains("names 'water-broken'", fault.Message, StringComparison.Ordinal);
        Assert.Equal(LineOf("      - waters-broken"), fault.Line);
    }

    [Fact]
    public void An_unknown_level_is_named_with_its_line()
    {
        var fault = Fault(_product.Replace("    level: crisis", "    level: grave", StringComparison.Ordinal));
        Assert.Contains("write emergency, urgent or crisis", fault.Message, StringComparison.Ordinal);
        Assert.Equal(LineOf("    level: crisis"), fault.Line);
    }

    [Fact]
    public void An_open_bracket_in_a_wording_is_named_with_its_line()
    {
        var fault = Fault(_product.Replace("      my back!\n", "      (my back!\n", StringComparison.Ordinal));
        Assert.Contains("'(' without its ')'", fault.Message, StringComparison.Ordinal);
        Assert.Equal(LineOf("      my back!"), fault.Line);
    }

    [Fact]
    public void A_wording_that_shrinks_to_a_filler_is_refused() =>
        Assert.Contains("says nothing alone", Fault(_product.Replace("      my back!\n", "      my back?\n", StringComparison.Ordinal)).Message, StringComparison.Ordinal);

    [Fact]
    public void Broken_yaml_is_named_with_its_line() => Assert.InRange(Fault("a: 1\nb: 2\nc: [\n").Line, 3, 4);

    [Fact]
    public void Yaml_that_its_reader_stumbles_over_is_named_too() => Assert.Contains("no valid YAML", Fault("{ [ : ,").Message, StringComparison.Ordinal);

    [Fact]
    public void An_example_that_is_judged_wrongly_is_reported_with_its_line()
    {
        File.WriteAllText(_file, _product.Replace("      - my little toe is numb\n", "      - my groin is numb\n", StringComparison.Ordinal));
        var problem = Assert.Single(SafetyScreen.Load(_folder, null).CheckExamples());
        Assert.Equal(LineOf("      - my little toe is numb"), problem.Line);
    }

    private RedFlagsException Fault(string? content)
    {
        if (content is not null)
            File.WriteAllText(_file, content);
        return Assert.Throws<RedFlagsException>(() => SafetyScreen.Load(_folder, null));
    }

    private int LineOf(string start) => Array.FindIndex(_product.Split('\n'), line => line.StartsWith(start, StringComparison.Ordinal)) + 1;
}
