// What Web Chat looks like. Its colours are the variables of chat.css, so that light and dark need no second rendering.

export const styleOptions = {
  accent: 'var(--accent)',
  subtle: 'var(--subtle)',
  backgroundColor: 'transparent',
  primaryFont: 'var(--font)',
  paddingRegular: 12,
  rootHeight: '100%',

  bubbleBackground: 'var(--surface)',
  bubbleBorderColor: 'var(--line)',
  bubbleBorderRadius: 14,
  bubbleTextColor: 'var(--ink)',
  bubbleFromUserBackground: 'var(--mine)',
  bubbleFromUserBorderColor: 'var(--mine)',
  bubbleFromUserBorderRadius: 14,
  bubbleFromUserTextColor: 'var(--ink)',
  bubbleMaxWidth: 620,
  bubbleMinWidth: 120,
  bubbleMinHeight: 0,

  hideUploadButton: true,
  maxMessageLength: 5000,
  sendBoxBackground: 'transparent',
  sendBoxTextColor: 'var(--ink)',
  sendBoxPlaceholderColor: 'var(--subtle)',
  sendBoxBorderTop: '0',
  sendBoxTextWrap: true,
  sendBoxHeight: 48,
  sendBoxButtonColor: 'var(--accent)',
  sendBoxButtonColorOnDisabled: 'var(--subtle)',
  sendBoxButtonShadeColorOnHover: 'var(--hover)',
  sendBoxButtonShadeColorOnActive: 'var(--mine)',
  sendBoxButtonShadeColorOnDisabled: 'transparent',
  sendBoxButtonShadeBorderRadius: 10,
  sendBoxButtonKeyboardFocusIndicatorBorderColor: 'var(--accent)',
  sendBoxButtonKeyboardFocusIndicatorBorderWidth: 2,
  sendBoxButtonKeyboardFocusIndicatorBorderRadius: 10,

  suggestedActionLayout: 'flow',
  suggestedActionBackgroundColor: 'var(--surface)',
  suggestedActionBackgroundColorOnHover: 'var(--hover)',
  suggestedActionBackgroundColorOnActive: 'var(--mine)',
  suggestedActionBorderColor: 'var(--edge)',
  suggestedActionBorderColorOnDisabled: 'var(--line)',
  suggestedActionBorderRadius: 20,
  suggestedActionBorderWidth: 1,
  suggestedActionTextColor: 'var(--accent)',
  suggestedActionTextColorOnDisabled: 'var(--subtle)',
  suggestedActionKeyboardFocusIndicatorBorderColor: 'var(--accent)',
  suggestedActionKeyboardFocusIndicatorBorderStyle: 'solid',
  suggestedActionKeyboardFocusIndicatorBorderRadius: 18,
  suggestedActionsVisualKeyboardIndicatorColor: 'var(--accent)',

  typingAnimationBackgroundImage: 'none', // drawn in chat.css
  typingAnimationDuration: 20000, // as long as Web Chat waits for the bot

  transcriptVisualKeyboardIndicatorColor: 'var(--accent)',
  transcriptActivityVisualKeyboardIndicatorColor: 'var(--accent)',
  transcriptActivityVisualKeyboardIndicatorStyle: 'solid',
  transcriptOverlayButtonBackground: 'var(--accent)',
  transcriptOverlayButtonBackgroundOnHover: 'var(--accent)',
  transcriptOverlayButtonBackgroundOnFocus: 'var(--accent)',
  transcriptOverlayButtonColor: 'var(--on-accent)',
  transcriptTerminatorBackgroundColor: 'var(--subtle)',
  transcriptTerminatorColor: 'var(--paper)',
  notificationText: 'var(--subtle)',
  timestampColor: 'var(--subtle)',
  groupTimestamp: 60000,
  autoScrollSnapOnPage: true, // a long answer is read from its beginning
};

const readable = { light: 4.5, dark: 7 }; // at least WCAG 2.2, 1.4.3; light text on a dark ground tires sooner
const ours = '15,107,107'; // --accent of chat.css, which has a tone of its own for the dark theme
const surface = { light: [255, 255, 255], dark: [29, 37, 40] }; // --surface of chat.css

// The site's colour, made as dark (or, on the dark theme, as light) as it must be to be read. An unreadable value changes nothing.
export function applyAccent(color) {
  const chosen = parse(color);
  if (!chosen || `${chosen}` === ours) return;
  const light = towards([0, 0, 0], chosen, surface.light, readable.light);
  const dark = towards([255, 255, 255], chosen, surface.dark, readable.dark);
  const root = document.documentElement.style;
  root.setProperty('--accent', `light-dark(rgb(${light}), rgb(${dark}))`);
  root.setProperty('--on-accent', 'light-dark(#fff, #10181a)');
}

// The browser reads the colour, in whatever way it is written; what it cannot turn into red, green and blue is no colour here.
function parse(color) {
  const probe = document.createElement('i');
  probe.style.color = color ?? '';
  document.body.append(probe);
  const rgb = probe.style.color && getComputedStyle(probe).color.match(/^rgba?\((\d+), (\d+), (\d+)/);
  probe.remove();
  return rgb ? rgb.slice(1, 4).map(Number) : null;
}

function towards(end, color, background, enough) {
  for (let step = 0; step <= 20; step++) {
    const mixed = color.map((part, i) => Math.round(part + (end[i] - part) * step / 20));
    if (contrast(mixed, background) >= enough) return mixed;
  }
  return end;
}

// WCAG 2.2: contrast ratio of two sRGB colours, 1 to 21.
function contrast(a, b) {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color) {
  const [r, g, b] = color.map(part => part / 255).map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
