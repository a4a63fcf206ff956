// What the pages of results need: their charts, and a link to send to a colleague.

import './charts.js';
import { say } from './start.js';

/** Where the browser lets no page write to the clipboard, the link is shown to be copied by hand. */
async function copy(button) {
  const link = new URL(button.dataset.copy, location.href).href;
  try {
    await navigator.clipboard.writeText(link);
    say(button.dataset.copied);
  } catch {
    say(link);
  }
}

function offer(root) {
  root.querySelectorAll('[data-copy]').forEach(button => { button.hidden = false; });
}

document.body.addEventListener('click', event => {
  const button = event.target.closest('[data-copy]');
  if (button) copy(button);
});
document.body.addEventListener('htmx:load', event => offer(event.detail.elt));
offer(document);
