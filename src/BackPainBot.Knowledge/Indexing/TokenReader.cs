using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace BackPainBot.Knowledge.Indexing;

/// <summary>A word of a text and where it stands.</summary>
internal readonly record struct Token(string Text, int Start, int End);

/// <summary>Runs an analyser over a text.</summary>
internal static class TokenReader
{
    public static List<Token> Tokens(this Analyzer analyzer, string text)
    {
        var tokens = new List<Token>();
        using var stream = analyzer.GetTokenStream("", text);
        var word = stream.AddAttribute<ICharTermAttribute>();
        var place = stream.AddAttribute<IOffsetAttribute>();
        stream.Reset();
        while (stream.IncrementToken()) tokens.Add(new(word.ToString()!, place.StartOffset, place.EndOffset));
        stream.End();
        return tokens;
    }
}
