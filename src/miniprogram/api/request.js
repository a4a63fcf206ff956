// The one way to the service: the only module that calls wx.request and wx.login.
const { base } = require('../config');
const texts = require('../texts');

const TIMEOUT = 15000;
const RENEW_BEFORE = 60;
const MAX_STEP = 30;
const NO_ANSWER = { status: 0, data: {}, wait: 0 };

let token = null;
let ends = 0;
let login = null;

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// WeChat takes every HTTP status for a success; only what brought no answer at all fails.
function send(method, path, body, bearer) {
  const header = { 'Content-Type': 'application/json', 'Accept-Language': texts.language };
  if (bearer) header.Authorization = 'Bearer ' + bearer;
  return new Promise((resolve) =>
    wx.request({
      method,
      url: base + path,
      data: body,
      header,
      timeout: TIMEOUT,
      success: (answer) =>
        resolve({
          status: answer.statusCode,
          data: answer.data && typeof answer.data === 'object' ? answer.data : {},
          wait: retryAfter(answer.header || {}),
        }),
      fail: () => resolve(NO_ANSWER),
    }),
  );
}

function retryAfter(headers) {
  const name = Object.keys(headers).find((each) => each.toLowerCase() === 'retry-after');
  return Math.max(Number(headers[name]) || 0, 0);
}

function mayPass({ status, data }) {
  return status === 0 || status === 408 || status === 429 || (status >= 500 && data.code !== 'wechat-not-configured');
}

// Later each time, and not all phones of a lecture hall at once.
async function patiently(tries, attempt) {
  for (let made = 1; ; made++) {
    const reply = await attempt();
    if (!mayPass(reply) || made >= tries) return reply;
    await sleep(1000 * (reply.wait + Math.random() * Math.min(MAX_STEP, Math.pow(2, made - 1))));
  }
}

// A code of WeChat is good for one attempt.
async function logIn() {
  const code = await new Promise((resolve) =>
    wx.login({ success: (answer) => resolve(answer.code), fail: () => resolve(null) }),
  );
  const reply = code ? await send('POST', '/api/v1/wechat/sessions', JSON.stringify({ code })) : NO_ANSWER;
  if (reply.status === 201) {
    token = reply.data.accessToken;
    ends = Date.now() + (reply.data.expiresIn - RENEW_BEFORE) * 1000;
  }
  return reply;
}

// Whoever needs a token while a login is under way waits for that one. Answers the login that failed, or null.
async function withoutToken() {
  if (token && Date.now() < ends) return null;
  if (!login) {
    const settled = () => {
      login = null;
    };
    login = logIn();
    login.then(settled, settled);
  }
  const reply = await login;
  return reply.status === 201 ? null : Object.assign({}, reply, { login: true });
}

async function asRespondent(method, path, body) {
  const refused = await withoutToken();
  if (refused) return refused;
  const bearer = token;
  const reply = await send(method, path, body, bearer);
  if (reply.status !== 401) return reply;
  if (token === bearer) token = null;
  return (await withoutToken()) || send(method, path, body, token);
}

/**
 * Sends a request and resolves to { status, data, login } whatever the status; 0 where no answer came after all tries,
 * and `login` where it was the login that failed: the last try of the request itself was not sent then.
 *
 * `body` is a text, sent as it is at every try. `open` requests need no login.
 */
exports.request = async function ({ method = 'GET', path, body, tries = 3, open = false }) {
  const {
    status,
    data,
    login: atLogin,
  } = await patiently(tries, () => (open ? send(method, path, body) : asRespondent(method, path, body)));
  return { status, data, login: Boolean(atLogin) };
};

exports.mayPass = mayPass;
