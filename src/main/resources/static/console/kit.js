// The service makes the kit while it sends it; meanwhile the page requests the progress. Afterwards it is updated.
import { send, say, show } from './start.js';

const POLL_INTERVAL = 700;
const kit = document.getElementById('kit');
const state = document.getElementById('state');
const part = (id) => document.getElementById(id);
let running = false;

function follow(name) {
  return setInterval(async () => {
    const reply = await send(kit.dataset.progress + name).catch(() => null);
    if (!reply?.ok) return;
    const { rows, total } = await reply.json();
    if (total) {
      part('made').max = total;
      part('made').value = rows;
      part('doing').textContent = `${kit.dataset.opening}${rows} / ${total}`;
    }
  }, POLL_INTERVAL);
}

/** The file's name from the service, which says whether the file contains passwords. */
function nameOf(reply) {
  const shown = /filename\*=UTF-8''([^;]+)/.exec(reply.headers.get('Content-Disposition') ?? '');
  return shown ? decodeURIComponent(shown[1]) : 'kit.zip';
}

function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function refresh() {
  const reply = await send(location.href, { headers: { 'HX-Request': 'true' } }).catch(() => null);
  if (!reply?.ok) return false;
  state.innerHTML = await reply.text();
  show(part('handed') ?? state);
  return true;
}

function begin(button) {
  running = true;
  button.disabled = true;
  button.textContent = button.dataset.running;
  if (part('renew')) part('renew').disabled = true;
  part('working').hidden = false;
  part('made').removeAttribute('value');
  part('doing').textContent = kit.dataset.opening;
}

function end(button, label) {
  button.disabled = false;
  button.textContent = label;
  if (part('renew')) part('renew').disabled = false;
  part('working').hidden = true;
}

async function fetchKit(button) {
  const name = Array.from(crypto.getRandomValues(new Uint8Array(12)), (octet) =>
    octet.toString(16).padStart(2, '0'),
  ).join('');
  const renew = part('renew')?.checked ?? false;
  const label = button.textContent;
  begin(button);
  const timer = follow(name);
  try {
    const reply = await send(`${kit.dataset.address}?download=${name}&renew=${renew}`, { method: 'POST' });
    if (reply.ok) {
      const file = nameOf(reply);
      save(await reply.blob(), file);
      say(kit.dataset.finished + file);
    } else {
      const problem = await reply.json().catch(() => ({}));
      say(problem.detail ?? document.body.dataset.problem, true);
    }
  } catch {
    say(kit.dataset.broken, true);
  } finally {
    clearInterval(timer);
    if (!(await refresh())) end(button, label);
    running = false;
  }
}

state.addEventListener('click', (event) => {
  const button = event.target.closest('#fetch');
  if (button && !running) fetchKit(button);
});
state.addEventListener('change', (event) => {
  const button = part('fetch');
  if (event.target.id !== 'renew' || !button) return;
  button.dataset.plain ??= button.textContent;
  button.textContent = event.target.checked ? button.dataset.renewing : button.dataset.plain;
});
addEventListener('beforeunload', (event) => running && event.preventDefault());
