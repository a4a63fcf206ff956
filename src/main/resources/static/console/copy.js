// Buttons that copy: `data-copy` holds the text itself, `data-copy-from` an address that answers with it.

import { say, send } from './start.js';

const isEnglish = document.documentElement.lang === 'en';

async function textOf(button) {
  if (button.dataset.copy) return button.dataset.copy;
  const answer = await send(button.dataset.copyFrom, { headers: { Accept: button.dataset.copyFrom.includes('.tsv') ? 'text/tab-separated-values' : 'text/plain' } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}

/** Where the browser keeps the clipboard from us (no HTTPS), the text is shown, selected, to be copied by hand. */
function show(text) {
  const area = document.createElement('textarea');
  area.value = text;
  area.rows = 8;
  area.readOnly = true;
  area.setAttribute('aria-label', isEnglish ? 'Text' : '文字');
  const close = document.createElement('button');
  close.textContent = isEnglish ? 'Close' : '关闭';
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', isEnglish ? 'Copy this text' : '请复制以下文字');
  dialog.append(area, close);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  area.select();
}

document.body.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy], [data-copy-from]');
  if (!button) return;
  let text;
  try {
    text = await textOf(button);
  } catch {
    say(document.body.dataset.problem, true);
    return;
  }
  try {
    await navigator.clipboard.writeText(text);
    say(button.dataset.copied);
  } catch {
    show(text);
  }
});
