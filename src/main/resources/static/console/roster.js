// Previews a roster that was chosen or dropped, and imports it once the person agrees. It imports the bytes that were
// previewed, because the file on the disk may have changed meanwhile.
import { say, sayOnArrival } from './start.js';

const MAX_BYTES = 20 * 1024 * 1024;
const form = document.getElementById('roster');
const drop = document.getElementById('drop');
const picker = document.getElementById('file');
const preview = document.getElementById('preview');
const working = document.getElementById('working');
const bar = document.getElementById('sent');
let latest = 0;

/** Sends the bytes and shows the progress, which fetch does not report. */
function send(address, name, bytes, doing) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append('file', new Blob([bytes]), name);
    request.open('POST', address);
    request.setRequestHeader('X-CSRF-Token', document.body.dataset.csrf);
    request.setRequestHeader('HX-Request', 'true');
    request.upload.addEventListener('progress', (event) => {
      bar.value = event.lengthComputable ? event.loaded / event.total : 0;
      if (event.loaded === event.total) bar.removeAttribute('value');
    });
    request.addEventListener('load', () => resolve(request));
    for (const silence of ['error', 'abort', 'timeout']) request.addEventListener(silence, reject);
    document.getElementById('doing').textContent = doing;
    bar.value = 0;
    working.hidden = false;
    request.send(body);
  }).finally(() => {
    working.hidden = true;
  });
}

function showProblem(request) {
  const message = new DOMParser().parseFromString(request.responseText, 'text/html').body.textContent.trim();
  say(message || document.body.dataset.problem, true);
}

async function previewFile(file) {
  const turn = ++latest;
  preview.replaceChildren();
  document.getElementById('chosen').textContent = file.name;
  if (file.size > MAX_BYTES) return say(form.dataset.tooLarge, true);
  try {
    const bytes = await file.arrayBuffer();
    const request = await send(`${form.dataset.address}?dry=true`, file.name, bytes, form.dataset.reading);
    if (turn === latest) show(request, file.name, bytes);
  } catch {
    if (turn === latest) say(document.body.dataset.problem, true);
  }
}

function show(request, name, bytes) {
  if (request.status !== 200 && request.status !== 422) return showProblem(request);
  say('');
  preview.innerHTML = request.responseText;
  (document.getElementById('overtaken') ?? document.getElementById('outcome')).focus();
  document.getElementById('import')?.addEventListener('click', (event) => importFile(event.target, name, bytes));
}

async function importFile(button, name, bytes) {
  button.disabled = true;
  try {
    const request = await send(
      `${form.dataset.address}?seen=${button.dataset.seen}`,
      name,
      bytes,
      form.dataset.importing,
    );
    const next = request.getResponseHeader('HX-Redirect');
    if (next) {
      sayOnArrival(form.dataset.imported);
      location.assign(next);
    } else show(request, name, bytes);
  } catch {
    button.disabled = false;
    say(document.body.dataset.problem, true);
  }
}

// Choosing the same file again after correcting it is a change too.
picker.addEventListener('click', () => {
  picker.value = '';
});
picker.addEventListener('change', () => picker.files[0] && previewFile(picker.files[0]));
for (const over of ['dragenter', 'dragover']) {
  form.addEventListener(over, (event) => {
    event.preventDefault();
    drop.classList.add('over');
  });
}
form.addEventListener('dragleave', (event) => form.contains(event.relatedTarget) || drop.classList.remove('over'));
form.addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  if (event.dataTransfer.files[0]) previewFile(event.dataTransfer.files[0]);
});
// A file that is dropped outside the area must not replace the page.
for (const missed of ['dragover', 'drop']) addEventListener(missed, (event) => event.preventDefault());
