// The conversation on paper or in a file, to take to an appointment: what was asked, which passages were read, where they come from.
// It is built here, in the browser; nothing is sent anywhere.
import { messages } from '/chat/passages.js';

const { botLanguage } = JSON.parse(document.getElementById('page').textContent);

export function printRecord(strings) {
  const record = build(strings);
  document.body.append(record);
  addEventListener('afterprint', () => record.remove(), { once: true });
  print();
}

export function saveRecord(strings) {
  const page = `<!doctype html>
<html lang="${document.documentElement.lang}">
<meta charset="utf-8">
<title>${strings.recordTitle}</title>
<style>body { font: 1rem/1.5 sans-serif; margin: 2rem auto; max-width: 40rem; padding: 0 1rem } blockquote { border-left: .2rem solid; margin: 0; padding-left: 1rem }</style>
${build(strings).outerHTML}`;
  const url = URL.createObjectURL(new Blob([page], { type: 'text/html' }));
  const day = new Date().toISOString().slice(0, 10);
  Object.assign(document.createElement('a'), { href: url, download: `${strings.recordTitle} ${day}.html` }).click();
  URL.revokeObjectURL(url);
}

function build(strings) {
  const record = node('section', '',
    node('h1', strings.recordTitle),
    node('p', new Date().toLocaleString(document.documentElement.lang, { dateStyle: 'long', timeStyle: 'short' })),
    node('p', strings.recordNote));
  record.id = 'record';
  for (const { isQuestion, paragraphs, sources } of messages()) {
    if (isQuestion) record.append(node('h2', `${strings.asked}: ${paragraphs.join(' ')}`));
    if (!isQuestion && sources.length > 0) {
      record.append(
        node('p', `${strings.read}:`),
        Object.assign(node('blockquote', '', ...paragraphs.map(paragraph => node('p', paragraph))), { lang: botLanguage }),
        node('p', `${strings.sources}:`),
        node('ul', '', ...sources.map(({ title, url }) => node('li', `${title}, ${url}`))));
    }
  }
  return record;
}

function node(name, text, ...children) {
  const element = document.createElement(name);
  element.append(text, ...children);
  return element;
}
