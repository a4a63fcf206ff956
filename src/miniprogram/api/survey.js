// The service's calls, by what respondents do.
const { request, mayPass } = require('./request');
const texts = require('../texts');
const { base } = require('../config');

const HANDING_IN = 6;
const MAX_ELAPSED = 31 * 24 * 60 * 60;

// What was not answered as hoped: `status` (0: no answer), the service's `code`, its `violations`, and a message to
// show. It may be `passing`, or `settled`: what was asked for has not been done, now or at an earlier try.
function refusal({ status, data, login }) {
  const passing = mayPass({ status, data });
  return Object.assign(new Error(data.detail || texts.noAnswer), {
    status,
    code: data.code || '',
    violations: data.violations || [],
    passing,
    settled: !login && !passing && status >= 400 && status < 500 && status !== 401,
  });
}

// Where a browser goes on while WeChat does not.
const FOR_BROWSERS = ['wechat-not-configured', 'wechat-user-blocked', 'wechat-channel-off'];

/** The link to the questionnaire's web page where a refusal leads there, otherwise an empty text. */
exports.pageFor = function (refusal, code) {
  return FOR_BROWSERS.includes(refusal.code) ? base + '/s/' + code : '';
};

/** The entry behind a code and the questionnaire it asks: { entry, definition }. */
exports.enter = async function (code) {
  const entry = await request({ path: '/api/v1/entries/' + code });
  if (entry.status !== 200) throw refusal(entry);
  const definition = await request({ path: entry.data.questionnaire.href, open: true });
  if (definition.status !== 200) throw refusal(definition);
  return { entry: entry.data, definition: definition.data };
};

/** The text of a draft's sheet, as it is sent and sent again. */
exports.sheet = function (draft, definition, answers, now) {
  return JSON.stringify({
    entry: draft.entry,
    certificateId: draft.certificateId,
    questionnaire: { code: definition.code, version: definition.version },
    answers: answers.answers,
    otherTexts: answers.otherTexts,
    contact: draft.contact,
    elapsedSeconds: Math.min(Math.max(Math.round((now - draft.startedAt) / 1000), 0), MAX_ELAPSED),
  });
};

/** Hands in a sheet: { id, receivedAt, receipt }. Every repetition of the same text is answered like the first time. */
exports.handIn = async function (id, sheet) {
  const reply = await request({ method: 'PUT', path: '/api/v1/responses/' + id, body: sheet, tries: HANDING_IN });
  if (reply.status !== 200 && reply.status !== 201) throw refusal(reply);
  return reply.data;
};

/** Takes back the contact that was left; one that is gone already is no fault. */
exports.withdrawContact = async function (id) {
  const reply = await request({ method: 'DELETE', path: '/api/v1/responses/' + id + '/contact' });
  if (reply.status !== 204 && reply.status !== 404) throw refusal(reply);
};
