// Buttons that copy: `data-copy` contains the text, `data-copy-of` the id of the element that contains it,
// `data-copy-link` a path on this service to copy as an address, `data-copy-from` a path that returns the text.

import { say, send } from './start.js';

const isEnglish = document.documentElement.lang === 'en';

const KINDS = '[data-copy], [data-copy-of], [data-copy-link], [data-copy-from]';

async function textOf({ copy, copyOf, copyLink, copyFrom }) {
  if (copy) return copy;
  if (copyOf) return document.getElementById(copyOf).value ?? document.getElementById(copyOf).textContent;
  if (copyLink) return new URL(copyLink, location.href).href;
  const answer = await send(copyFrom, {
    headers: { Accept: copyFrom.includes('.tsv') ? 'text/tab-separated-values' : 'text/plain' },
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}

/**
 * Without HTTPS the browser allows no access to the clipboard. Then the text is shown, selected and copied with the old
 * command; if that fails too, it stays visible, so that the person can copy it.
 */
function copiedTheOldWay(text) {
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
  const copied = document.execCommand('copy');
  if (copied) dialog.close();
  return copied;
}

document.body.addEventListener('click', async (event) => {
  const button = event.target.closest(KINDS);
  if (!button) return;
  let text;
  try {
    text = await textOf(button.dataset);
  } catch {
    say(document.body.dataset.problem, true);
    return;
  }
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!copiedTheOldWay(text)) return;
  }
  say(button.dataset.copied);
});
