using BackPainBot.Safety.Rules;
using BackPainBot.Safety.Words;

namespace BackPainBot.Safety.Doubts;

/// <summary>
/// Paints each word of a message with the doubts that hold for it. A marker ("no", "last year", "what is", "if I ever get") works forward or backward
/// until its clause ends.
/// </summary>
internal sealed class Scopes
{
    private const int NegationReach = 9;
    private const int ShortNegationReach = 6;
    private const int ShortSentence = 10;
    private const int ShortAnswer = 3;
    private const int ResolvedReach = 25;
    private const int NoToken = -1;

    private readonly Message _message;
    private readonly Clauses _clauses;
    private readonly Doubt[] _doubts;

    /// <summary>For each denied word the first word of what denies it; NoToken where nothing does.</summary>
    private readonly int[] _deniedBy;

    public Scopes(Message message, Clauses clauses)
    {
        _message = message;
        _clauses = clauses;
        _doubts = new Doubt[message.Tokens.Count];
        _deniedBy = new int[message.Tokens.Count];
        Array.Fill(_deniedBy, NoToken);
        PaintFigures();
        PaintNegations();
        PaintFine();
        PaintPast();
        PaintResolved();
        PaintQuestions();
        PaintHypotheses();
        PaintFiction();
        PaintOtherBeings();
    }

    /// <summary>The doubts about one hit other than denial: those of its first word, and a figure of speech wherever it touches it.</summary>
    public Doubt Of(ConceptHit hit)
    {
        var doubt = _doubts[hit.Start];
        for (var i = hit.Start + 1; i < hit.End; i++)
            doubt |= _doubts[i] & Doubt.Figure;
        return doubt & ~Doubt.Negated;
    }

    /// <summary>
    /// Whether something outside these hits denies one of them. The "can't" of "can't feel" belongs to the sign itself, so in "can't feel my bum" it denies no bum;
    /// in "I don't feel suicidal" it is outside the sign and denies it.
    /// </summary>
    public bool IsDenied(IReadOnlyList<ConceptHit> hits)
    {
        foreach (var hit in hits)
        {
            var by = _deniedBy[hit.Start];
            if (by != NoToken && !hits.Any(other => other.Start <= by && by < other.End))
                return true;
        }
        return false;
    }

    private void PaintFigures()
    {
        foreach (var figure in _clauses.Markers[ScopeNames.Figure])
            Paint(figure.Start, figure.End, Doubt.Figure);
    }

    private void PaintNegations()
    {
        foreach (var marker in _clauses.Markers[ScopeNames.Negation])
            Negate(marker, NegationReach, acrossList: true);
        foreach (var marker in _clauses.Markers[ScopeNames.ShortNegation])
            Negate(marker, ShortNegationReach, acrossList: false);
    }

    private void Negate(ConceptHit marker, int reach, bool acrossList)
    {
        if (_clauses.IsMarked(ScopeNames.NegationFake, marker.Start))
            return;
        if (_clauses.IsPartOfConcept(marker))
            (reach, acrossList) = (ShortNegationReach, false);
        var words = 0;
        for (var i = marker.End; i < _message.Tokens.Count && !_clauses.StartsAt(i); i++)
        {
            var token = _message.Tokens[i];
            var listed = token.Before == Pause.Comma || _clauses.IsMarked(ScopeNames.Connector, i);
            if (listed && i == marker.End)
                return; // "No, my foot is numb": an answer, not a negation.
            if (listed && (!acrossList || NextWordsAreNew(i)))
                return;
            words = listed || token.Word is "or" or "nor" or "o" or "ni" ? 0 : words + 1;
            if (words > reach || (i > marker.End && _clauses.IsMarked(ScopeNames.Subject, i) && _clauses.Any(ScopeNames.ShortNegation, i + 1, Math.Min(i + 4, _message.Tokens.Count))))
                return; // "can't get up his legs won't work": a new statement without a comma
            Deny(i, marker);
        }
        // "Numbness? No."
        var sentence = _message.Tokens[marker.Start].Sentence;
        var alone = marker.Start == _message.SentenceStarts[sentence] && _message.SentenceEnd(sentence) - marker.Start <= ShortAnswer && !_clauses.NamesConcept(marker.End, _message.SentenceEnd(sentence));
        if (alone && sentence > 0 && _message.Questions.Contains(sentence - 1))
            for (var i = _message.SentenceStarts[sentence - 1]; i < marker.Start; i++)
                Deny(i, marker);
    }

