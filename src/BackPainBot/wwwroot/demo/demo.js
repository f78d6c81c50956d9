// How a site speaks to the chat, and hears from it.
for (const button of document.querySelectorAll('[data-call]')) {
  button.addEventListener('click', () => window.BackPainBot[button.dataset.call](button.dataset.text));
}
for (const event of ['opened', 'closed', 'unread', 'answered']) {
  window.BackPainBot.addEventListener(event, ({ detail }) => {
    document.getElementById('events').textContent = detail ? `${event} (${detail})` : event;
  });
}
