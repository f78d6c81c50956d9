using BackPainBot.Dialog;

namespace BackPainBot.Tests.Dialog;

public sealed class MarkdownTests
{
    [Theory]
    [InlineData("Improves energy levels to speed healing (fatigue slows down healing, so we always include points and herbs to treat it)")]
    [InlineData("I’ve written about this: pain in L5/S1 is 50% worse - or not!")]
    public void Ordinary_sentences_stay_as_the_author_wrote_them(string text) => Assert.Equal(text, Markdown.Escape(text));

    [Theory]
    [InlineData("**bold**", @"\*\*bold\*\*")]
    [InlineData("[a](javascript:x)", @"\[a\](javascript:x)")]
    [InlineData("<img src=x>", @"\<img src=x\>")]
    [InlineData("# head", @"\# head")]
    [InlineData("1. one", @"1\. one")]
    [InlineData("- item", @"\- item")]
    [InlineData("&lt;b&gt;", @"\&lt;b\&gt;")]
    [InlineData("\n\n \r\n  # after empty lines\n- and a line", "\n\n \r\n  \\# after empty lines\n\\- and a line")]
    public void What_would_be_markup_is_shown_as_typed(string text, string escaped) => Assert.Equal(escaped, Markdown.Escape(text));
}
