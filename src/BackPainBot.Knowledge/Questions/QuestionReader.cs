using System.Globalization;
using System.Text;
using BackPainBot.Knowledge.Indexing;

namespace BackPainBot.Knowledge.Questions;

/// <summary>A question as the search understands it.</summary>
/// <param name="Concepts">Each once, in the order of the question; those of the question before come last.</param>
/// <param name="Words">All its words, slips mended.</param>
internal sealed record ReadQuestion(IReadOnlyList<Concept> Concepts, AnswerKind Kind, string Words)
{
    public bool LeansOnTheOneBefore => Concepts.Any(concept => concept.IsFromBefore);
}

/// <summary>Reads what a person wrote into concepts.</summary>
internal sealed class QuestionReader(Vocabulary vocabulary, Synonyms synonyms, Spelling spelling, int questionLength)
{
    /// <summary>In words; below this a text is a question and all its sentences count.</summary>
    private const int StoryFrom = 25;

    /// <summary>What the sentences of a story count that do not ask, word by word, and at most all together beside those that ask.</summary>
    private const double StoryWeight = 0.3;
    private const double WholeStoryWeight = 0.5;

    /// <summary>What the question before counts when this one leans on it.</summary>
    private const double BeforeWeight = 0.35;

    /// <summary>A question of at most so many words, one of which points back ("those"), does so too.</summary>
    private const int PointingQuestion = 10;

    /// <summary>A question of at most so many words, of which at most so many have a meaning, leans on the one before it.</summary>
    private const int ShortQuestion = 4;
    private const int ShortQuestionMeanings = 1;

    /// <summary>A word that had to be mended may have been another one.</summary>
    private const double MendedWeight = 0.8;

    /// <summary>Bound the work on a text of nonsense.</summary>
    private const int MostMended = 8;
    private const int MostConcepts = 24;

    public ReadQuestion Read(Question question)
    {
        var (concepts, words, asking) = Concepts(question.Text);
        if (Leans(concepts, words) && question.Previous is { Length: > 0 } previous)
        {
            var (before, _, _) = Concepts(previous);
            concepts.AddRange(before
                .Where(concept => concept.HasMeaning && !concepts.Exists(own => SameWords(own, concept)))
                .Select(concept => concept with { Weight = concept.Weight * BeforeWeight, IsFromBefore = true }));
        }

        if (concepts.Count > MostConcepts)
        {
            var least = concepts.Select(concept => concept.Weight * concept.Importance).OrderDescending().ElementAt(MostConcepts);
            concepts.RemoveAll(concept => concept.Weight * concept.Importance <= least);
        }

        return new(concepts, EnglishQuestions.KindAsked(asking), Mended(words, concepts));
    }

    private static string Mended(List<Token> words, List<Concept> concepts) =>
        concepts.Where(concept => concept is { Mended: not null, IsFromBefore: false })
            .Aggregate(string.Join(' ', words.Select(word => word.Text)), (text, concept) => text.Replace(concept.Typed, concept.Mended, StringComparison.OrdinalIgnoreCase));

    private static bool Leans(List<Concept> concepts, List<Token> words)
    {
        var meanings = concepts.Count(concept => concept.HasMeaning);
        return meanings == 0 || EnglishQuestions.LeansOnTheQuestionBefore(words) || (words.Count <= PointingQuestion && EnglishQuestions.PointsBack(words)) || (words.Count <= ShortQuestion && meanings <= ShortQuestionMeanings);
    }

    /// <returns>Asking: the words of the sentences that ask.</returns>
    private (List<Concept> Concepts, List<Token> Words, List<Token> Asking) Concepts(string question)
    {
        var text = Clean(question);
        var words = TextAnalyzer.Words.Tokens(text);
        var sentenceWeights = SentenceWeights(text, words);
        var typed = Mend(words, TextAnalyzer.StemsOf(words), sentenceWeights);
        var concepts = new List<Concept>();
        for (var i = 0; i < typed.Count;)
        {
            var length = PhraseLength(typed, i);
            var concept = ConceptOf(text, typed.GetRange(i, length));
            var same = concepts.FindIndex(other => SameWords(other, concept));
            if (same < 0)
                concepts.Add(concept);
            else if (concepts[same].Weight < concept.Weight)
                concepts[same] = concept;
            i += length;
        }

        return (concepts, words, words.Where((_, index) => sentenceWeights[index] >= 1).ToList());
    }

    /// <summary>The most words from here on for which the synonyms have a phrase; else 1.</summary>
    private int PhraseLength(List<TypedWord> words, int from)
    {
        if (!synonyms.BeginsPhrase(words[from].Stem)) return 1;
        for (var length = Math.Min(synonyms.LongestPhrase, words.Count - from); length > 1; length--)
            if (synonyms.Of(words.Skip(from).Take(length).Select(word => word.Stem)).Count > 0) return length;
        return 1;
    }

