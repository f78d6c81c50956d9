using BackPainBot.Knowledge.Deciding;
using BackPainBot.Knowledge.Indexing;
using BackPainBot.Knowledge.Questions;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace BackPainBot.Knowledge.Searching;

/// <summary>All that a search found out, for the result and for its explanation.</summary>
internal sealed record Findings(ReadQuestion Question, IReadOnlyList<Candidate> Candidates, DecisionFeatures Features, SearchResult Result);

/// <summary>Asks one snapshot of the index: read the question, rank the passages, decide, choose what is shown.</summary>
internal sealed class PassageSearch
{
    private const int RankedPassages = 10;

    /// <summary>So many of the best by their words are compared wording by wording.</summary>
    private const int ComparedPassages = 20;

    /// <summary>What a passage gains when a wording of it is the question itself, as a share of the most that the question's words can score.</summary>
    private const double WordingWeight = 1.5;

    /// <summary>What a passage gains when the examples leave no doubt that it answers the question, as the same share.</summary>
    private const double LearnedWeight = 1;

    /// <summary>A word that counts less stands in the story around the question.</summary>
    private const double HeadWeight = 0.5;

    /// <summary>A question with as many words that stand in one passage only says much.</summary>
    private const double MuchSaid = 2;

    private readonly IndexSearcher _searcher;
    private readonly QuestionReader _questions;
    private readonly Synonyms _synonyms;
    private readonly Vocabulary _vocabulary;
    private readonly Wordings _wordings;
    private readonly FoundPassages _passages;
    private readonly int _shownPassages;

    public PassageSearch(IndexReader reader, Synonyms synonyms, DecisionModel decision, QuestionExamples examples, KnowledgeOptions options)
    {
        _searcher = new(reader) { Similarity = Similarities.Passages };
        _shownPassages = options.ShownPassages;
        _vocabulary = new Vocabulary(reader, synonyms);
        _wordings = new(reader, _vocabulary);
        _passages = new(reader, _vocabulary);
        _synonyms = synonyms;
        _questions = new(_vocabulary, synonyms, new(reader, _vocabulary, synonyms), options.QuestionLength);
        DecisionModel = decision;
        Learned = LearnedQuestions.From(examples, () =>
            from document in Enumerable.Range(0, reader.MaxDoc)
            where MultiFields.GetLiveDocs(reader)?.Get(document) ?? true
            select new TaughtPassage(document, PassageDocument.PassageOf(reader, document).Text, PassageDocument.WordingsOf(reader, document)));
    }

    public DecisionModel DecisionModel { get; }

    public LearnedQuestions Learned { get; }

    public Findings Find(Question question)
    {
        var read = _questions.Read(question);
        var meanings = read.Concepts.Where(concept => concept.HasMeaning).ToArray();
        var ofMeanings = new NearestWording(meanings);
        var candidates = meanings.Any(concept => concept.Phrasings.Any(phrasing => phrasing.Words.Any(word => word.IsKnown))) ? Rank(read, question.Previous, meanings, ofMeanings) : [];
        var features = Features(read, meanings, ofMeanings, candidates) with { Familiar = Learned.Of(question.Text).Familiar };
        var (outcome, reason) = Decision.On(features, DecisionModel);
        return new(read, candidates, features, new(
            outcome,
            reason,
            outcome == SearchOutcome.Miss ? [] : ShownPassages.Of(candidates, _shownPassages),
            [.. candidates.Select(candidate => candidate.Ranked)],
            NotMentioned(meanings, outcome == SearchOutcome.Closest ? candidates[0] : null)));
    }

    public IReadOnlyList<Meaning> Meanings(string text) =>
        [.. from concept in _questions.Read(new(text)).Concepts
            where concept.HasMeaning
            let stems = concept.Key.Split(' ')
            let others = stems.Length > 1 ? _synonyms.Of(stems) : _synonyms.Of(concept.Key)
            select new Meaning(
                (concept.Mended ?? concept.Typed).ToLowerInvariant(),
                concept.Key,
                others.Select(other => string.Join(' ', other)).Append(concept.Key).ToHashSet(),
                concept.Weight * concept.Importance,
                concept.IsKnown,
                concept.Mended is { } mended && !mended.Equals(concept.Typed, StringComparison.OrdinalIgnoreCase))];

