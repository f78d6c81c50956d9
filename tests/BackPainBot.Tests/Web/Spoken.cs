using Microsoft.Playwright;

namespace BackPainBot.Tests.Web;

/// <summary>What a screen reader is given to say by itself: what appears in a live region, that is not off, of a page.</summary>
internal static class Spoken
{
    public static Task ListenAsync(IPage page) => page.AddInitScriptAsync("""
        window.spoken = [];
        const regions = '[aria-live], [role=status], [role=alert], [role=log]';
        const live = node => node?.closest?.(regions)?.matches(':not([aria-live=off])');
        new MutationObserver(changes => setTimeout(() => {
          for (const change of changes) {
            for (const node of change.addedNodes) {
              // Regions that come with their words are spoken by some screen readers.
              const told = live(change.target) ? [node] : node.nodeType === 1 ? [node, ...node.querySelectorAll(regions)].filter(region => region.matches(regions) && live(region)) : [];
              for (const part of told) if (part.textContent.trim()) spoken.push({ text: part.textContent, language: (part.querySelector?.('[lang]') ?? part.parentElement).closest('[lang]').lang });
            }
          }
        })).observe(document, { childList: true, subtree: true });
        """);

    /// <summary>What is announced comes a moment after what is seen.</summary>
    /// <param name="times">At least so often.</param>
    public static Task HeardAsync(IPage page, string text, int times = 1) =>
        page.UntilAsync("([text, times]) => spoken.filter(words => words.text.includes(text)).length >= times", new object[] { text, times });

    /// <summary>Since the page was loaded.</summary>
    public static Task<Words[]> SoFarAsync(IPage page) => page.EvaluateAsync<Words[]>("window.spoken");

    /// <param name="Language">BCP 47 language of the words, of their bulk when they are mixed.</param>
    internal sealed record Words(string Text, string Language)
    {
        public Words()
            : this("", "")
        {
        }
    }
}
