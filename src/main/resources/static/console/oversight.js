// Copying what is shown once, and printing.
import { say } from './start.js';

/** Where the browser gives no clipboard (a page without HTTPS) the text is marked, so that it can be copied by hand. */
async function copy(button) {
  const text = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(text.textContent);
    say(button.dataset.said);
  } catch {
    getSelection().selectAllChildren(text);
  }
}

document.addEventListener('click', event => {
  const button = event.target.closest('[data-copy], [data-print]');
  if (!button) return;
  if (button.dataset.copy) copy(button);
  else print();
});