    /// <summary>What the articles do not know; when they know it all, what the passage that comes closest lacks.</summary>
    private static List<string> NotMentioned(Concept[] meanings, Candidate? closest)
    {
        var own = meanings.Index().Where(concept => !concept.Item.IsFromBefore).ToList();
        var unknown = own.FindAll(concept => !concept.Item.IsKnown);
        var missing = unknown.Count > 0 || closest is null ? unknown : own.FindAll(concept => closest.Shares[concept.Index] <= 0);
        return missing.ConvertAll(concept => concept.Item.Typed);
    }

    public Passage? PassageWithId(string id) =>
        _searcher.Search(new TermQuery(new(PassageFields.Id, id)), 1).ScoreDocs is [var hit] ? PassageDocument.PassageOf(_searcher.IndexReader, hit.Doc) : null;

    /// <summary>What a query alone adds to the score of a passage.</summary>
    public double Score(Query query, Candidate candidate) => _searcher.Explain(query, candidate.Document) is { IsMatch: true } explanation ? explanation.Value : 0;

    /// <summary>What the nearest wording adds to the score of a passage.</summary>
    public static double WordingScore(ReadQuestion question, Nearness nearness) => WordingWeight * nearness.Likeness * Most(question);

    private static double Most(ReadQuestion question) => question.Concepts.Sum(concept => concept.Weight * concept.Importance);

    private Candidate[] Rank(ReadQuestion question, string? previous, Concept[] meanings, NearestWording ofMeanings)
    {
        var ofAll = new NearestWording(question.Concepts);
        var guess = Learned.Of(question.Words);
        var guessWithTheOneBefore = question.LeansOnTheOneBefore ? Learned.Of($"{previous} {question.Words}") : guess;
        var sentences = new SentenceChoice(ofMeanings, question.Kind);
        var compared = Array.ConvertAll(BestPassages.Of(question.Concepts, ComparedPassages), found =>
        {
            var nearness = ofAll.To(_wordings.Of(found.Passage));
            var learned = LearnedWeight * (guess.ChanceOf(found.Passage) + guessWithTheOneBefore.ChanceOf(found.Passage)) / 2 * Most(question);
            return (found.Passage, Score: found.Score + WordingScore(question, nearness) + learned, Nearness: nearness, Learned: learned);
        });
        var candidates = compared.OrderByDescending(found => found.Score).Take(RankedPassages).Select(found =>
        {
            var (passage, words) = _passages.Of(found.Passage);
            var givesKind = question.Kind == AnswerKind.Any || _wordings.Of(found.Passage).Any(wording => wording.Kind == question.Kind) || KindGiven.In(passage.Text, question.Kind);
            var ranked = new RankedPassage(passage, found.Score * (givesKind ? 1 : SentenceChoice.OtherKindWeight), sentences.In(passage.Text, words));
            var shares = Coverage.Of(meanings, found.Passage);
            return new Candidate(found.Passage, ranked, shares, Coverage.Whole(meanings, shares), found.Nearness, found.Learned, givesKind, words);
        });
        return [.. candidates.OrderByDescending(candidate => candidate.Ranked.Score)];
    }

    private DecisionFeatures Features(ReadQuestion question, Concept[] meanings, NearestWording ofMeanings, Candidate[] candidates)
    {
        var best = candidates.FirstOrDefault();
        var whole = meanings.Sum(concept => concept.Weight * concept.Importance);
        var nearness = best is null ? default : ofMeanings.To([.. best.Words.Wordings, .. _wordings.Of(best.Document)]);
        var subjects = meanings.Where(concept => concept.IsListed && !concept.IsKnown).Sum(concept => concept.Weight);
        var head = Array.FindIndex(meanings, concept => concept.Weight >= HeadWeight && !concept.IsFromBefore);
        return new(
            MeaningWords: meanings.Length,
            UnknownWords: meanings.Count(concept => !concept.IsKnown),
            MendedWords: meanings.Count(concept => concept.Mended is not null),
            Known: whole > 0 && best is not null ? meanings.Where(concept => concept.IsKnown).Sum(concept => concept.Weight * concept.Importance) / whole : 0,
            Coverage: best?.Coverage ?? 0,
            Together: nearness.Together,
            Likeness: nearness.Likeness,
            Subjects: Math.Min(1, subjects),
            Substance: Math.Min(1, whole / (MuchSaid * _vocabulary.RarestImportance)),
            HeadIsMissing: best is not null && head >= 0 && best.Shares[head] <= 0,
            Margin: candidates.Length > 1 ? 1 - (candidates[1].Ranked.Score / candidates[0].Ranked.Score) : candidates.Length,
            Kind: question.Kind,
            GivesKind: best?.GivesKind ?? true,
            LeansOnTheOneBefore: question.LeansOnTheOneBefore);
    }
}
