using BackPainBot.Knowledge;

namespace BackPainBot.Reporting;

/// <summary>How often today's passages were shown.</summary>
/// <param name="Shown">Most shown first, in whole steps of the smallest group ("25 or more"), since their exact sum could be held against the count of answers.</param>
/// <param name="NeverShown">In the order of the articles.</param>
internal sealed record PassageUse(IReadOnlyList<(Passage Passage, int AtLeast)> Shown, IReadOnlyList<Passage> NeverShown)
{
    /// <param name="times">By passage id.</param>
    public static PassageUse Of(KnowledgeIndex articles, IReadOnlyDictionary<string, int> times, int smallest)
    {
        var passages = articles.Passages.OrderBy(passage => passage.Article.File, StringComparer.Ordinal).ThenBy(passage => passage.Order).ToList();
        return new(
            [.. passages.Select(passage => (passage, AtLeast: times.GetValueOrDefault(passage.Id) / smallest * smallest)).Where(one => one.AtLeast > 0).OrderByDescending(one => one.AtLeast)],
            [.. passages.Where(passage => !times.ContainsKey(passage.Id))]);
    }
}