    private void Deny(int token, ConceptHit marker)
    {
        _doubts[token] |= Doubt.Negated;
        _deniedBy[token] = marker.Start;
    }

    /// <summary>After a comma, "now", "since Monday" or the like tells that the list of what is not there has ended.</summary>
    private bool NextWordsAreNew(int at)
    {
        for (var i = at; i < _message.Tokens.Count && i < at + ShortNegationReach && (i == at || _message.Tokens[i].Before == Pause.None); i++)
            if (_clauses.IsMarked(ScopeNames.Present, i))
                return true;
        return false;
    }

    private void PaintFine()
    {
        foreach (var fine in _clauses.Markers[ScopeNames.Fine])
            if (_deniedBy[fine.Start] == NoToken && !_clauses.IsPartOfConcept(fine))
                NegateBefore(fine);
        // "numbness no, bladder no": a negation that ends its list item speaks of what stands before it.
        foreach (var no in _clauses.Markers[ScopeNames.Negation])
            if (no.End == _message.Tokens.Count || _message.Tokens[no.End].Before != Pause.None)
                NegateBefore(no);
    }

    /// <summary>"bladder and bowels are fine": negates the concepts directly before, linked by "are", "all", "and" ...</summary>
    private void NegateBefore(ConceptHit marker)
    {
        var from = marker.Start;
        while (from > 0 && _message.Tokens[from].Before != Pause.Sentence && (from == marker.Start || _message.Tokens[from].Before == Pause.None || _clauses.IsMarked(ScopeNames.Connector, from)))
        {
            var before = from - 1;
            if (_clauses.IsMarked(ScopeNames.FineLink, before) || _clauses.IsMarked(ScopeNames.Connector, before))
                from = before;
            else if (_clauses.ConceptAt(before).End > 0)
                from = Math.Min(before, _clauses.ConceptAt(before).Start);
            else
                break;
        }
        for (var i = from; i < marker.Start; i++)
            Deny(i, marker);
    }

    private void PaintPast()
    {
        var resolvedAt = _clauses.Markers[ScopeNames.Resolved].Where(IsReal).Select(hit => hit.Start).DefaultIfEmpty(-1).Max();
        var carried = false;
        for (var sentence = 0; sentence < _message.SentenceStarts.Count; sentence++)
        {
            var parts = _clauses.Parts(sentence);
            var past = parts.ConvertAll(IsPast);
            var found = past.Contains(true);
            // A tale goes on in the past tense until something is told of now.
            for (var i = 1; i < parts.Count; i++)
                past[i] |= past[i - 1] && IsTold(parts[i]);
            for (var i = parts.Count - 2; i >= 0; i--)
                past[i] |= past[i + 1] && IsTold(parts[i]);
            if (carried && !found && resolvedAt >= parts[0].Start && parts.TrueForAll(IsTold))
                past = past.ConvertAll(_ => true);
            carried = past.Contains(true);
            for (var i = 0; i < parts.Count; i++)
                if (past[i])
                    Paint(parts[i].Start, EndOfPast(parts[i]), Doubt.Past);
        }

        bool IsPast((int Start, int End) part) =>
            _clauses.Markers[ScopeNames.Past].Any(hit => hit.Start >= part.Start && hit.Start < part.End && !_clauses.IsMarked(ScopeNames.PastFake, hit.Start));

        bool IsTold((int Start, int End) part) =>
            _clauses.Any(ScopeNames.PastTense, part.Start, part.End) && !_clauses.Any(ScopeNames.Present, part.Start, part.End);

        int EndOfPast((int Start, int End) part)
        {
            var marker = _clauses.Markers[ScopeNames.Past].FirstOrDefault(hit => hit.Start >= part.Start && hit.Start < part.End);
            for (var i = marker?.End ?? part.End; i < part.End; i++)
                if (_clauses.IsMarked(ScopeNames.Present, i))
                    return i;
            return part.End;
        }
    }

    private void PaintResolved()
    {
        foreach (var marker in _clauses.Markers[ScopeNames.Resolved].Where(IsReal))
        {
            var sentence = _message.Tokens[marker.Start].Sentence;
            var part = _clauses.Parts(sentence).Find(part => part.Start <= marker.Start && marker.Start < part.End);
            var aboutPain = _clauses.Any(ScopeNames.PainSubject, part.Start, marker.Start);
            var from = aboutPain ? part.Start : _message.SentenceStarts[sentence];
            if (!aboutPain && sentence > 0 && _message.SentenceEnd(sentence) - _message.SentenceStarts[sentence] <= ShortSentence)
                from = _message.SentenceStarts[sentence - 1];
            Paint(Math.Max(from, marker.Start - ResolvedReach), marker.Start, Doubt.Past);
        }
    }

