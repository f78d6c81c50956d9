// What screen readers hear. Web Chat announces each message in a live region of its own; here this is kept to once, and in the bot's language.

// What the bot wrote, seen or heard; the words around it are in the language of the interface (WCAG 2.2, 3.1.2).
const written = [
  '.webchat__bubble:not(.webchat__bubble--from-user) .webchat__text-content__markdown',
  '.webchat__link-definitions__list-item-text',
  '.webchat__suggested-action__text',
  '.webchat__live-region-activity > :nth-child(n + 2)',
].map(selector => `${selector}:not([lang])`).join();

// Web Chat would read all of a resumed conversation aloud again: the region is off until the returned function is called.
export function tendSpeech(element, botLanguage, isResumed) {
  let isHistory = isResumed;
  const tend = () => {
    for (const text of element.querySelectorAll(written)) text.lang = botLanguage;
    // The message was announced with its chips.
    for (const chips of element.querySelectorAll('.webchat__suggested-actions[aria-live=polite]')) chips.ariaLive = 'off';
    const region = element.querySelector('.webchat__live-region-transcript');
    if (region && isHistory !== (region.ariaLive === 'off')) region.ariaLive = isHistory ? 'off' : 'polite';
  };
  new MutationObserver(tend).observe(element, { childList: true, subtree: true });
  return () => {
    isHistory = false;
    tend();
  };
}
