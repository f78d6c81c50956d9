// The chat on any site: <script src="https://bot.example/widget.js" defer></script>
// A button in its own shadow tree; the chat page comes in a frame when the button is used, and until then nothing is asked for or stored.
// WidgetScript.cs fills in {{...}} and leaves out comments and the spaces beside brackets, = , : and ; (also in strings).
(() => {
  const ns = 'backpainbot';
  const { src, dataset } = document.currentScript;
  if (window.BackPainBot) return console.info('BackPainBot is already on this page.');

  const bot = new URL(src).origin;
  const lang = dataset.lang || document.documentElement.lang || navigator.language;
  const languages = {{languages}};
  const [label, unreadLabel, retryLabel] = languages[lang.slice(0, 2)] || languages.en;
  const ariaLabel = dataset.title || label;
  const side = dataset.position || 'inset-inline-end';
  const color = `var(--backpainbot-color, ${CSS.supports('color', dataset.color) ? dataset.color : '#0f6b6b'})`;

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const button = make('button', { ariaLabel, ariaExpanded: false }, make('b'));
  const badge = make('span', { role: 'status' });
  const retry = make('button', { textContent: retryLabel });
  const failure = make('div', { role: 'alert' }, {{failure}}, retry);
  const panel = make('section', { id: 'panel', role: 'dialog', ariaLabel, hidden: true }, failure);
  const host = make('div', { role: 'complementary', ariaLabel });
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  button.setAttribute('aria-controls', 'panel');
  // The page's own styles cannot reach in, nor outweigh what is important to the host element.
  // The sign is white on a dark colour and black on a light one: at lightness .63 both have a contrast above 3 (WCAG 2.2, 1.4.11).
  sheet.replaceSync(`
    :host { all: initial !important; color: #fff; bottom: 20px !important; position: fixed !important; z-index: var(--backpainbot-z-index, 2147483000) !important; ${side}: 20px !important; color-scheme: light dark; color-scheme: ${dataset.theme} }
    [hidden], span:empty { display: none !important }
    button { background: ${color}; border: 2px solid #fff; border-radius: 30px; box-shadow: 0 4px 16px #0004; color: oklch(from ${color} calc((.63 - l) * 1e9) 0 0); cursor: pointer; display: block; font: 16px system-ui; height: 60px; padding: 0 14px }
    button:focus-visible { outline: 3px solid ${color}; outline-offset: 3px }
    b { background: currentColor; clip-path: path(evenodd, 'M14 1c7 0 13 5 13 11s-6 11-13 11l-4-1-6 4 1-6C2 18 1 15 1 12 1 6 7 1 14 1zM8 7h11v2H8zM7 11h12v2H7zM8 15h11v2H8z'); display: block; forced-color-adjust: none; height: 28px; width: 28px }
    @media (forced-colors: active) { b { background: ButtonText } }
    [aria-expanded=true] b { clip-path: polygon(20% 10%, 10% 20%, 40% 50%, 10% 80%, 20% 90%, 50% 60%, 80% 90%, 90% 80%, 60% 50%, 90% 20%, 80% 10%, 50% 40%) }
    span { background: #b3261e; border: 2px solid #fff; border-radius: 14px; color: #fff; font: 700 13px/20px system-ui; min-width: 20px; pointer-events: none; position: absolute; right: -4px; text-align: center; top: -4px }
    i { clip-path: inset(50%); position: absolute }
    section { background: Canvas; border: 1px solid #8886; border-radius: 18px; bottom: 76px; box-shadow: 0 12px 48px #0005; color: CanvasText; font: 16px/1.5 system-ui; height: min(680px, 100vh - 116px); overflow: hidden; position: absolute; width: min(410px, 100vw - 40px); ${side}: 0 }
    div { padding: 20px }
    iframe { border: 0; height: 100%; width: 100% }
    @media (max-width: 480px) {
      section { border: 0; border-radius: 0; height: auto; inset: 0; position: fixed; width: auto }
      section:has(iframe):not([hidden]) + button { display: none }
    }`);
  root.adoptedStyleSheets = [sheet];
  root.append(panel, button, badge);

  let frame;
  let isReady;
  const waiting = [];
  const api = window.BackPainBot = Object.assign(new EventTarget(), {
    open() {
      if (!panel.hidden) return;
      show(true);
      if (!frame) load();
      frame.focus();
    },
    close() {
      if (panel.hidden) return;
      show(false);
      button.focus();
    },
    toggle: () => panel.hidden ? api.open() : api.close(),
    ask(text) {
      api.open();
      tell('ask', { text });
    },
  });
  const emit = (type, detail) => api.dispatchEvent(new CustomEvent(type, { detail }));

  function show(isOpen) {
    panel.hidden = !isOpen;
    button.ariaExpanded = isOpen;
    badge.textContent = '';
    tell(isOpen ? 'opened' : 'closed');
    emit(isOpen ? 'opened' : 'closed');
  }

  function load() {
    isReady = false;
    failure.hidden = true;
    frame = make('iframe', {
      title: ariaLabel,
      allow: 'clipboard-write',
      src: `${bot}/?${new URLSearchParams({ ...dataset, lang, color: getComputedStyle(button).backgroundColor, host: location.origin })}`,
      onload: () => setTimeout(giveUp, 1500),
    });
    setTimeout(giveUp, 9000);
    panel.append(frame);
  }

  // The page says that it is ready before it has loaded: when it has not, what loaded is the browser's error page.
  function giveUp() {
    if (isReady || !frame) return;
    frame.remove();
    frame = null;
    failure.hidden = false;
  }

  function tell(type, details) {
    if (isReady) frame.contentWindow.postMessage({ ns, type, ...details }, bot);
    else waiting.push([type, details]);
  }

  const answers = {
    ready() {
      isReady = true;
      waiting.splice(0).forEach(message => tell(...message));
    },
    close: api.close,
    answered: () => emit('answered'),
    unread({ count }) {
      badge.replaceChildren(count, make('i', { textContent: ' ' + unreadLabel }));
      emit('unread', count);
    },
    // For a browser that refuses storage to frames; where the site has none either, a new page is a new conversation.
    keep({ value }) {
      try { sessionStorage[ns] = value; } catch {}
    },
    recall() {
      let value;
      try { value = sessionStorage[ns]; } catch {}
      tell('recalled', { value });
    },
  };
  addEventListener('message', ({ source, origin, data }) => {
    if (frame && source === frame.contentWindow && origin === bot && data.ns === ns) answers[data.type]?.(data);
  });
  button.onclick = api.toggle;
  retry.onclick = load;
  host.onkeydown = ({ key }) => key === 'Escape' && api.close();

  document.documentElement.append(host);
})();
