using BackPainBot.Safety;

namespace BackPainBot.Tests.Safety;

public sealed class RedFlagsFileTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"red-flags-{Guid.NewGuid():N}.yaml");
    private readonly string _product = File.ReadAllText(ProductTable.Path);

    public void Dispose() => File.Delete(_file);

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
    public void An_example_that_is_judged_wrongly_is_reported_with_its_line()
    {
        File.WriteAllText(_file, _product.Replace("      - my little toe is numb\n", "      - my groin is numb\n", StringComparison.Ordinal));
        var problem = Assert.Single(SafetyScreen.Load(_file).CheckExamples());
        Assert.Equal(LineOf("      - my little toe is numb"), problem.Line);
    }

    private RedFlagsException Fault(string? content)
    {
        if (content is not null)
            File.WriteAllText(_file, content);
        return Assert.Throws<RedFlagsException>(() => SafetyScreen.Load(_file));
    }

    private int LineOf(string start) => Array.FindIndex(_product.Split('\n'), line => line.StartsWith(start, StringComparison.Ordinal)) + 1;
}
