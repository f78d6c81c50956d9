// The chat page: finds or starts the conversation, lets Web Chat render it, and says so plainly when it cannot.
import { deleteConversation, domain, resume, start } from '/chat/conversation.js';
import { askedFor, isEmbedded, listen, tell } from '/chat/host.js';
import { applyAccent, styleOptions } from '/chat/look.js';
import { forget, recall, remember } from '/chat/memory.js';
import { addCopyButtons } from '/chat/passages.js';
import { printRecord, saveRecord } from '/chat/record.js';
import { tendSpeech } from '/chat/speech.js';

const { botLanguage, failure, language, strings } = JSON.parse(document.getElementById('page').textContent);
const $ = id => document.getElementById(id);
const patience = 8000; // ms before a request is given up, and between attempts to reach the bot again
const unnoticed = 500; // ms that an answer may take before the bot is shown at work: the sign would only flicker
const historyArrives = 2000; // ms, at most, after connecting again
const address = /(https?:\/\/\S+[^\s.,])/;
const connection = { expired: 3, failed: 4 }; // ConnectionStatus of Direct Line
// Started from here, so that the token is on its way before the browser is busy with Web Chat's 4 MB.
const webChat = new Promise((loaded, failed) => {
  document.head.append(Object.assign(document.createElement('script'), { src: $('webchat').href, onload: () => loaded(window.WebChat), onerror: failed }));
});

let directLine;
let store;
let panelIsOpen = true;
let unread = 0;
let isWaitingForAnswer = false;
let bot;
let thinking;
let speak = () => {};
const toAsk = [];

async function begin(sentence = '') {
  notify(sentence);
  try {
    const kept = await recall();
    const resumed = kept && await resume(kept);
    if (kept && !resumed) notify(strings.expired);
    render(await webChat, resumed || await start(), !!resumed);
  } catch {
    fail();
  }
}

function render(WebChat, conversation, isResumed) {
  clearTimeout(thinking);
  isWaitingForAnswer = false;
  const { conversationId, token } = conversation;
  const line = WebChat.createDirectLine({ domain, token, timeout: patience, ...(isResumed && { conversationId }) });
  const earlier = directLine;
  directLine = line;
  earlier?.end();
  const isOver = () => line === directLine && beginAnew(strings.expired);
  line.connectionStatus$.subscribe(status => {
    if (status === connection.failed && line === directLine) fail();
    if (status === connection.expired) isOver();
  });
  line.activity$.subscribe({ error: isOver });
  store = WebChat.createStore({}, () => next => action => {
    const result = next(action);
    watch(action);
    return result;
  });

  const element = Object.assign(document.createElement('div'), { id: 'chat' });
  $('chat').replaceWith(element);
  new MutationObserver((_, observer) => {
    if (!element.querySelector('[role=article]')) return;
    observer.disconnect();
    $('greeting').hidden = true;
  }).observe(element, { childList: true, subtree: true });
  addCopyButtons(element, strings);
  speak = tendSpeech(element, botLanguage, isResumed);

  WebChat.renderWebChat({
    directLine: line,
    store,
    locale: WebChatLocale[language],
    nonce: document.currentScript?.nonce || $('page').nonce,
    overrideLocalizedStrings: {
      TEXT_INPUT_PLACEHOLDER: strings.placeholder,
      TYPING_INDICATOR_ALT: strings.thinking,
      TYPING_INDICATOR_SINGLE_TEXT: strings.thinking, // nobody is typing
    },
    role: 'region',
    styleOptions,
  }, element);
}

const WebChatLocale = { en: 'en-US', es: 'es-ES' };

function watch({ type, payload }) {
  if (type === 'DIRECT_LINE/CONNECT_FULFILLED') {
    toAsk.splice(0).forEach(ask);
    setTimeout(speak, historyArrives);
    if (panelIsOpen && isEmbedded) focusSendBox();
  }
  if (type === 'DIRECT_LINE/POST_ACTIVITY' && payload.activity.type === 'message') {
    isWaitingForAnswer = true;
    speak();
    notify('');
  }
  if (type !== 'DIRECT_LINE/INCOMING_ACTIVITY') return;
  const { conversationId, token } = directLine;
  remember({ conversationId, token }); // Web Chat refreshes the token
  const { from, type: kind } = payload.activity;
  if (kind !== 'message') return;
  clearTimeout(thinking);
  if (from.role === 'user') {
    if (isWaitingForAnswer) thinking = setTimeout(showThinking, unnoticed, payload.activity); // Direct Line echoes it: the bot has it
    return;
  }
  bot = from;
  if (!panelIsOpen) tell('unread', { count: ++unread });
  if (isWaitingForAnswer) tell('answered');
  isWaitingForAnswer = false;
}

// Web Chat takes the sign away when a later message of the bot comes; by the number that the server gave, or else its clock, which is why the sign bears those of the question.
function showThinking({ timestamp, channelData }) {
  const number = 'webchat:sequence-id';
  if (bot) store.dispatch({ type: 'DIRECT_LINE/INCOMING_ACTIVITY', payload: { activity: { type: 'typing', from: bot, channelData: { [number]: channelData?.[number] }, timestamp } } });
}

function ask(text) {
  if (store) store.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { method: 'keyboard', text } });
  else toAsk.push(text);
}

function beginAnew(sentence) {
  forget();
  return begin(sentence);
}

function notify(sentence, lang = language) {
  $('notice').replaceChildren();
  if (!sentence) return;
  const paragraph = Object.assign(document.createElement('p'), { lang });
  paragraph.append(...sentence.split(address).map((part, i) => (i % 2 ? Object.assign(document.createElement('a'), { href: part, target: '_blank', rel: 'noreferrer', textContent: part }) : part)));
  $('notice').append(paragraph);
}

function fail() {
  $('greeting').removeAttribute('aria-hidden');
  $('greeting').classList.add('still');
  const retry = Object.assign(document.createElement('button'), { type: 'button', textContent: strings.retry });
  retry.addEventListener('click', () => begin());
  notify(failure, botLanguage);
  $('notice').append(retry);
}

function focusSendBox() {
  document.querySelector('#chat [data-id="webchat-sendbox-input"]')?.focus();
}

async function erase() {
  try {
    await deleteConversation({ conversationId: directLine.conversationId, token: directLine.token });
    await beginAnew(strings.deleted);
  } catch {
    notify(strings.deleteFailed);
  }
}

$('print').addEventListener('click', () => printRecord(strings));
$('save').addEventListener('click', () => saveRecord(strings));
$('new').addEventListener('click', () => beginAnew());
$('delete').addEventListener('click', () => $('delete-dialog').showModal());
$('delete-dialog').addEventListener('close', () => $('delete-dialog').returnValue === 'delete' && erase());
for (const item of $('menu').querySelectorAll('button')) item.addEventListener('click', () => $('menu').hidePopover());

$('close').hidden = !isEmbedded;
$('close').addEventListener('click', () => tell('close'));
addEventListener('keydown', event => {
  if (event.key === 'Escape' && !document.querySelector(':popover-open, dialog[open]')) tell('close');
});
listen({
  opened() {
    panelIsOpen = true;
    unread = 0;
    focusSendBox();
  },
  closed: () => { panelIsOpen = false; },
  ask: ({ text }) => ask(String(text)),
});

applyAccent(askedFor.color);
if (askedFor.title) document.title = $('title').textContent = askedFor.title;
tell('ready');
begin();
