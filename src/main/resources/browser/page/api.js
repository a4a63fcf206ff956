// The service's calls, through the browser: a session that sets a cookie, and no patience without a network.
const { language } = require('./words.js');
const { NO_ANSWER, TIMEOUT, mayPass, requests, sleep } = require('../client/request.js');
const { service } = require('../client/service.js');

const KNOWN = 'certpulse:known';
const TRIES = 6;
let hasSession = false;

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
      data: isJson && text ? JSON.parse(text) : {},
      wait: Number(response.headers.get('Retry-After')) || 0,
    };
  } catch (unreachable) {
    return NO_ANSWER;
  } finally {
    clearTimeout(timer);
  }
}

/** Opens the browser's session, which sets a cookie: only after the respondent has agreed. */
async function logIn() {
  const reply = await send('POST', '/api/v1/web/sessions');
  if (reply.status === 201) {
    hasSession = true;
    try {
      localStorage.setItem(KNOWN, '1');
    } catch (full) {
      /* The next visit will not show what was answered. */
    }
  }
  return reply;
}

function isKnown() {
  try {
    return localStorage.getItem(KNOWN) !== null;
  } catch (forbidden) {
    return false;
  }
}

// The token is renewed when the service refuses it.
const request = requests({ send, logIn, ends: () => Infinity, isOnline: () => navigator.onLine, tries: TRIES });
const { survey, handIn, checkWord, withdrawContact } = service(request);

/**
 * Fetches what the code stands for: `{ survey }`, or the `{ reply }` that says why there is none. A browser that has
 * agreed before is told what it has answered. `isOnce` means without further tries.
 */
exports.survey = (code, isOnce) => {
  const isOwn = hasSession || isKnown();
  // This must not be the address that the page preloads: a browser reuses that anonymous answer for any request,
  // whatever its headers.
  return survey(code, { query: isOwn ? '?own' : '', open: !isOwn, tries: isOnce ? 1 : TRIES });
};

exports.mayPass = mayPass;
exports.sleep = sleep;
/** Opens the session of somebody who has agreed, so that the service knows from when on the respondent answers. */
exports.logIn = request.logIn;
exports.handIn = handIn;
exports.checkWord = checkWord;
exports.withdrawContact = withdrawContact;
