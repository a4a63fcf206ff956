// The one draft of a school and role, in the browser's storage: a code that was replaced finds it again.
const pruned = require('../rules/path.js').pruned;

const LONGEST = 31 * 24 * 3600;
const key = entry => 'certpulse:draft:' + entry.campaign.id + ':' + entry.school.id + ':' + entry.role;

/** For pages that are not served over HTTPS, where the browser has no randomUUID. */
function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = bytes[6] & 15 | 64;
  bytes[8] = bytes[8] & 63 | 128;
  const hex = Array.from(bytes, byte => (byte + 256).toString(16).slice(1)).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** What was begun and not yet handed in; null where there is nothing. */
exports.find = entry => {
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

exports.drop = entry => {
  try { localStorage.removeItem(key(entry)); } catch (forbidden) { /* Nothing was kept there either. */ }
};

/** A draft for a certificate: a new one, or what was answered before for one that is full. */
exports.begin = (certificateId, earlier) => Object.assign(
  { answers: {}, otherTexts: {}, contact: { name: '', phone: '' }, startedAt: Date.now() }, earlier, { id: uuid(), certificateId, sheet: null });

/** Fixes what is sent: while its fate is open it must not change. */
exports.seal = (draft, entry, definition) => {
  if (draft.sheet) return;
  const { answers, otherTexts } = pruned(definition, draft.answers, draft.otherTexts, entry.prefilled);
  const elapsedSeconds = Math.min(Math.max(Math.round((Date.now() - draft.startedAt) / 1000), 0), LONGEST);
  draft.sheet = JSON.stringify({ entry: entry.code, certificateId: draft.certificateId,
    questionnaire: { code: definition.code, version: definition.version }, answers, otherTexts, contact: draft.contact, elapsedSeconds });
};
