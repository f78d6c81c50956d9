// Remembers the conversation for as long as the tab lives. In a frame the browser may refuse storage: then the page around it remembers.
import { isEmbedded, listen, tell } from '/chat/host.js';

const key = 'backpainbot';
const hostAnswersWithin = 400; // ms

function storage(use) {
  try {
    return use(window.sessionStorage);
  } catch {
    return undefined;
  }
}

const isOurs = storage(own => (own.setItem(`${key}?`, ''), own.removeItem(`${key}?`), true)) ?? false;
let answer = () => {};
listen({ recalled: ({ value }) => answer(value) });

export async function recall() {
  const kept = isOurs ? storage(own => own.getItem(key)) : isEmbedded ? await askHost() : null;
  try {
    return JSON.parse(kept ?? 'null');
  } catch {
    return null;
  }
}

export function remember(conversation) {
  const value = JSON.stringify(conversation);
  if (isOurs) storage(own => own.setItem(key, value));
  else tell('keep', { value });
}

export function forget() {
  if (isOurs) storage(own => own.removeItem(key));
  else tell('keep', { value: '' });
}

function askHost() {
  return new Promise(answered => {
    answer = value => answered(value || null);
    setTimeout(answered, hostAnswersWithin, null);
    tell('recall');
  });
}
