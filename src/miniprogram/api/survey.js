// The service's calls for the pages: what fails has a message to show.
const { request } = require('./request');
const { mayPass } = require('../client/request');
const { service } = require('../client/service');
const texts = require('../texts');
const { base } = require('../config');

const { survey, handIn, checkWord, withdrawContact } = service(request);

// An error for a request that failed: `status` (0: no answer), the service's `code`, a message to show, and whether it
// is `passing`.
function refusal({ status, data }) {
  return Object.assign(new Error(data.detail || texts.noAnswer), {
    status,
    code: data.code || '',
    passing: mayPass({ status, data }),
  });
}

// Problems that only concern WeChat: a browser can go on.
const FOR_BROWSERS = ['wechat-not-configured', 'wechat-user-blocked', 'wechat-channel-off'];

/** The link to the questionnaire's web page where a problem's code leads there, otherwise an empty text. */
exports.pageFor = function (problem, code) {
  return FOR_BROWSERS.includes(problem) ? base + '/s/' + code : '';
};

/** The entry behind a code and the questionnaire it asks: { entry, definition }. */
exports.enter = async function (code) {
  const found = await survey(code);
  if (!found.survey) throw refusal(found.reply);
  return found.survey;
};

/** Hands in a sheet and resolves to its outcome, which has a message in any case. */
exports.handIn = async function (id, sheet) {
  const outcome = await handIn(id, sheet);
  return Object.assign({}, outcome, { message: outcome.message || texts.noAnswer });
};

/** Resolves to what is wrong with a site word, an empty text if nothing is known to be wrong. */
exports.checkWord = checkWord;

/** Takes back the contact that was left; if there is none any more, that is no failure. */
exports.withdrawContact = async function (id) {
  const reply = await withdrawContact(id);
  if (reply.status !== 204 && reply.status !== 404) throw refusal(reply);
};
