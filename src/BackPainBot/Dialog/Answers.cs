using System.Buffers;
using BackPainBot.Knowledge;

namespace BackPainBot.Dialog;

/// <summary>The script's sentences around passages and contact details.</summary>
internal sealed class Answers(Script script)
{
    /// <summary>Words named as missing at most; a list of ten would be no help.</summary>
    private const int NamedWords = 3;

    private readonly SearchValues<string> _surgeryWords = SearchValues.Create([.. script.Answer.SurgeryWords], StringComparison.OrdinalIgnoreCase);

    /// <summary>The line above a passage that is near, with what the articles do not mention.</summary>
    public string Closest(IReadOnlyList<string> missing, string? last)
    {
        if (missing.Count == 0)
        {
            return script.Answer.ClosestUnnamed.Other(last);
        }

        var words = string.Join(", ", missing.Take(NamedWords).Select(word => $"\"{Markdown.Escape(word)}\""));
        return script.Answer.Closest.Select(sentence => sentence.Fill(("missing", words))).ToList().Other(last);
    }

    /// <summary>The note on urgent surgery when a passage is about surgery (safety guidance, rule 3); null otherwise.</summary>
    public string? Note(IEnumerable<RankedPassage> passages) =>
        passages.Any(one => IsSurgery(one.Passage.Text) || one.Passage.Headings.Any(IsSurgery)) ? script.Answer.SurgeryNote : null;

    /// <summary>One of the sentences, and under it the contact's details that the owner has filled in.</summary>
    public string Contact(IEnumerable<string> sentences, string? last)
    {
        var contact = script.Contact;
        var details = new (string Label, string Detail, string Link)[]
        {
            (contact.Labels.Phone, contact.Phone, $"tel:{contact.Phone.Replace(" ", "", StringComparison.Ordinal)}"),
            (contact.Labels.Email, contact.Email, $"mailto:{contact.Email}"),
            (contact.Labels.Booking, contact.Booking, contact.Booking),
        };
        var list = string.Join('\n', details.Where(one => one.Detail.Length > 0).Select(one => $"- {one.Label}: [{one.Detail}]({one.Link})"));
        return sentences.Select(sentence => $"{sentence.Fill(("name", contact.Name))}\n\n{list}".TrimEnd()).ToList().Other(last);
    }

    /// <summary>Where passages come from: title, heading and link.</summary>
    public string Sources(IEnumerable<RankedPassage> passages, string? last)
    {
        var list = string.Join('\n', passages.Select(one => $"- [{Markdown.Escape(Place(one.Passage))}]({Markdown.Link(one.Passage.Link)}){PublisherOf(one.Passage.Article)}"));
        return script.Source.Text.Select(sentence => $"{sentence}\n\n{list}").ToList().Other(last);
    }

    /// <summary>The article's title and the heading that the passage stands under.</summary>
    public static string Place(Passage passage) => string.Join(" › ", passage.Headings.TakeLast(1).Prepend(passage.Article.Title));

    private static string PublisherOf(Article article) => article.Publisher is { Length: > 0 } publisher ? $", {Markdown.Escape(publisher)}" : "";

    private bool IsSurgery(string text) => text.AsSpan().ContainsAny(_surgeryWords);
}
