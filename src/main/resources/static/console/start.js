// What every page of the consoles needs: the session's token with each request, questions before what cannot be undone,
// problems told where the person looks, and pages that stay where they are in the keyboard's eyes.

const body = document.body;
const said = document.getElementById('said');
const ask = document.getElementById('ask');

/** Tells a sentence at the foot of the page; screen readers read it aloud. */
export function say(text, isProblem = false) {
  said.classList.toggle('problem', isProblem);
  said.textContent = text;
}

/** Fetches with the session's token; for what a page changes without htmx. */
export function send(address, options = {}) {
  return fetch(address, { ...options, headers: { 'X-CSRF-Token': body.dataset.csrf, 'Accept-Language': document.documentElement.lang, ...options.headers } });
}

/** Resolves to whether the person agrees to this consequence. */
export function agreed(consequence) {
  document.getElementById('ask-what').textContent = consequence;
  ask.showModal();
  return new Promise(resolve => {
    const answer = event => {
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

body.addEventListener('click', event => event.target.closest('[data-print]') && print());

body.addEventListener('htmx:configRequest', event => {
  event.detail.headers['X-CSRF-Token'] = body.dataset.csrf;
});

body.addEventListener('htmx:confirm', event => {
  if (event.detail.question) {
    event.preventDefault();
    agreed(event.detail.question).then(yes => yes && event.detail.issueRequest(true));
  }
});

body.addEventListener('htmx:responseError', event => {
  const told = new DOMParser().parseFromString(event.detail.xhr.responseText, 'text/html').body.textContent.trim();
  say(told.startsWith('{') || !told ? body.dataset.problem : told.replace(/\s*\n\s*/g, ' '), true);
});

for (const silence of ['htmx:sendError', 'htmx:timeout']) {
  body.addEventListener(silence, () => say(body.dataset.problem, true));
}

body.addEventListener('htmx:afterSwap', event => {
  // The way back in the browser's history names no target.
  const swapped = event.detail.target ?? event.detail.elt;
  (swapped.querySelector('[role=alert]') || swapped.querySelector('[autofocus]'))?.scrollIntoView({ block: 'nearest' });
});
