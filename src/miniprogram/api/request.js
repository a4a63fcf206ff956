// Requests to the service. No other module calls wx.request or wx.login.
const { base } = require('../config');
const texts = require('../texts');
const { NO_ANSWER, TIMEOUT, requests } = require('../client/request');
const storage = require('../storage');

const TRIES = 3;
const RENEW_BEFORE_SECONDS = 60;
// What the service answered at the last login, so that it knows the respondent at the next one.
let seen = '';

// WeChat calls `success` for every HTTP status, and `fail` only if no answer came.
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

// A code of WeChat can be used once.
async function logIn() {
  const code = await new Promise((resolve) =>
    wx.login({ success: (answer) => resolve(answer.code), fail: () => resolve(null) }),
  );
  if (!code) return NO_ANSWER;
  const reply = await send('POST', '/api/v1/wechat/sessions', JSON.stringify({ code, seen: seen || storage.seen() }));
  if (reply.status === 201) seen = reply.data.seen || '';
  return reply;
}

/** Keeps over a restart that the service knows the respondent; only after somebody has agreed. */
exports.keepSeen = () => {
  if (seen) storage.keepSeen(seen);
};

exports.request = requests({
  send,
  logIn,
  ends: ({ expiresIn }) => Date.now() + (expiresIn - RENEW_BEFORE_SECONDS) * 1000,
  isOnline: () => true,
  tries: TRIES,
});
