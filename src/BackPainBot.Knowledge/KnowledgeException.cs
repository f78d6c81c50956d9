namespace BackPainBot.Knowledge;

/// <summary>The knowledge folder as a whole cannot be used; the message is one sentence for its owner and says what to do.</summary>
public sealed class KnowledgeException : Exception
{
    public KnowledgeException(string message)
      : base(message)
    {
    }

    public KnowledgeException(string message, Exception cause)
      : base(message, cause)
    {
    }
}
