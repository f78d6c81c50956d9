// Direct Line as far as Web Chat does not speak it itself: a token for a new conversation, for an earlier one, and the end of one.
// With the secret of an Azure bot configured, the conversations are in Azure's Direct Line, and the bot's own server asks for the tokens.
const { azureDirectLine } = JSON.parse(document.getElementById('page').textContent);

export const domain = azureDirectLine ?? `${location.origin}/v3/directline`;

const isOver = status => status === 401 || status === 403 || status === 404;

const pathOf = conversationId => `/conversations/${encodeURIComponent(conversationId)}`;

function call(method, path, token) {
  return fetch(domain + path, { method, headers: token ? { Authorization: `Bearer ${token}` } : {} });
}

async function conversationOf(response) {
  if (!response.ok) throw new Error(`Direct Line answered ${response.status}`);
  const { conversationId, token } = await response.json();
  return { conversationId, token };
}

export async function start() {
  return conversationOf(await (azureDirectLine ? fetch('/chat/token', { method: 'POST' }) : call('POST', '/tokens/generate')));
}

// The same conversation with a fresh token, or null when it is over.
export async function resume({ conversationId, token }) {
  const response = await call('GET', pathOf(conversationId), token);
  return isOver(response.status) ? null : conversationOf(response);
}

export async function deleteConversation({ conversationId, token }) {
  const response = await (azureDirectLine ? tellBot(conversationId, token) : call('DELETE', pathOf(conversationId), token));
  if (!response.ok && !isOver(response.status)) throw new Error(`Direct Line answered ${response.status}`);
}

// Azure deletes nothing on request; the bot forgets what it keeps itself.
function tellBot(conversationId, token) {
  return fetch(`${domain}${pathOf(conversationId)}/activities`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ type: 'event', name: 'conversation/delete', from: { id: 'user' } }),
  });
}
