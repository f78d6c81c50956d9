using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace BackPainBot.Knowledge.Indexing;

/// <summary>Hands words to Lucene that are cut already: three fields need those of one text.</summary>
internal sealed class CutTokens : TokenStream
{
    private readonly List<Token> _tokens;
    private readonly ICharTermAttribute _word;
    private int _next;

    public CutTokens(List<Token> tokens)
    {
        _tokens = tokens;
        _word = AddAttribute<ICharTermAttribute>();
    }

    public override void Reset()
    {
        base.Reset();
        _next = 0;
    }

    public override bool IncrementToken()
    {
        if (_next == _tokens.Count) return false;
        ClearAttributes();
        _word.Append(_tokens[_next++].Text);
        return true;
    }
}
