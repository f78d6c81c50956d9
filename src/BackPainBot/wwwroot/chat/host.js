// The page that embeds the chat, when there is one. It names its origin in the address, and only that origin is spoken to:
// a false name reaches nobody, and which sites may embed the chat at all is settled by frame-ancestors.
const query = new URLSearchParams(location.search);
const origin = query.get('host');
const ns = 'backpainbot';

export const isEmbedded = window.parent !== window && !!origin;
export const askedFor = { color: query.get('color'), title: query.get('title') };

export function tell(type, details) {
  if (isEmbedded) window.parent.postMessage({ ns, type, ...details }, origin);
}

export function listen(answers) {
  addEventListener('message', ({ source, origin: from, data }) => {
    if (isEmbedded && source === window.parent && from === origin && data?.ns === ns && Object.hasOwn(answers, data.type)) answers[data.type](data);
  });
}
