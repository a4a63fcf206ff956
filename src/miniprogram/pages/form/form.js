const drafts = require('../../storage');
const questionnaire = require('../../questionnaire');
const survey = require('../../api/survey');
const texts = require('../../texts');
const { alternatives, seal, violationsOf } = require('../../client/draft');
const siteWord = require('../../site-word');
const { filled } = require('../../format');

Page({
  data: {
    t: texts,
    ready: false,
    items: [],
    violations: [],
    offline: false,
    sending: false,
    locked: false,
    message: '',
    ended: '',
    link: '',
    updated: false,
    others: [],
    siteWord: null,
  },

  onLoad({ entry, certificate }) {
    this.survey = drafts.survey(entry);
    this.draft = this.survey && drafts.find(this.survey.entry.role, certificate);
    if (!this.draft) return this.setData({ ended: texts.noDraft });
    this.network = ({ isConnected }) => this.connected(isConnected);
    wx.onNetworkStatusChange(this.network);
    wx.getNetworkType({ success: ({ networkType }) => this.setData({ offline: networkType === 'none' }) });
    this.show();
    // A sheet that was on its way when the program was killed: nobody knows whether it has arrived.
    return this.draft.sheet ? this.send() : undefined;
  },

  onUnload() {
    if (this.network) wx.offNetworkStatusChange(this.network);
  },

  show() {
    const { entry, definition } = this.survey;
    this.violations = [];
    this.setData({
      ready: true,
      title: definition.title,
      certificate: questionnaire.certificateOf(entry, this.draft.certificateId),
      items: questionnaire.items(this.survey, this.draft, this.violations),
      progress: questionnaire.progress(this.survey, this.draft),
      contactIntroduction: definition.contact ? definition.contact.introduction : '',
      contact: this.draft.contact,
      contactViolation: '',
      locked: Boolean(this.draft.sheet),
    });
  },

  // Gives the view only what has changed: old phones are slow.
  refresh(further) {
    const change = Object.assign(
      { progress: questionnaire.progress(this.survey, this.draft), locked: Boolean(this.draft.sheet) },
      further,
    );
    questionnaire.items(this.survey, this.draft, this.violations).forEach((item, place) => {
      if (JSON.stringify(item) !== JSON.stringify(this.data.items[place])) change['items[' + place + ']'] = item;
    });
    const violation = this.violations.find(({ field }) => field.indexOf('contact.') === 0);
    change.contactViolation = violation ? violation.message : '';
    this.setData(change);
  },

  // Keeps the draft. A question that changed counts as corrected until the next check, and so does one that is no
  // longer asked.
  keep(id) {
    drafts.save(this.draft);
    const others = questionnaire.remaining(this.violations, this.survey, this.draft, id);
    const isFewer = others.length < this.violations.length;
    this.violations = others;
    if (isFewer) this.setData({ message: others.length > 0 ? this.summary(others.length) : '' });
    return isFewer;
  },

  onAnswer({ detail: { id, value } }) {
    if (this.draft.sheet) return;
    this.draft.answers[id] = value;
    this.keep(id);
    this.refresh();
  },

  // Text is kept but not passed back to the field while somebody types: the cursor would jump.
  onText({ detail: { id, value } }) {
    if (this.draft.sheet) return;
    this.draft.answers[id] = value;
    if (this.keep(id)) this.refresh();
    else this.setData({ progress: questionnaire.progress(this.survey, this.draft) });
  },

  onOther({ detail: { id, value } }) {
    if (this.draft.sheet) return;
    this.draft.otherTexts[id] = value;
    if (this.keep(id)) this.refresh();
  },

  onContact({ detail: { name, phone } }) {
    if (this.draft.sheet) return;
    this.draft.contact = { name, phone };
    if (this.keep('contact')) this.refresh({ contact: this.draft.contact });
  },

  onWord: siteWord.onWord,

  onHandIn() {
    if (this.sending) return undefined;
    if (!this.draft.sheet) {
      const violations = violationsOf(this.draft, this.survey, texts.language);
      if (violations.length > 0) return this.mark(violations, (left) => filled(texts.violations, left));
      seal(this.draft, this.draft.entry, this.survey);
      drafts.save(this.draft);
    }
    return this.send();
  },

  // `summary` tells how many violations are left.
  mark(violations, summary) {
    this.violations = violations;
    this.summary = summary;
    this.refresh({ message: summary(violations.length) });
    const place = violations[0].field.split('.')[0];
    if (place === 'contact' || this.survey.definition.questions.some(({ id }) => id === place))
      wx.pageScrollTo({ selector: '#' + place, offsetTop: -80 });
  },

  async send() {
    if (this.data.offline) {
      this.waiting = true;
      return this.refresh({ message: texts.waiting });
    }
    this.sending = true;
    this.waiting = false;
    this.refresh({ sending: true, message: '' });
    try {
      await this.conclude(await survey.handIn(this.draft.id, this.draft.sheet));
    } finally {
      this.sending = false;
      this.setData({ sending: false });
    }
    return undefined;
  },

  connected(isConnected) {
    this.setData({ offline: !isConnected });
    return isConnected && this.waiting && !this.sending ? this.send() : undefined;
  },

  conclude(outcome) {
    switch (outcome.state) {
      case 'stored':
      case 'repeated':
        return this.stored(outcome.receipt);
      case 'unanswered':
        this.waiting = true;
        return this.refresh({ message: texts.unsent });
      case 'waiting':
        return this.refresh({ message: outcome.message });
      default:
        return this.refused(outcome);
    }
  },

  stored(receipt) {
    drafts.handedIn(this.draft, receipt);
    const { role, certificateId } = this.draft;
    wx.redirectTo({ url: '/pages/done/done?role=' + role + '&certificate=' + certificateId });
  },

  refused({ code, message, violations }) {
    // Nothing is stored under this id: the draft may be changed.
    this.draft.sheet = '';
    drafts.save(this.draft);
    if (siteWord.isAboutWord(code)) return siteWord.ask(this, message);
    switch (code) {
      case 'answers-invalid':
        return this.mark(violations, () => message);
      case 'already-answered':
        return this.endAnswered();
      case 'questionnaire-outdated':
        return this.setData({ ended: texts.outdated, updated: true });
      case 'quota-full':
        return this.full();
      case 'response-id-reused':
        return this.renumber();
      default:
        this.setData({ link: survey.pageFor(code, this.draft.entry) });
        return this.setData({ ended: filled(texts.notHandedIn, message) });
    }
  },

  endAnswered() {
    drafts.remove(this.draft);
    this.setData({ ended: texts.answeredBefore });
  },

  // The certificate has enough sheets: another one may be chosen for the same answers.
  full() {
    this.filled = (this.filled || []).concat(this.draft.certificateId);
    const others = alternatives(this.survey.entry, this.filled);
    this.setData({ ended: others.length > 0 ? texts.fullHere : texts.full, others });
  },

  async onInstead(event) {
    this.draft = await drafts.moved(this.draft, event.currentTarget.dataset.id);
    this.show();
    this.setData({ ended: '', others: [], message: texts.moved });
  },

  onUpdated() {
    return this.reload(texts.updated);
  },

  // The questionnaire has a new version: the answers that still fit stay.
  async reload(message) {
    try {
      this.survey = await survey.enter(this.draft.entry);
    } catch (refusal) {
      if (refusal.status === undefined) throw refusal;
      return this.data.ended ? this.setData({ ended: refusal.message }) : this.refresh({ message: refusal.message });
    }
    drafts.keepSurvey(this.survey);
    this.draft = drafts.find(this.draft.role, this.draft.certificateId);
    this.show();
    return this.setData({ message, ended: '', updated: false });
  },

  // An earlier sheet of this draft has arrived, or its id belongs to another sheet.
  async renumber() {
    await this.reload(texts.renumbered);
    const certificate = this.survey.entry.certificates.find(({ id }) => id === this.draft.certificateId);
    if (certificate && certificate.answered) return this.endAnswered();
    this.draft.id = await drafts.newId();
    return drafts.save(this.draft);
  },

  onPrivacy() {
    wx.navigateTo({ url: '/pages/privacy/privacy?entry=' + this.survey.entry.code });
  },

  onBack() {
    wx.reLaunch({ url: '/pages/entry/entry' + (this.survey ? '?code=' + this.survey.entry.code : '') });
  },
});
