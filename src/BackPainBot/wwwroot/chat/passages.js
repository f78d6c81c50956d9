// Passages as the transcript shows them: read for the record, and copied by the button beside each.

// The text of a message by paragraphs, without the marks of its references, and where it comes from.
export function read(article) {
  const text = article.querySelector('.webchat__text-content__markdown, .webchat__text-content--is-plain')?.cloneNode(true);
  text?.querySelectorAll('.webchat__render-markdown__pure-identifier').forEach(mark => mark.remove());
  const blocks = text ? [...text.querySelectorAll('p, li:not(:has(p)), tr')] : [];
  return {
    isQuestion: !!article.querySelector('.webchat__bubble--from-user'),
    paragraphs: (blocks.length ? blocks : [text]).map(block => block?.textContent.replace(/\u200b/g, '').trim()).filter(Boolean),
    sources: [...article.querySelectorAll('a.webchat__link-definitions__list-item-box')].map(link => ({
      title: link.querySelector('.webchat__link-definitions__list-item-text').textContent,
      url: link.href,
    })),
  };
}

export function messages() {
  return [...document.querySelectorAll('.webchat__basic-transcript__activity')].map(read);
}

export function addCopyButtons(element, strings) {
  new MutationObserver(() => {
    for (const article of element.querySelectorAll('.webchat__basic-transcript__activity:has(.webchat__link-definitions)')) {
      const status = article.querySelector('.webchat__activity-status--slotted');
      if (status && !status.querySelector('.copy')) status.append(copyButton(article, strings));
    }
  }).observe(element, { childList: true, subtree: true });
}

function copyButton(article, strings) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'copy', textContent: strings.copy });
  button.addEventListener('click', async () => {
    const { paragraphs, sources } = read(article);
    await navigator.clipboard.writeText([...paragraphs, ...sources.map(({ title, url }) => `${title}\n${url}`)].join('\n\n'));
    button.textContent = strings.copied;
    setTimeout(() => { button.textContent = strings.copy; }, 2000);
  });
  return button;
}
