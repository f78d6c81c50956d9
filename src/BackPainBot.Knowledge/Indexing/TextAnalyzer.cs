using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Util;

namespace BackPainBot.Knowledge.Indexing;

/// <summary>Cuts text into words: lower case, without accents and possessives; as stems or unstemmed. Drops no word, so that both forms run in step.</summary>
internal sealed class TextAnalyzer(bool stemming) : Analyzer
{
    private const LuceneVersion Version = LuceneVersion.LUCENE_48;

    public static readonly TextAnalyzer Stems = new(stemming: true);

    public static readonly TextAnalyzer Words = new(stemming: false);

    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        var source = new StandardTokenizer(Version, reader);
        TokenStream words = new LowerCaseFilter(Version, source);
        words = new ASCIIFoldingFilter(words);
        words = new EnglishPossessiveFilter(Version, words);
        // KStem alone keeps the plurals that its dictionary lists (nerves, pains, cramps).
        return new TokenStreamComponents(source, stemming ? new KStemFilter(new EnglishMinimalStemFilter(words)) : words);
    }
}
