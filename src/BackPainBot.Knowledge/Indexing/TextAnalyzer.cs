using System.Collections.Concurrent;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Util;

namespace BackPainBot.Knowledge.Indexing;

/// <summary>Cuts text into words: lower case, without accents and possessives; as stems or unstemmed. Drops no word, so that both forms run in step.</summary>
internal sealed class TextAnalyzer(bool stemming) : Analyzer
{
    private const LuceneVersion Version = LuceneVersion.LUCENE_48;

    public static readonly TextAnalyzer Stems = new(stemming: true);

    public static readonly TextAnalyzer Words = new(stemming: false);

    /// <summary>Finding a stem takes longer than all else in cutting a text, and articles are written with the same few thousand words.</summary>
    private const int MostRemembered = 50_000;

    private static readonly ConcurrentDictionary<string, string> Remembered = new();

    /// <summary>What <see cref="Stems"/> makes of a text that <see cref="Words"/> has cut.</summary>
    public static List<Token> StemsOf(List<Token> words) => words.ConvertAll(word => word with { Text = StemOf(word.Text) });

    private static string StemOf(string word)
    {
        if (Remembered.TryGetValue(word, out var known)) return known;
        using var stems = Stemmed(new CutTokens([new(word, 0, word.Length)]));
        var letters = stems.GetAttribute<ICharTermAttribute>();
        stems.Reset();
        stems.IncrementToken();
        var stem = letters.ToString()!;
        if (Remembered.Count < MostRemembered) Remembered[word] = stem;
        return stem;
    }

    // KStem alone keeps the plurals that its dictionary lists (nerves, pains, cramps).
    private static KStemFilter Stemmed(TokenStream words) => new(new EnglishMinimalStemFilter(words));

    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        var source = new StandardTokenizer(Version, reader);
        TokenStream words = new LowerCaseFilter(Version, source);
        words = new ASCIIFoldingFilter(words);
        words = new EnglishPossessiveFilter(Version, words);
        return new TokenStreamComponents(source, stemming ? Stemmed(words) : words);
    }
}
