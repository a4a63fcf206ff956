// Questionnaires: the frame in which one is tried, and the workbook that is dropped, previewed and published.
import { say } from './start.js';

/** The data for a frame: the definition, with the values that the person chooses for the school. */
function shown(frame) {
  const { entry, definition } = JSON.parse(frame.dataset.shows);
  const prefilled = {};
  for (const field of frame.closest('.trial').querySelectorAll('[data-prefills]')) {
    if (field.value.trim()) prefilled[field.dataset.prefills] = field.value.trim();
  }
  return { entry: { ...entry, prefilled }, definition };
}

/** Opens a frame. Frames are opened here, so that the listener exists when they are ready. */
function open(frame) {
  frame.src = frame.dataset.src;
}

addEventListener('message', (event) => {
  const frame = [...document.querySelectorAll('iframe[data-shows]')].find(
    (each) => each.contentWindow === event.source,
  );
  // The frame has an opaque origin, so it cannot be named here.
  if (frame && event.data === 'ready') frame.contentWindow.postMessage(shown(frame), '*');
});

function begin(root) {
  for (const frame of root.querySelectorAll('iframe[data-shows]:not([src])')) open(frame);
}

document.body.addEventListener('change', (event) => {
  if (event.target.matches('[data-prefills]')) open(event.target.closest('.trial').querySelector('iframe'));
});
document.body.addEventListener('click', (event) => {
  if (event.target.matches('.again')) open(event.target.closest('.trial').querySelector('iframe'));
});
document.body.addEventListener('htmx:afterSettle', (event) => begin(event.target));
begin(document);

const upload = document.getElementById('upload');

if (upload) {
  const file = upload.querySelector('input[type=file]');
  const drop = upload.querySelector('.drop');
  const progress = upload.querySelector('progress');
  const draft = document.getElementById('draft');

  const preview = () => {
    draft.textContent = '';
    if (file.files.length === 0) return;
    if (file.files[0].size > Number(upload.dataset.most)) {
      say(upload.dataset.large, true);
      return;
    }
    say('');
    upload.requestSubmit();
  };
  file.addEventListener('change', preview);
  // Choosing the same file again after correcting it is a change too.
  file.addEventListener('click', () => {
    file.value = '';
  });
  file.addEventListener('cancel', preview);
  for (const over of ['dragenter', 'dragover']) {
    drop.addEventListener(over, (event) => {
      event.preventDefault();
      drop.classList.add('over');
    });
  }
  for (const end of ['dragleave', 'drop']) drop.addEventListener(end, () => drop.classList.remove('over'));
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    file.files = event.dataTransfer.files;
    preview();
  });
  // A browser does not send a file that was changed after it had been chosen; this is not a problem of the network.
  document.body.addEventListener('htmx:sendError', () =>
    file.files[0]
      ?.slice(0, 1)
      .arrayBuffer()
      .catch(() => say(upload.dataset.changed, true)),
  );
  document.body.addEventListener('htmx:beforeRequest', () => {
    progress.hidden = false;
    progress.removeAttribute('value');
  });
  document.body.addEventListener('htmx:xhr:progress', (event) => {
    if (event.detail.lengthComputable) progress.value = event.detail.loaded / event.detail.total;
  });
  document.body.addEventListener('htmx:afterRequest', () => {
    progress.hidden = true;
  });
}
