// The script of every page of the consoles: sends the session's token with each request, asks for confirmation before
// changes that cannot be undone, shows problems in the visible part of the page, and keeps the focus in place.

const body = document.body;
const said = document.getElementById('said');
const ask = document.getElementById('ask');
const DONE = '[role=alert], [data-done]';

/** Shows a sentence at the bottom of the page, or in the open dialog; screen readers read it aloud. */
export function say(text, isProblem = false) {
  const place = document.querySelector('dialog:modal [role=status]') ?? said;
  place.classList.toggle('problem', isProblem);
  place.textContent = text;
}

/** Shows a sentence on the page that is opened next. */
export function sayOnArrival(text) {
  sessionStorage.setItem('said', text);
}

/** Scrolls to the message about an action and moves the focus there. */
export function show(element) {
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  const { top, bottom, height } = element.getBoundingClientRect();
  const isSeen = top >= 0 && bottom <= innerHeight;
  if (!isSeen) element.scrollIntoView({ block: height < innerHeight ? 'center' : 'start', behavior: 'instant' });
}

/** A first password is shown once, above everything, until the person closes it; then it is removed from the page. */
function showSlip(slip) {
  if (slip.matches(':modal')) return;
  slip.open = false;
  slip.showModal();
  slip.addEventListener('close', () => {
    const place = slip.parentElement;
    slip.remove();
    show(place.querySelector('[data-done]') ?? place);
  });
}

function showActionMessage(part) {
  const slip = part.querySelector('dialog.slip');
  if (slip) showSlip(slip);
  else show(part.matches(DONE) ? part : (part.querySelector(DONE) ?? part.querySelector('[autofocus]') ?? part));
}

/** Fetches with the session's token, for changes that a page makes without htmx. */
export function send(address, options = {}) {
  return fetch(address, {
    ...options,
    headers: {
      'X-CSRF-Token': body.dataset.csrf,
      'Accept-Language': document.documentElement.lang,
      ...options.headers,
    },
  });
}

/** Resolves to whether the person agrees to this consequence. */
export function agreed(consequence) {
  document.getElementById('ask-what').textContent = consequence;
  ask.showModal();
  return new Promise((resolve) => {
    const answer = (event) => {
      const value = event.type === 'close' ? 'no' : event.target.value;
      if (value) {
        ask.removeEventListener('click', answer);
        ask.removeEventListener('close', answer);
        if (ask.open) ask.close();
        resolve(value === 'yes');
      }
    };
    ask.addEventListener('click', answer);
    ask.addEventListener('close', answer);
  });
}

body.addEventListener('click', (event) => event.target.closest('[data-print]') && print());

body.addEventListener('htmx:configRequest', (event) => {
  event.detail.headers['X-CSRF-Token'] = body.dataset.csrf;
});

body.addEventListener('htmx:confirm', (event) => {
  if (event.detail.question) {
    event.preventDefault();
    agreed(event.detail.question).then((yes) => yes && event.detail.issueRequest(true));
  }
});

body.addEventListener('htmx:responseError', (event) => {
  const message = new DOMParser().parseFromString(event.detail.xhr.responseText, 'text/html').body.textContent.trim();
  say(message.startsWith('{') || !message ? body.dataset.problem : message.replace(/\s*\n\s*/g, ' '), true);
});

for (const silence of ['htmx:sendError', 'htmx:timeout']) {
  body.addEventListener(silence, () => say(body.dataset.problem, true));
}

body.addEventListener('htmx:afterSwap', (event) => {
  const { target, requestConfig } = event.detail;
  // Requests that update a page, or that are sent while the person types, must not move the focus.
  if (!requestConfig || requestConfig.verb === 'get') return;
  // A swap of the outer HTML removes the target from the page; its replacement has the same id.
  showActionMessage(target.isConnected ? target : (document.getElementById(target.id) ?? event.target));
});

if (sessionStorage.getItem('said')) {
  say(sessionStorage.getItem('said'));
  sessionStorage.removeItem('said');
}
const arrived = document.querySelector('main [data-done]');
if (arrived) show(arrived);
