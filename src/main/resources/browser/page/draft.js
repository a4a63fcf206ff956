// The one draft of a school and role, in the browser's storage: a code that was replaced finds it again.
const { pruned } = require('../rules/path.js');
const { fitting } = require('../rules/fit.js');

const MAX_ELAPSED_SECONDS = 31 * 24 * 3600;
const surveyKey = (code) => 'certpulse:survey:' + code;
const key = (entry) => 'certpulse:draft:' + entry.campaign.id + ':' + entry.school.id + ':' + entry.role;

/** For pages that are not served over HTTPS, where the browser has no randomUUID. */
function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** What was begun and not yet handed in; null where there is nothing. */
exports.find = (entry) => {
  try {
    return JSON.parse(localStorage.getItem(key(entry)));
  } catch (unreadable) {
    return null;
  }
};

/** Whether the browser took it; in a private window it may not. */
exports.keep = (entry, draft) => {
  try {
    localStorage.setItem(key(entry), JSON.stringify(draft));
    return true;
  } catch (full) {
    return false;
  }
};

/**
 * Entry and questionnaire as `{ entry, definition }`, for whoever opens a draft without a network; null where none was
 * begun.
 */
const survey = (exports.survey = (code) => {
  try {
    return JSON.parse(localStorage.getItem(surveyKey(code)));
  } catch (unreadable) {
    return null;
  }
});

/**
 * Keeps the survey under which a draft goes on. Where its questionnaire is another one than before, what no longer fits
 * leaves the draft.
 *
 * @returns {boolean} whether it is another one
 */
exports.goOn = (code, draft, { entry, definition }) => {
  const former = survey(draft.code);
  const isOther =
    Boolean(former) && (former.definition.code !== definition.code || former.definition.version !== definition.version);
  if (isOther) Object.assign(draft, fitting(former.definition, definition, draft.answers, draft.otherTexts));
  draft.code = code;
  try {
    localStorage.setItem(surveyKey(code), JSON.stringify({ entry, definition }));
  } catch (full) {
    /* Then opening it takes the network. */
  }
  return isOther;
};

exports.drop = (entry, code) => {
  try {
    localStorage.removeItem(surveyKey(code));
    localStorage.removeItem(key(entry));
  } catch (forbidden) {
    /* Nothing was kept there either. */
  }
};

/** A draft for a certificate: a new one, or what was answered before for one that is full. */
exports.begin = (certificateId, earlier) =>
  Object.assign({ answers: {}, otherTexts: {}, contact: { name: '', phone: '' }, startedAt: Date.now() }, earlier, {
    id: uuid(),
    certificateId,
    sheet: null,
  });

/** Fixes what is sent: while its fate is open it must not change. */
exports.seal = (draft, entry, definition) => {
  if (draft.sheet) return;
  const { answers, otherTexts } = pruned(definition, draft.answers, draft.otherTexts, entry.prefilled);
  const elapsedSeconds = Math.min(Math.max(Math.round((Date.now() - draft.startedAt) / 1000), 0), MAX_ELAPSED_SECONDS);
  draft.sheet = JSON.stringify({
    entry: entry.code,
    certificateId: draft.certificateId,
    questionnaire: { code: definition.code, version: definition.version },
    answers,
    otherTexts,
    contact: draft.contact,
    elapsedSeconds,
  });
};
