// The kit is made while it is sent; meanwhile the page asks how far it is.
import { send, say } from './start.js';

const BETWEEN_LOOKS = 700;
const kit = document.getElementById('kit');
const button = document.getElementById('fetch');
const working = document.getElementById('working');
const doing = document.getElementById('doing');
const bar = document.getElementById('made');

function follow(name) {
  return setInterval(async () => {
    const reply = await send(kit.dataset.progress + name).catch(() => null);
    if (!reply?.ok) return;
    const { rows, total } = await reply.json();
    if (total) {
      bar.max = total;
      bar.value = rows;
      doing.textContent = `${kit.dataset.opening}${rows} / ${total}`;
    }
  }, BETWEEN_LOOKS);
}

function keep(blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = kit.dataset.file.replace(/[\\/:*?"<>|]/g, '_');
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

button.addEventListener('click', async () => {
  const name = Array.from(crypto.getRandomValues(new Uint8Array(12)), octet => octet.toString(16).padStart(2, '0')).join('');
  const renew = document.getElementById('renew')?.checked ?? false;
  button.disabled = true;
  working.hidden = false;
  bar.removeAttribute('value');
  doing.textContent = kit.dataset.opening;
  const looks = follow(name);
  try {
    const reply = await send(`${kit.dataset.address}?download=${name}&renew=${renew}`, { method: 'POST' });
    if (!reply.ok) {
      const told = await reply.json().catch(() => ({}));
      say(told.detail ?? document.body.dataset.problem, true);
      return;
    }
    keep(await reply.blob());
    say(kit.dataset.done);
  } catch {
    say(kit.dataset.broken, true);
  } finally {
    clearInterval(looks);
    working.hidden = true;
    button.disabled = false;
  }
});
