// Requests to the service. No other module calls wx.request or wx.login.
const { base } = require('../config');
const texts = require('../texts');
const { NO_ANSWER, TIMEOUT, requests } = require('../client/request');

const TRIES = 3;
const RENEW_BEFORE_SECONDS = 60;

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
  return code ? send('POST', '/api/v1/wechat/sessions', JSON.stringify({ code })) : NO_ANSWER;
}

exports.request = requests({
  send,
  logIn,
  ends: ({ expiresIn }) => Date.now() + (expiresIn - RENEW_BEFORE_SECONDS) * 1000,
  isOnline: () => true,
  tries: TRIES,
});
