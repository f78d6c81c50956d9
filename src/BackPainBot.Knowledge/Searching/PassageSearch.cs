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

    private readonly IndexSearcher _searcher;
    private readonly QuestionReader _questions;
    private readonly int _shownPassages;

    public PassageSearch(IndexReader reader, Synonyms synonyms, KnowledgeOptions options)
    {
        _searcher = new(reader) { Similarity = Similarities.Passages };
        _shownPassages = options.ShownPassages;
        var vocabulary = new Vocabulary(reader, synonyms);
        _questions = new(vocabulary, synonyms, new(reader, vocabulary, synonyms), options.QuestionLength);
    }

    public Findings Find(Question question)
    {
        var read = _questions.Read(question);
        var meanings = read.Concepts.Where(concept => concept.HasMeaning).ToArray();
        var candidates = meanings.Any(concept => concept.Phrasings.Any(phrasing => phrasing.Words.Any(word => word.IsKnown))) ? Rank(read, meanings) : [];
        var features = Features(read, meanings, candidates);
        var (outcome, reason) = Decision.On(features);
        return new(read, candidates, features, new(
            outcome,
            reason,
            outcome == SearchOutcome.Miss ? [] : ShownPassages.Of(candidates, _shownPassages),
            [.. candidates.Select(candidate => candidate.Ranked)],
            [.. meanings.Where(concept => !concept.IsKnown && !concept.IsFromBefore).Select(concept => concept.Typed)]));
    }

    public Passage? PassageWithId(string id) =>
        _searcher.Search(new TermQuery(new(PassageFields.Id, id)), 1).ScoreDocs is [var hit] ? PassageDocument.PassageOf(_searcher.Doc(hit.Doc)) : null;

    /// <summary>What a query alone adds to the score of a passage.</summary>
    public double Score(Query query, Candidate candidate) => _searcher.Explain(query, candidate.Document) is { IsMatch: true } explanation ? explanation.Value : 0;

    private Candidate[] Rank(ReadQuestion question, Concept[] meanings)
    {
        var hits = _searcher.Search(PassageQuery.Of(question.Concepts), RankedPassages).ScoreDocs;
        var coverage = Coverage.Of(_searcher.IndexReader, meanings, Array.ConvertAll(hits, hit => hit.Doc));
        var candidates = hits.Select((hit, index) =>
        {
            var passage = PassageDocument.PassageOf(_searcher.Doc(hit.Doc));
            var words = new PassageWords(passage.Text);
            var givesKind = KindGiven.In(passage.Text, question.Kind);
            return new Candidate(hit.Doc, new(passage, hit.Score * (givesKind ? 1 : PassageWords.OtherKindWeight), words.SentenceAbout(meanings, question.Kind)), coverage[index], givesKind, words);
        });
        return [.. candidates.OrderByDescending(candidate => candidate.Ranked.Score)];
    }

    private static DecisionFeatures Features(ReadQuestion question, Concept[] meanings, Candidate[] candidates)
    {
        var whole = meanings.Sum(concept => concept.Weight * concept.Importance);
        return new(
            MeaningWords: meanings.Length,
            UnknownWords: meanings.Count(concept => !concept.IsKnown),
            MendedWords: meanings.Count(concept => concept.Mended is not null),
            Known: whole > 0 && candidates.Length > 0 ? meanings.Where(concept => concept.IsKnown).Sum(concept => concept.Weight * concept.Importance) / whole : 0,
            Coverage: candidates.Length > 0 ? candidates[0].Coverage : 0,
            Margin: candidates.Length > 1 ? 1 - (candidates[1].Ranked.Score / candidates[0].Ranked.Score) : candidates.Length,
            Kind: question.Kind,
            GivesKind: candidates.Length == 0 || candidates[0].GivesKind,
            LeansOnTheOneBefore: question.LeansOnTheOneBefore);
    }
}
