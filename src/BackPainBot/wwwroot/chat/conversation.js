// Direct Line as far as Web Chat does not speak it itself: a token for a new conversation, for an earlier one, and the end of one.
export const domain = `${location.origin}/v3/directline`;

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
  return conversationOf(await call('POST', '/tokens/generate'));
}

// The same conversation with a fresh token, or null when it is over.
export async function resume({ conversationId, token }) {
  const response = await call('GET', pathOf(conversationId), token);
  return isOver(response.status) ? null : conversationOf(response);
}

export async function deleteConversation({ conversationId, token }) {
  const response = await call('DELETE', pathOf(conversationId), token);
  if (!response.ok && !isOver(response.status)) throw new Error(`Direct Line answered ${response.status}`);
}
