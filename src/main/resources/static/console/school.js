// Updates the school's page when the counts change.

const HEARTBEAT = 30_000;
const SETTLED = 2_000;
const heard = document.getElementById('heard');
const standing = () => document.getElementById('standing');
let source;

const isDeciding = () => document.querySelector('dialog[open], #declare.htmx-request') !== null;

/** Fetches the part that changes, unless a dialog is open there. */
function refresh() {
  if (!document.hidden && !isDeciding()) standing().dispatchEvent(new Event('changed'));
}

/** Follows the counts while the page is visible; changes in between are fetched when the stream opens. */
function follow() {
  source?.close();
  source = document.hidden ? undefined : new EventSource('/api/v1/school/live');
  // The stream reports only changes after its first reading, which takes place a moment later.
  source?.addEventListener('open', () => {
    refresh();
    setTimeout(refresh, SETTLED);
  });
  source?.addEventListener('count', refresh);
}

if (standing()) {
  follow();
  document.addEventListener('visibilitychange', follow);
  setInterval(refresh, HEARTBEAT);
  // The response to a request from before the dialog opened must not replace the button behind it.
  standing().parentElement.addEventListener('htmx:beforeSwap', (event) => {
    if (event.detail.requestConfig.verb === 'get' && isDeciding()) event.detail.shouldSwap = false;
  });
  document.body.addEventListener('htmx:afterSwap', () => {
    if (heard.textContent !== standing().dataset.spoken) heard.textContent = standing().dataset.spoken;
  });
}
