'use strict';

const { has } = require('../rules/answer.js');
const { check } = require('../rules/check.js');
const { holds } = require('../rules/condition.js');
const { fitting } = require('../rules/fit.js');
const { pruned } = require('../rules/path.js');

const MAX_ELAPSED_SECONDS = 31 * 24 * 3600;

/** A random UUID (RFC 9562, version 4) from sixteen random bytes. */
function uuid(random) {
  const bytes = Uint8Array.from(random);
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => (byte + 0x100).toString(16).slice(1)).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * A draft for a certificate: a new one, or what was answered before for another one. Its `id` makes retries safe;
 * `sheet` is the text that was sent while nobody knows whether it has arrived, and `noticeVersion` the privacy notice
 * that the respondent agreed to.
 */
function begun(id, certificateId, earlier) {
  const empty = { answers: {}, otherTexts: {}, contact: { name: '', phone: '' }, startedAt: Date.now() };
  return Object.assign(empty, earlier, { id, certificateId, sheet: '' });
}

/**
 * Removes the answers that no longer fit from a draft whose questionnaire has changed.
 *
 * @param {Object} draft is changed
 * @param {?Object} former the definition under which the draft was filled in
 * @param {Object} definition the one that is asked now
 * @returns {boolean} whether it has changed
 */
function refit(draft, former, definition) {
  const isOther = Boolean(former) && (former.code !== definition.code || former.version !== definition.version);
  if (isOther) Object.assign(draft, fitting(former, definition, draft.answers, draft.otherTexts));
  return isOther;
}

/** The violations of a draft, in the language that is asked for; none if it may be handed in. */
function violationsOf(draft, { entry, definition }, language) {
  const sheet = pruned(definition, draft.answers, draft.otherTexts, entry.prefilled);
  return (
    check(definition, entry.prefilled, Object.assign({ contact: draft.contact }, sheet), language).violations || []
  );
}

/** Fixes what is sent: while nobody knows whether it has arrived, it must not change. `code` is the entry's. */
function seal(draft, code, { entry, definition }) {
  if (draft.sheet) return;
  const { answers, otherTexts } = pruned(definition, draft.answers, draft.otherTexts, entry.prefilled);
  const elapsedSeconds = Math.round((Date.now() - draft.startedAt) / 1000);
  const sheet = {
    entry: code,
    certificateId: draft.certificateId,
    questionnaire: { code: definition.code, version: definition.version },
    answers,
    otherTexts,
    contact: draft.contact,
    elapsedSeconds: Math.min(Math.max(elapsedSeconds, 0), MAX_ELAPSED_SECONDS),
    noticeVersion: draft.noticeVersion,
  };
  if (draft.siteWord) sheet.siteWord = draft.siteWord;
  draft.sheet = JSON.stringify(sheet);
}

/**
 * How many questions are asked and answered, as { asked, answered }. Prefilled questions do not count, nor do
 * unanswered questions that need no answer: a draft that may be handed in counts as complete.
 *
 * @param {{asked: Object[], given: Object}} way the path so far
 */
function progress({ asked, given }, prefilled) {
  const own = asked.filter(({ id, required }) => !has(prefilled, id) && (has(given, id) || holds(required, given)));
  return { asked: own.length, answered: own.filter(({ id }) => has(given, id)).length };
}

/**
 * The certificates that may take over what was answered for one that has enough sheets: neither answered nor `full`.
 */
function alternatives(entry, full) {
  return entry.certificates.filter(({ id, answered }) => !answered && full.indexOf(id) < 0);
}

module.exports = { alternatives, begun, progress, refit, seal, uuid, violationsOf };
