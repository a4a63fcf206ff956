// Drafts, kept in WeChat's storage until they are handed in, one for each role and certificate. A draft is found again
// after a restart, offline, and under a new code of the school. Nothing is kept before somebody has agreed to the
// privacy notice.
const { begun, refit, uuid } = require('./client/draft');

const draftKey = (role, certificateId) => 'draft-' + role + '-' + certificateId;
const receiptKey = (role, certificateId) => 'receipt-' + role + '-' + certificateId;
const surveyKey = (code) => 'survey-' + code;

// The site word of this start of the program by code, for further certificates. It is not stored here.
const words = new Map();

exports.word = (code) => words.get(code) || '';

exports.rememberWord = function (code, word) {
  words.set(code, word);
};

// A new id, from WeChat's source for cryptography.
function newId() {
  return new Promise((resolve, reject) =>
    wx.getUserCryptoManager().getRandomValues({
      length: 16,
      success: ({ randomValues }) => resolve(uuid(new Uint8Array(randomValues))),
      fail: reject,
    }),
  );
}

function save(draft) {
  wx.setStorageSync(draftKey(draft.role, draft.certificateId), draft);
}

exports.newId = newId;
exports.save = save;

/** Begins a draft. */
exports.begin = async function ({ code, role }, certificateId) {
  const draft = begun(await newId(), certificateId, { role, entry: code });
  save(draft);
  return draft;
};

/** The draft for a certificate, or null. */
exports.find = function (role, certificateId) {
  return wx.getStorageSync(draftKey(role, certificateId)) || null;
};

exports.remove = function (draft) {
  wx.removeStorageSync(draftKey(draft.role, draft.certificateId));
};

/**
 * The same draft for another certificate, because this one is full: the same answers under a new id. If there is a
 * draft for the other certificate already, it stays as it is.
 */
exports.moved = async function (draft, certificateId) {
  const other = exports.find(draft.role, certificateId);
  if (other) return other;
  const moved = begun(await newId(), certificateId, draft);
  save(moved);
  exports.remove(draft);
  return moved;
};

/**
 * Keeps entry and definition, so that a draft can be opened without a network. If the questionnaire has changed,
 * answers that no longer fit are removed from the drafts; a sheet that was sent stays as it is.
 */
exports.keepSurvey = function (survey) {
  const { role, certificates } = survey.entry;
  certificates
    .map(({ id }) => exports.find(role, id))
    .filter((draft) => draft && !draft.sheet)
    .forEach((draft) => {
      const former = exports.survey(draft.entry);
      if (former && refit(draft, former.definition, survey.definition)) save(draft);
    });
  wx.setStorageSync(surveyKey(survey.entry.code), survey);
};

exports.survey = function (code) {
  return wx.getStorageSync(surveyKey(code)) || null;
};

/** What is left on the phone of a sheet that was handed in: enough to show the receipt and to withdraw the contact. */
exports.handedIn = function (draft, receipt) {
  const contact = Boolean(draft.contact.phone.trim());
  wx.setStorageSync(receiptKey(draft.role, draft.certificateId), {
    id: receipt.id,
    receipt: receipt.receipt,
    entry: draft.entry,
    contact,
  });
  exports.remove(draft);
};

exports.receipt = function (role, certificateId) {
  return wx.getStorageSync(receiptKey(role, certificateId)) || null;
};

/** What the service answered at an earlier login, or an empty text. */
exports.seen = () => wx.getStorageSync('seen') || '';

exports.keepSeen = (seen) => wx.setStorageSync('seen', seen);

exports.contactWithdrawn = function (role, certificateId) {
  const receipt = exports.receipt(role, certificateId);
  if (receipt) wx.setStorageSync(receiptKey(role, certificateId), Object.assign({}, receipt, { contact: false }));
};
