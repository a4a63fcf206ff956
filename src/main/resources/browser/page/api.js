// Every request to the service: the browser's session where one is needed, patience where it may help.
const { language } = require('./words.js');

const KNOWN = 'certpulse:known';
const TIMEOUT = 15000;
const ATTEMPTS = 6;
const MAX_PAUSE = 30;
let token = '';
let login = null;

const sleep = (exports.sleep = (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds)));

/** Whether the same request may succeed later: no answer, throttled, or a fault of the service. */
const isPassing = (exports.isPassing = ({ status }) =>
  status === 0 || status === 408 || status === 429 || status >= 500);

/** One request; status 0 where no answer came. */
async function send(method, path, body, bearer) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT);
  try {
    const headers = { 'Accept-Language': language };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (bearer) headers.Authorization = 'Bearer ' + bearer;
    const response = await fetch(path, { method, headers, body, signal: abort.signal });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('Content-Type') || '');
    return {
      status: response.status,
      body: isJson && text ? JSON.parse(text) : {},
      wait: Number(response.headers.get('Retry-After')) || 0,
    };
  } catch (unreachable) {
    return { status: 0, body: {}, wait: 0 };
  } finally {
    clearTimeout(timer);
  }
}

/** Tries again what may pass: later each time, and not all phones at once. */
async function patiently(attempt, ontry, most = ATTEMPTS) {
  for (let tries = 1; ; tries++) {
    if (ontry) ontry(tries);
    const reply = await attempt();
    if (!isPassing(reply) || tries === most || !navigator.onLine) return reply;
    await sleep(1000 * (reply.wait + Math.random() * Math.min(MAX_PAUSE, Math.pow(2, tries - 1))));
  }
}

/** The browser's session, which sets a cookie: never before the respondent has agreed. */
function session() {
  login =
    login ||
    send('POST', '/api/v1/web/sessions').then((reply) => {
      login = null;
      if (reply.status === 201) {
        token = reply.body.accessToken;
        try {
          localStorage.setItem(KNOWN, '1');
        } catch (full) {
          /* Then the next visit does not see what was answered. */
        }
      }
      return reply;
    });
  return login;
}

async function authorized(method, path, body) {
  if (!token) {
    const reply = await session();
    if (reply.status !== 201) return reply;
  }
  const reply = await send(method, path, body, token);
  if (reply.status !== 401) return reply;
  const renewed = await session();
  return renewed.status === 201 ? send(method, path, body, token) : renewed;
}

function isKnown() {
  try {
    return localStorage.getItem(KNOWN) !== null;
  } catch (forbidden) {
    return false;
  }
}

/** What the code stands for; with this browser's own answers where it has agreed once. `isOnce`: without patience. */
exports.entry = (code, isOnce) => {
  const path = '/api/v1/entries/' + encodeURIComponent(code);
  // Not the address that the page preloads: a browser gives that anonymous answer to any request for it, whatever its
  // headers.
  return patiently(
    () => (token || isKnown() ? authorized('GET', path + '?own') : send('GET', path)),
    undefined,
    isOnce ? 1 : ATTEMPTS,
  );
};

exports.definition = (href, isOnce) => patiently(() => send('GET', href), undefined, isOnce ? 1 : ATTEMPTS);

/** Hands a sheet in: the same text for the same id at every try. */
exports.submit = (id, text, ontry) => patiently(() => authorized('PUT', '/api/v1/responses/' + id, text), ontry);

exports.withdrawContact = (id) => patiently(() => authorized('DELETE', '/api/v1/responses/' + id + '/contact'));
