// Downloads with a progress bar. The page reads the file only to count its bytes; the browser stores it. Without this
// script the links download like other links.

import { send } from './start.js';

const POLL_INTERVAL = 500;
const LIFE_OF_A_FILE = 60_000;
const place = document.getElementById('transfers');
const template = document.getElementById('transfer');
const words = place.dataset;
let running = 0;

document.body.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-file]');
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    fetchFile(link);
  }
});

addEventListener('beforeunload', (event) => {
  if (running > 0) event.preventDefault();
});

async function fetchFile(link) {
  const shown = show(link.dataset.file);
  const transfer = { begun: performance.now(), bytes: 0, rows: '', looking: false, name: nameOfOnesOwn() };
  const timer = setInterval(() => tell(shown, transfer), POLL_INTERVAL / 2);
  const looks = link.dataset.followed
    ? setInterval(() => fetchProgress(link.dataset.followed + transfer.name, shown, transfer), POLL_INTERVAL)
    : 0;
  const stop = new AbortController();
  shown.cancel.addEventListener('click', () => stop.abort());
  running++;
  try {
    shown.ending.textContent = await fetched(link, transfer, stop.signal);
    shown.bar.value = shown.bar.max;
  } catch (problem) {
    const refused = problem instanceof Refusal ? problem.message : words.broken;
    shown.ending.textContent = stop.signal.aborted ? words.cancelled : refused;
    shown.ending.classList.toggle('violation', !stop.signal.aborted);
    shown.bar.hidden = true;
  } finally {
    running--;
    clearInterval(timer);
    clearInterval(looks);
    shown.told.textContent = '';
    shown.cancel.hidden = true;
    shown.dismiss.hidden = false;
    shown.dismiss.focus({ preventScroll: true });
  }
}

/** The service's explanation why it does not send the file. */
class Refusal extends Error {}

/** Resolves to a sentence about the result; rejects if the connection breaks off. */
async function fetched(link, transfer, signal) {
  const address = new URL(link.href);
  if (link.dataset.followed) address.searchParams.set('download', transfer.name);
  const answer = await send(address, { signal });
  if (!answer.ok) throw new Refusal(await refusal(answer));
  const counted = answer.body.pipeThrough(
    new TransformStream({
      transform(chunk, sink) {
        transfer.bytes += chunk.byteLength;
        sink.enqueue(chunk);
      },
    }),
  );
  save(
    await new Response(counted, { headers: { 'Content-Type': answer.headers.get('Content-Type') } }).blob(),
    nameOf(answer) || link.dataset.file,
  );
  return filled(words.finished, { size: size(transfer.bytes), seconds: seconds(transfer) });
}

async function refusal(answer) {
  const problem = await answer.json().catch(() => ({}));
  const violations = (problem.violations || []).map((violation) => violation.message);
  const wait = answer.headers.get('Retry-After');
  return [
    problem.detail || document.body.dataset.problem,
    ...violations,
    ...(wait ? [filled(words.retry, { seconds: wait })] : []),
  ].join(' ');
}

function nameOf(answer) {
  const disposition = answer.headers.get('Content-Disposition') || '';
  const encoded = disposition.match(/filename\*=UTF-8''([^;]+)/);
  return encoded ? decodeURIComponent(encoded[1]) : disposition.match(/filename="([^"]+)"/)?.[1];
}

function save(file, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), LIFE_OF_A_FILE);
}

/** Many installations inside an office have no HTTPS, and without it browsers offer no UUIDs. */
function nameOfOnesOwn() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (octet) => octet.toString(16).padStart(2, '0')).join(
    '',
  );
}

function show(name) {
  const card = template.content.firstElementChild.cloneNode(true);
  const part = (className) => card.querySelector(`.${className}`);
  const shown = {
    bar: card.querySelector('progress'),
    told: part('told'),
    ending: part('ending'),
    cancel: part('cancel'),
    dismiss: part('dismiss'),
  };
  part('name').textContent = name;
  shown.bar.setAttribute('aria-label', name);
  shown.told.textContent = words.begun;
  shown.dismiss.addEventListener('click', () => card.remove());
  place.append(card);
  return shown;
}

/** Requests the number of written rows; if the service does not know it, only bytes and time are shown. */
async function fetchProgress(address, shown, transfer) {
  if (transfer.looking) return;
  transfer.looking = true;
  const answer = await send(address).catch(() => null);
  transfer.looking = false;
  if (!answer?.ok) return;
  const { rows, total } = await answer.json();
  if (total > 0) {
    shown.bar.max = total;
    shown.bar.value = Math.max(shown.bar.value, Math.min(rows, total));
  }
  transfer.rows =
    total === null
      ? filled(words.rows, { rows: number(rows) })
      : filled(words.rowsOf, { rows: number(rows), total: number(total) });
}

function tell(shown, transfer) {
  shown.told.textContent =
    transfer.bytes === 0 && !transfer.rows
      ? words.begun
      : [transfer.rows, filled(words.told, { size: size(transfer.bytes), seconds: seconds(transfer) })]
          .filter(Boolean)
          .join(' · ');
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function number(value) {
  return value.toLocaleString('zh-CN');
}

function size(bytes) {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function seconds(transfer) {
  return Math.round((performance.now() - transfer.begun) / 1000);
}
