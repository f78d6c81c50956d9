using System.Runtime.CompilerServices;
using BackPainBot.Knowledge;

namespace BackPainBot.Dialog;

/// <summary>The topics whose question is proven to bring an answer from the articles as they are now.</summary>
internal sealed class TopicChips(Script script)
{
    private readonly ConditionalWeakTable<KnowledgeIndex, IReadOnlyList<ProvenTopic>> _proven = [];

    /// <summary>In the script's order; asked once per index.</summary>
    public IReadOnlyList<ProvenTopic> For(KnowledgeIndex index) => _proven.GetValue(index, Prove);

    private IReadOnlyList<ProvenTopic> Prove(KnowledgeIndex index) =>
    [
        .. from topic in script.Topics
           let result = index.Search(new Question(topic.Question))
           where result.Outcome == SearchOutcome.Answer
           select new ProvenTopic(topic.Label, [.. result.Shown.Select(shown => shown.Passage.Id)]),
    ];
}

/// <param name="Label">The chip.</param>
/// <param name="PassageIds">What its question brings.</param>
internal sealed record ProvenTopic(string Label, IReadOnlyList<string> PassageIds);
