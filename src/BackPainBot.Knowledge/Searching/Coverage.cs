using BackPainBot.Knowledge.Questions;

namespace BackPainBot.Knowledge.Searching;

/// <summary>How much of a question some text mentions.</summary>
internal static class Coverage
{
    /// <summary>0 to 1 for each concept: how much of it a passage mentions anywhere: title, headings, text or wordings.</summary>
    /// <param name="passage">Its number in the index.</param>
    public static double[] Of(Concept[] concepts, int passage)
    {
        Predicate<Slot> isMentioned = word => word.Occurrences.Hold(passage);
        return Array.ConvertAll(concepts, concept => Share(concept, isMentioned));
    }

    /// <summary>0 to 1: the share of the question's meaning, weighed by how much each concept counts and tells.</summary>
    /// <param name="shares">How much of each concept is mentioned.</param>
    public static double Whole(IReadOnlyList<Concept> concepts, double[] shares)
    {
        var whole = concepts.Sum(concept => concept.Weight * concept.Importance);
        return whole > 0 ? concepts.Zip(shares, (concept, share) => concept.Weight * concept.Importance * share).Sum() / whole : 0;
    }

    /// <summary>0 to 1: how much of a concept is mentioned under its best phrasing: of the person's own words each counts, a synonym only as a whole.</summary>
    public static double Share(Concept concept, Predicate<Slot> isMentioned)
    {
        var (whole, part) = (0.0, 0.0);
        foreach (var word in concept.Phrasings[0].Words)
        {
            whole += word.Importance;
            if (isMentioned(word)) part += word.Importance;
        }

        if (part == whole) return 1;
        for (var i = 1; i < concept.Phrasings.Count; i++)
            if (Array.TrueForAll(concept.Phrasings[i].Words, isMentioned)) return 1;
        return part / whole;
    }
}
