using BackPainBot.Knowledge.Reading;

namespace BackPainBot.Tests.Knowledge;

public sealed class TextFragmentTests
{
    private const string Long =
        "Over time our discs tend to dry out and wear down, and if the cause of this is not treated in time, the disc can become ineffective.";

    [Fact]
    public void A_short_passage_is_named_whole() => Assert.Equal("Improves%20blood%20flow", Directive("Improves blood flow"));

    [Fact]
    public void A_long_passage_is_named_by_both_its_ends() => Assert.Equal("Over%20time%20our%20discs,disc%20can%20become%20ineffective.", Directive(Long));

    [Fact]
    public void Signs_with_a_meaning_in_a_directive_are_escaped() =>
        Assert.Equal("Self%2Dcare%2C%20rest%20%26%20it%E2%80%99s%20%23fine", Directive("Self-care, rest & it’s #fine"));

    [Fact]
    public void Odd_blanks_are_spanned_not_named() => Assert.Equal("on%20back%20pain%3A,Back%20Surgery", Directive("on back pain: \u00a0 Back Surgery"));

    [Fact]
    public void A_table_row_is_named_by_its_first_and_last_cell() => Assert.Equal("ice,ten%20minutes", Directive("ice | cold | ten minutes"));

    [Fact]
    public void An_end_that_stands_earlier_in_the_passage_is_lengthened()
    {
        var text = "First of all words come " + string.Concat(Enumerable.Repeat("one two three four ", 6)) + "five one two three four";
        Assert.EndsWith(",five%20one%20two%20three%20four", Directive(text), StringComparison.Ordinal);
    }

    [Fact]
    public void A_beginning_that_stands_earlier_on_the_page_is_lengthened() =>
        Assert.StartsWith("Over%20time%20our%20discs%20tend,", Directive(Long, "Over time our discs heal."), StringComparison.Ordinal);

    [Fact]
    public void Words_that_stand_earlier_on_the_page_are_told_apart_by_what_comes_before() =>
        Assert.Equal("they%20say%20before%20it.-,blood%20flow", Directive("blood flow", "It helps blood flow well.", "What they say before it."));

    [Theory]
    [InlineData("urn:isbn:9780000000000")]
    [InlineData("doi:10.1000/182")]
    public void A_source_that_is_no_web_page_stays_as_it_is(string source) =>
        Assert.Equal(source, new TextFragment(["Text"]).Link(new(source), "Text").OriginalString);

    [Fact]
    public void A_source_with_an_anchor_keeps_it() =>
        Assert.Equal("https://example.org/a#top:~:text=Text", new TextFragment(["Text"]).Link(new("https://example.org/a#top"), "Text").OriginalString);

    private static string Directive(string text, params string[] before)
    {
        var link = new TextFragment([.. before, text]).Link(new("https://example.org/a"), text).OriginalString;
        Assert.StartsWith("https://example.org/a#:~:text=", link, StringComparison.Ordinal);
        return link.Split("text=")[1];
    }
}