    private bool IsReal(ConceptHit marker) => (_doubts[marker.Start] & (Doubt.Negated | Doubt.Hypothetical)) == 0 && !_clauses.IsPartOfConcept(marker);

    private void PaintQuestions()
    {
        foreach (var marker in _clauses.Markers[ScopeNames.Question])
        {
            var opens = _message.Tokens[marker.Start].Before != Pause.None || _clauses.StartsAt(marker.Start) || _clauses.IsMarked(ScopeNames.Connector, marker.Start - 1);
            var denies = _clauses.IsMarked(ScopeNames.ShortNegation, marker.End); // "can't feel", "did not make it"
            if (opens && !denies && !_clauses.IsMarked(ScopeNames.QuestionFake, marker.Start))
                PaintQuestion(marker);
        }
        foreach (var marker in _clauses.Markers[ScopeNames.QuestionInside])
            PaintQuestion(marker);
    }

    private void PaintQuestion(ConceptHit marker)
    {
        var end = _clauses.EndOfClause(marker.End);
        if (!_clauses.Any(ScopeNames.Personal, marker.Start, end) && !GoesOnPersonally(marker))
            Paint(marker.Start, end, Doubt.General);
    }

    /// <summary>"Help for a numb groin? Started on Monday": what follows tells that it was not asked in general.</summary>
    private bool GoesOnPersonally(ConceptHit marker) =>
        _clauses.IsMarked(ScopeNames.CarriesOn, _message.SentenceEnd(_message.Tokens[marker.Start].Sentence));

    private void PaintHypotheses()
    {
        foreach (var marker in _clauses.Markers[ScopeNames.Hypothetical])
            if (!_clauses.IsMarked(ScopeNames.HypotheticalFake, marker.Start) && !GoesOnPersonally(marker))
                Paint(marker.Start, _clauses.EndOfClause(marker.End), Doubt.Hypothetical);
    }

    private void PaintFiction()
    {
        foreach (var marker in _clauses.Markers[ScopeNames.Fiction])
        {
            var sentence = _message.Tokens[marker.Start].Sentence;
            Paint(_message.SentenceStarts[sentence], _message.SentenceEnd(sentence), Doubt.NobodyHere);
        }
    }

    private void PaintOtherBeings()
    {
        foreach (var being in _clauses.Markers[ScopeNames.OtherBeing].Where(IsSubject))
        {
            var end = _clauses.EndOfClause(being.End);
            if (HarmsSomebody(being.End, end))
                continue;
            while (end < _message.Tokens.Count && RefersToBeing(end))
                end = _clauses.EndOfClause(end + 1);
            Paint(being.Start, end, Doubt.NobodyHere);
        }
        foreach (var thing in _clauses.Markers[ScopeNames.Thing].Where(IsSubject))
        {
            var end = thing.End;
            while (end < _clauses.EndOfClause(thing.End) && _message.Tokens[end].Before == Pause.None)
                end++;
            if (!HarmsSomebody(thing.End, end))
                Paint(thing.Start, end, Doubt.NobodyHere);
        }
    }

    /// <summary>"Fell off my horse", "leak like a broken tap": the animal or thing is not what is spoken of.</summary>
    private bool IsSubject(ConceptHit being) => !Enumerable.Range(being.Start - 3, 3).Any(token => _clauses.IsMarked(ScopeNames.NotItsOwner, token));

    /// <summary>"The horse threw me off": it is a person who suffers.</summary>
    private bool HarmsSomebody(int from, int end)
    {
        for (var i = from; i < Math.Min(end + 2, _message.Tokens.Count); i++)
            if (_message.Tokens[i].Word is "me" or "us" or "mine")
                return true;
        return false;
    }

    /// <summary>"My dog is old. He can't walk and his legs are weak": the next clauses still speak of the dog.</summary>
    private bool RefersToBeing(int token)
    {
        var subject = _clauses.IsMarked(ScopeNames.Connector, token) ? token + 1 : token;
        return subject < _message.Tokens.Count
            && (_message.Tokens[subject].Word is "he" or "she" or "it" or "his" or "her" or "its")
            && !_message.Tokens.Skip(subject).Take(_clauses.EndOfClause(subject + 1) - subject).Any(word => word.Word is "i" or "my");
    }

    private void Paint(int from, int end, Doubt doubt)
    {
        for (var i = from; i < end; i++)
            _doubts[i] |= doubt;
    }
}
