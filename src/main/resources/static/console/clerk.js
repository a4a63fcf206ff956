// The school's pages: follows the counts as they change, copies links, prints.

import { say } from './start.js';

const HEARTBEAT = 30_000;
const SETTLED = 2_000;
const heard = document.getElementById('heard');
const standing = () => document.getElementById('standing');
let source;

/** Asks for the part that changes, unless the person is just deciding something there. */
function refresh() {
  if (!document.hidden && !document.querySelector('dialog[open], #declare.htmx-request')) {
    standing().dispatchEvent(new Event('changed'));
  }
}

/** Follows the counts while somebody looks; what changed in between is fetched when the stream opens. */
function follow() {
  source?.close();
  source = document.hidden ? undefined : new EventSource('/api/v1/school/live');
  // The stream tells of changes after its first look only; a moment later that has surely happened.
  source?.addEventListener('open', () => {
    refresh();
    setTimeout(refresh, SETTLED);
  });
  source?.addEventListener('count', refresh);
}

function copy(button) {
  const link = document.getElementById(button.dataset.copy);
  const done = () => say(button.dataset.copied);
  const byHand = () => {
    link.select();
    if (document.execCommand('copy')) done();
  };
  // Only pages that came over HTTPS, or from this machine, have a clipboard.
  if (navigator.clipboard) {
    navigator.clipboard.writeText(link.value).then(done, byHand);
  } else {
    byHand();
  }
}

document.addEventListener('click', event => {
  const button = event.target.closest('[data-copy], [data-print]');
  if (button?.dataset.copy) copy(button);
  else if (button) print();
});

if (standing()) {
  follow();
  document.addEventListener('visibilitychange', follow);
  setInterval(refresh, HEARTBEAT);
  document.body.addEventListener('htmx:afterSwap', () => {
    if (heard.textContent !== standing().dataset.spoken) heard.textContent = standing().dataset.spoken;
  });
}
