using System.Text;
using BackPainBot.Dialog;
using BackPainBot.Knowledge;

namespace BackPainBot.Replies;

/// <summary>The Markdown of a reply: the script's sentence, the passages word for word under their attribution, the note.</summary>
internal static class AnswerText
{
    /// <param name="withDefinitions">Whether each <c>[n]</c> gets its root-level link definition: everywhere but in Teams, which shows bare <c>[n]</c> (item 47).</param>
    public static string For(Reply reply, Script script, bool withDefinitions)
    {
        var text = new StringBuilder(reply.Text);
        var position = 0;
        foreach (var article in Runs(reply.Passages, one => one.Passage.Article))
        {
            Paragraph(text, Attribution(article[0].Passage.Article, script.Answer));
            foreach (var run in Runs(article, one => one.Passage.ListId ?? one.Passage.Id))
            {
                Paragraph(text, string.Join('\n', run.Select(one => $"> {(one.Passage.ListId is null ? "" : "- ")}{Emphasised(one)} [{++position}]")));
            }
        }

        if (reply.Note is { } note)
        {
            Paragraph(text, $"*{note}*");
        }

        if (withDefinitions && reply.Passages.Count > 0)
        {
            Paragraph(text, string.Join('\n', reply.Passages.Select((one, index) => Definition(one.Passage, index + 1))));
        }

        return text.ToString();
    }

    private static string Attribution(Article article, Script.AnswerTexts texts) =>
        (article.Publisher.Length > 0 ? texts.Attribution : texts.AttributionWithoutPublisher)
        .Fill(("title", Markdown.Escape(article.Title)), ("publisher", Markdown.Escape(article.Publisher)));

    /// <summary>The passage with the sentence that answers in bold; a passage that is one sentence needs none.</summary>
    private static string Emphasised(RankedPassage one)
    {
        var (text, sentence) = (one.Passage.Text, one.Sentence);
        return sentence.Length == 0 || sentence.Length >= text.Trim().Length
            ? Line(text)
            : $"{Line(text[..sentence.Start])}**{Line(sentence.Of(text))}**{Line(text[(sentence.Start + sentence.Length)..])}";
    }

    private static string Line(string text) => Markdown.Escape(text.ReplaceLineEndings(" "));

    private static string Definition(Passage passage, int position) =>
        $"[{position}]: {Markdown.Link(passage.Link)} \"{Answers.Place(passage).Replace('"', '\'')}\"";

    private static void Paragraph(StringBuilder text, string paragraph) => text.Append(text.Length > 0 ? "\n\n" : "").Append(paragraph);

    /// <summary>Neighbours with the same key, together.</summary>
    private static List<List<RankedPassage>> Runs(IEnumerable<RankedPassage> passages, Func<RankedPassage, object> key)
    {
        var runs = new List<List<RankedPassage>>();
        foreach (var one in passages)
        {
            if (runs.Count == 0 || !key(runs[^1][^1]).Equals(key(one)))
            {
                runs.Add([]);
            }

            runs[^1].Add(one);
        }

        return runs;
    }
}
