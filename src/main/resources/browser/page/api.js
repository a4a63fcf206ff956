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

/** The browser's session, which sets a cookie: never before the respondent has agreed. */
async function logIn() {
  const reply = await send('POST', '/api/v1/web/sessions');
  if (reply.status === 201) {
    hasSession = true;
    try {
      localStorage.setItem(KNOWN, '1');
    } catch (full) {
      /* Then the next visit does not see what was answered. */
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

const { survey, handIn, withdrawContact } = service(
  // The token is renewed when the service refuses it.
  requests({ send, logIn, ends: () => Infinity, isOnline: () => navigator.onLine, tries: TRIES }),
);

/**
 * What the code stands for, as `{ survey }` or the `{ reply }` that says why not; with this browser's own answers where
 * it has agreed once. `isOnce`: without patience.
 */
exports.survey = (code, isOnce) => {
  const isOwn = hasSession || isKnown();
  // Not the address that the page preloads: a browser gives that anonymous answer to any request for it, whatever its
  // headers.
  return survey(code, { query: isOwn ? '?own' : '', open: !isOwn, tries: isOnce ? 1 : TRIES });
};

exports.mayPass = mayPass;
exports.sleep = sleep;
exports.handIn = handIn;
exports.withdrawContact = withdrawContact;
