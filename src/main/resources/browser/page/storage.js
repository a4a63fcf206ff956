// The one draft of a school and role, in the browser's storage: a code that was replaced finds it again.
const { begun, refit, uuid } = require('../client/draft.js');

const surveyKey = (code) => 'certpulse:survey:' + code;
const key = (entry) => 'certpulse:draft:' + entry.campaign.id + ':' + entry.school.id + ':' + entry.role;

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch (unreadable) {
    return null;
  }
}

/** Whether the browser took it; in a private window it may not. */
function write(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
    return true;
  } catch (full) {
    return false;
  }
}

/** What was begun and not yet handed in; null where there is nothing. */
exports.find = (entry) => read(key(entry));

/** Whether the browser took it. */
exports.keep = (entry, draft) => write(key(entry), draft);

/**
 * Entry and questionnaire as `{ entry, definition }`, for whoever opens a draft without a network; null where none was
 * begun.
 */
exports.survey = (code) => read(surveyKey(code));

/**
 * Keeps the survey under which a draft goes on, where the browser takes it; otherwise opening the draft takes the
 * network. Where its questionnaire is another one than before, what no longer fits leaves the draft.
 *
 * @returns {boolean} whether it is another one
 */
exports.goOn = (code, draft, { entry, definition }) => {
  const former = read(surveyKey(draft.code));
  const isOther = refit(draft, former && former.definition, definition);
  draft.code = code;
  write(surveyKey(code), { entry, definition });
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
  // The browser's own randomUUID is there over HTTPS only.
  begun(uuid(crypto.getRandomValues(new Uint8Array(16))), certificateId, earlier);
