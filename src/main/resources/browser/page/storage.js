// The one draft of a school and role, in the browser's storage: it is found again under a new code of the school.
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
 * Entry and questionnaire as `{ entry, definition }`, to open a draft without a network; null if none was begun.
 */
exports.survey = (code) => read(surveyKey(code));

/**
 * Keeps the survey under which a draft goes on, where the browser takes it; otherwise opening the draft takes the
 * network. If the questionnaire has changed, answers that no longer fit are removed from the draft.
 *
 * @returns {boolean} whether it has changed
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