    private Concept ConceptOf(string text, List<TypedWord> words)
    {
        var own = words.Where(word => word.Weight >= EnglishQuestions.MeaningFrom).DefaultIfEmpty(words[0]).Select(word => word.Stem);
        var phrasings = new List<Phrasing> { vocabulary.Phrasing(own, isSynonym: false) };
        var others = words.Count > 1 ? synonyms.Of(words.Select(word => word.Stem)) : synonyms.Of(words[0].Stem).Where(phrase => phrase.Length > 1);
        phrasings.AddRange(others.Select(phrase => vocabulary.Phrasing(phrase, isSynonym: true)));

        // That the owner lists a phrase gives it a meaning, whatever its words are ("does it work").
        var meaning = words.Count > 1 ? 1 : words[0].Weight;
        var mended = words.Exists(word => word.Mended) ? string.Join(' ', words.Select(word => word.Word)) : null;
        var importance = phrasings.Where(phrasing => phrasing.IsKnown).Select(phrasing => phrasing.Words.Max(word => word.Importance)).DefaultIfEmpty(phrasings[0].Words.Max(word => word.Importance)).Max();
        var weight = meaning * words.Max(word => word.SentenceWeight) * (mended is null ? 1 : MendedWeight);
        return new(text[words[0].Start..words[^1].End], phrasings, weight, importance, phrasings.Exists(phrasing => phrasing.IsKnown), mended)
        {
            HasMeaning = meaning >= EnglishQuestions.MeaningFrom,
            IsListed = words.Count > 1 || synonyms.Knows(words[0].Stem),
            Key = Phrase(words),
        };
    }

    private List<TypedWord> Mend(List<Token> words, List<Token> stems, double[] sentenceWeights)
    {
        var typed = new List<TypedWord>(words.Count);
        var mended = new Dictionary<string, IReadOnlyList<string>?>();
        for (var i = 0; i < words.Count; i++)
        {
            var (word, stem) = (words[i], stems[i].Text);
            var weight = WeightOf(word.Text);
            if (weight >= EnglishQuestions.MeaningFrom && !vocabulary.Mentions(stem) && !synonyms.Knows(stem))
            {
                if (!mended.TryGetValue(word.Text, out var meant) && mended.Count < MostMended)
                    mended[word.Text] = meant = spelling.Mend(word.Text);
                if (meant is not null)
                {
                    typed.AddRange(meant.Select(part => new TypedWord(part, StemOf(part), word.Start, word.End, WeightOf(part), sentenceWeights[i], true)));
                    continue;
                }
            }

            typed.Add(new(word.Text, stem, word.Start, word.End, weight, sentenceWeights[i], false));
        }

        return typed;
    }

    /// <summary>Bare numbers and single letters ("I am 45", "grade 2 b") are hardly ever what is asked for.</summary>
    private static double WeightOf(string word) =>
        word.Length == 1 || word.All(char.IsDigit) ? Math.Min(0.1, EnglishQuestions.Weight(word)) : EnglishQuestions.Weight(word);

    private static string StemOf(string word) => TextAnalyzer.Stems.Tokens(word) is [var token] ? token.Text : word;

    private static double[] SentenceWeights(string text, List<Token> words)
    {
        var weights = new double[words.Count];
        Array.Fill(weights, 1);
        if (words.Count <= StoryFrom) return weights;

        var sentences = Sentences.Of(text);
        var asking = sentences.Where(sentence => sentence.Of(text).EndsWith('?') || EnglishQuestions.Asks(WordsOf(sentence))).ToList();
        if (asking.Count == 0) asking.Add(sentences[^1]);
        var asks = words.ConvertAll(word => asking.Exists(sentence => word.Start >= sentence.Start && word.Start < sentence.Start + sentence.Length));
        var story = asks.Count(isAsking => !isAsking);
        if (story == words.Count) return weights;
        var weight = Math.Min(StoryWeight, WholeStoryWeight * (words.Count - story) / Math.Max(1, story));
        for (var i = 0; i < weights.Length; i++)
            if (!asks[i]) weights[i] = weight;
        return weights;

        List<Token> WordsOf(TextSpan sentence) => words.FindAll(word => word.Start >= sentence.Start && word.End <= sentence.Start + sentence.Length);
    }

    private static bool SameWords(Concept one, Concept other) => one.Key == other.Key;

    private static string Phrase(List<TypedWord> words) => words.Count == 1 ? words[0].Stem : string.Join(' ', words.Select(word => word.Stem));

    /// <summary>Takes out what has no width (zero-width joiners, direction marks) and what is half a character, both of which would part words unseen.</summary>
    private string Clean(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, questionLength));
        foreach (var rune in text.AsSpan(0, Math.Min(text.Length, questionLength)).EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format && rune != Rune.ReplacementChar) clean.Append(rune);
        return clean.ToString();
    }

    private sealed record TypedWord(string Word, string Stem, int Start, int End, double Weight, double SentenceWeight, bool Mended);
}
