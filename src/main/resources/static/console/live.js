// Keeps a page's numbers up to date: whenever the service reports that a count has changed, the page is fetched again,
// and the parts that differ replace the old ones.

const parts = document.getElementById('parts');
const connection = document.getElementById('connection');
/** The shortest time between two refreshes, in milliseconds. */
const PAUSE = 1000;
/** Things other than counts, such as a declaration or the time left, are refreshed this often. */
const SLOW = 30_000;
/** The time until a refused stream is requested again. */
const RETRY = 5000;
/** Changes are announced to screen readers at most this often. */
const SPOKEN = 15_000;

const summary = () => parts.querySelector('[data-summary]')?.dataset.summary;
let heard = summary();
let heardAt = 0;
let stream;
let last = 0;
let planned = null;
let running = false;
let again = false;

function showConnection(isConnected) {
  connection.textContent = isConnected ? connection.dataset.on : connection.dataset.lost;
  connection.classList.toggle('lost', !isConnected);
}

/**
 * Replaces each part that differs; the focus stays where it was, and what was opened stays open.
 */
function replace(html) {
  const fresh = new DOMParser().parseFromString(html, 'text/html');
  const focused = document.activeElement?.id;
  for (const part of fresh.querySelectorAll('[data-part]')) {
    const old = document.getElementById(part.id);
    if (!old) continue;
    const place = old.querySelector('.scroll');
    for (const opened of old.querySelectorAll('details[open]'))
      fresh.getElementById(opened.id)?.setAttribute('open', '');
    if (old.outerHTML === part.outerHTML) continue;
    const from = [place?.scrollLeft, place?.scrollTop];
    old.replaceWith(part);
    part.querySelector('.scroll')?.scrollTo({ left: from[0], top: from[1], behavior: 'instant' });
    window.htmx?.process(part);
  }
  if (focused && document.activeElement?.id !== focused)
    document.getElementById(focused)?.focus({ preventScroll: true });
}

function speak() {
  if (summary() !== heard && Date.now() - heardAt >= SPOKEN) {
    heard = summary();
    heardAt = Date.now();
    document.getElementById('spoken').textContent = heard;
  }
}

async function refresh() {
  planned = null;
  if (running) {
    again = true;
    return;
  }
  running = true;
  last = Date.now();
  const address = location.href;
  try {
    const answer = await fetch(address, { headers: { 'HX-Request': 'true' } });
    // The person has been signed out: loading the page leads to the sign-in.
    if (answer.headers.get('HX-Redirect')) location.reload();
    else if (!answer.ok) showConnection(false);
    else if (address === location.href) {
      replace(await answer.text());
      speak();
      showConnection(stream.readyState === EventSource.OPEN);
    }
  } catch {
    showConnection(false);
  }
  running = false;
  if (again) {
    again = false;
    soon();
  }
}

function soon() {
  planned ??= setTimeout(refresh, Math.max(0, last + PAUSE - Date.now()));
}

function watch() {
  stream = new EventSource(parts.dataset.live);
  stream.addEventListener('open', () => {
    showConnection(true);
    soon();
    // The service reports changes since its first reading, a moment after the stream began.
    setTimeout(soon, 2 * PAUSE);
  });
  stream.addEventListener('count', (event) => {
    const { school } = JSON.parse(event.data);
    if (!parts.dataset.school || parts.dataset.school === school) soon();
  });
  stream.addEventListener('error', () => {
    showConnection(false);
    if (stream.readyState === EventSource.CLOSED) setTimeout(watch, RETRY);
  });
}

watch();
setInterval(() => document.hidden || soon(), SLOW);
document.addEventListener('visibilitychange', () => document.hidden || soon());
