// The form's field for the site word: it is there for a sheet that was refused because of its word.
const drafts = require('./storage');
const { isAboutWord } = require('./client/site-word');

exports.isAboutWord = isAboutWord;

/** Asks for another word on a form. The answers stay, and go with it under the same id. */
exports.ask = function (form, message) {
  form.refresh({ siteWord: { value: form.draft.siteWord || '', message } });
  wx.pageScrollTo({ selector: '#site-word', offsetTop: -80 });
};

/** Keeps what is typed; a method of the form. */
exports.onWord = function (event) {
  if (this.draft.sheet) return;
  this.draft.siteWord = event.detail.value;
  drafts.rememberWord(this.draft.entry, event.detail.value);
  drafts.save(this.draft);
  if (this.data.siteWord.message) this.setData({ siteWord: { value: event.detail.value, message: '' } });
};
