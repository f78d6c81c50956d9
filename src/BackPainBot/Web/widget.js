// The chat on any site: <script src="https://bot.example/widget.js" defer></script>
// A button in its own shadow tree; the chat page comes in a frame when the button is used, and until then nothing is asked for or stored.
// WidgetScript.cs fills in {{...}} and leaves out comments, and spaces and line ends beside signs (also in strings).
(() => {
  const ns = 'backpainbot';
  const { src, dataset } = document.currentScript;
  if (window.BackPainBot) return console.info('BackPainBot is already on this page.');

  const bot = new URL(src).origin;
  const lang = dataset.lang || document.documentElement.lang || navigator.language;
  const languages = {{languages}};
  const spoken = languages[lang.slice(0, 2)] ? lang.slice(0, 2) : 'en';
  const [label, unreadLabel, retryLabel] = languages[spoken];
  const ariaLabel = dataset.title || label;
  const side = { left: 'left', right: 'right' }[dataset.position] || 'inset-inline-end';
  const scheme = { light: 'light', dark: 'dark' }[dataset.theme] || 'light dark';
  const color = `var(--backpainbot-color, ${CSS.supports('color', dataset.color) ? dataset.color : '#0f6b6b'})`;

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const button = make('button', { ariaLabel, ariaExpanded: false }, make('b'));
  const badge = make('span', { role: 'status' });
  const retry = make('button', { textContent: retryLabel });
  const failure = make('div', { role: 'alert' }, make('p', { lang: {{botLanguage}} }, ...{{failure}}.map((part, i) => i % 2 ? make('a', { href: part, textContent: part }) : part)), retry);
  const panel = make('section', { id: 'panel', role: 'dialog', ariaLabel, hidden: true }, failure);
  const host = make('div', { role: 'complementary', ariaLabel, lang: spoken });
  const sheet = new CSSStyleSheet();
  button.setAttribute('aria-controls', 'panel');
  // The page's own styles cannot reach in, nor outweigh what is important to the host element.
  // The sign is white on a dark colour and black on a light one: at lightness .63 both have a contrast above 3 (WCAG 2.2, 1.4.11).
  sheet.replaceSync(`
    :host { all: initial !important; bottom: 20px !important; position: fixed !important; z-index: var(--backpainbot-z-index, 2147483000) !important; ${side}: 20px !important }
    span:empty { display: none }
    button { background: ${color}; border: 2px solid #fff; border-radius: 30px; box-shadow: 0 4px 16px #0004; color: oklch(from ${color} calc((.63 - l) * 1e9) 0 0); cursor: pointer; display: block; font: 16px system-ui; height: 60px; padding: 0 14px; position: relative }
    button:focus-visible { outline: 3px solid ${color}; outline-offset: 3px }
    b { background: currentColor; clip-path: path(evenodd, 'M14 1c18 0 18 22 0 22l-4-1-6 4 1-6C-2 15 0 1 14 1zM8 7h12v2H8zm0 4h12v2H8zm0 4h12v2H8z'); display: block; forced-color-adjust: none; height: 28px; width: 28px }
    @media (forced-colors: active) { b { background: ButtonText } }
    [aria-expanded=true] b { clip-path: path('M6 3l8 8 8-8 3 3-8 8 8 8-3 3-8-8-8 8-3-3 8-8-8-8z') }
    span { background: #b3261e; border: 2px solid #fff; border-radius: 18px; color: #fff; font: 700 13px/20px system-ui; min-width: 20px; pointer-events: none; position: absolute; right: -4px; text-align: center; top: -4px }
    i { clip-path: inset(50%); position: absolute }
    section { background: light-dark(#f6f3ed, #141a1c); border: 1px solid #8886; border-radius: 18px; bottom: 76px; box-shadow: 0 12px 48px #0005; color: CanvasText; color-scheme: ${scheme}; font: 16px/1.5 system-ui; overflow: hidden; overflow-wrap: anywhere; position: absolute; width: min(410px, 100vw - 40px); ${side}: 0 }
    section:has(iframe) { height: min(680px, 100vh - 116px) }
    div { padding: 4px 20px 20px }
    div button { height: 44px }
    a { color: inherit }
    iframe { border: 0; height: 100%; width: 100% }
    @media (max-width: 480px) {
      section:has(iframe) { border: 0; border-radius: 0; height: auto; inset: 0; position: fixed; width: auto }
      section:has(iframe):not([hidden]) + button { display: none }
    }`);
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  root.append(panel, button, badge);

  let frame, isReady;
  const waiting = [];
  const api = window.BackPainBot = Object.assign(new EventTarget(), {
    open() {
      if (panel.hidden) show(true);
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
    const type = isOpen ? 'opened' : 'closed';
    tell(type);
    emit(type);
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
    if (source === frame?.contentWindow && origin === bot && data.ns === ns) answers[data.type]?.(data);
  });
  button.onclick = api.toggle;
  retry.onclick = load;
  host.onkeydown = ({ key }) => key === 'Escape' && api.close();

  document.documentElement.append(host);
})();
