const drafts = require('../../storage');
const texts = require('../../texts');
const { checkWord, enter, pageFor } = require('../../api/survey');
const { keepSeen } = require('../../api/request');
const { asksWord } = require('../../client/site-word');
const { filled, moment } = require('../../format');
const { parseEntry } = require('../../entry');

function markOf(pending, answered, begun) {
  if (pending) return texts.pending;
  if (answered) return texts.answered;
  return begun ? texts.begun : '';
}

Page({
  data: { t: texts, stage: 'loading', title: texts.title, certificates: [], chosen: '', guardian: false, message: '' },

  onLoad(query) {
    this.code = parseEntry(query);
    this.left = false;
    return this.open();
  },

  // After coming back from the form or the receipt: what was answered may have changed.
  onShow() {
    if (!this.left) return undefined;
    this.left = false;
    return this.open();
  },

  async open() {
    if (!this.code) return this.stop(texts.scanFirst, 'scan');
    this.setData({ stage: 'loading', message: '' });
    try {
      this.survey = await enter(this.code);
      this.show(false);
    } catch (refusal) {
      if (refusal.status === undefined) throw refusal;
      this.survey = drafts.survey(this.code);
      if (refusal.passing && this.survey) this.show(true);
      else
        this.stop(
          refusal.message,
          refusal.code === 'entry-unknown' ? 'scan' : 'again',
          pageFor(refusal.code, this.code),
        );
    }
    return undefined;
  },

  stop(text, action = '', link = '') {
    this.setData({ stage: 'stopped', stop: { text, action, link } });
  },

  show(offline) {
    const { entry, definition } = this.survey;
    const { campaign } = entry;
    const certificates = entry.certificates.map((certificate) => this.choice(certificate));
    this.setData({
      offline,
      certificates,
      title: campaign.title,
      sample: campaign.sample,
      school: entry.school.name,
      role: texts[entry.role],
      student: entry.role === 'STUDENT',
      introduction: definition.introduction,
      until: filled(texts.until, moment(campaign.closesAt)),
      closing: campaign.state === 'CLOSING',
      privacyNotice: entry.privacyNotice,
      wordAsked: asksWord(entry, 'WECHAT'),
      word: drafts.word(entry.code),
      chosen: '',
      resuming: false,
      guardian: false,
    });
    if (certificates.some((certificate) => certificate.open)) return this.setData({ stage: 'ready' });
    if (entry.certificates.every((certificate) => certificate.answered)) return this.stop(texts.allAnswered);
    const reasons = {
      SCHEDULED: filled(texts.scheduled, moment(campaign.opensAt)),
      CLOSING: texts.closedToNew,
      CLOSED: texts.closed,
    };
    return this.stop(reasons[campaign.state] || texts.allAnswered);
  },

  // A certificate as it can be chosen. A sheet that was sent already may always be sent again: it may have arrived in
  // time.
  choice({ id, name, level, answered }) {
    const { entry } = this.survey;
    const draft = drafts.find(entry.role, id);
    const pending = Boolean(draft && draft.sheet);
    if (draft && answered && !pending) drafts.remove(draft);
    const begun = Boolean(draft) && !answered;
    const { state } = entry.campaign;
    return {
      id,
      name,
      level,
      open: pending || (!answered && (state === 'OPEN' || (state === 'CLOSING' && begun))),
      begun: pending || begun,
      mark: markOf(pending, answered, begun),
      receipt: Boolean(drafts.receipt(entry.role, id)),
    };
  },

  onCertificate(event) {
    const certificate = this.data.certificates.find((each) => each.id === event.currentTarget.dataset.id);
    if (certificate.open) this.setData({ chosen: certificate.id, resuming: certificate.begun, message: '' });
  },

  onWord(event) {
    this.setData({ word: event.detail.value, message: '' });
  },

  onGuardian() {
    this.setData({ guardian: !this.data.guardian, message: '' });
  },

  async onStart() {
    const { chosen, resuming, student, guardian, wordAsked, word } = this.data;
    if (!chosen) return this.setData({ message: texts.chooseFirst });
    if (!resuming && student && !guardian) return this.setData({ message: texts.guardianFirst });
    const needsWord = wordAsked && !resuming;
    if (needsWord && !word.trim()) return this.setData({ message: texts.wordFirst });
    if (this.starting || this.left) return undefined;
    this.starting = true;
    try {
      const violation = needsWord ? await checkWord(this.survey.entry.code, word) : '';
      if (violation) this.setData({ message: violation });
      else await this.begin(chosen, needsWord ? word : '');
    } finally {
      this.starting = false;
    }
    return undefined;
  },

  async begin(certificateId, word) {
    const { entry } = this.survey;
    drafts.keepSurvey(this.survey);
    const draft = drafts.find(entry.role, certificateId) || (await drafts.begin(entry, certificateId));
    if (word) {
      drafts.rememberWord(entry.code, word);
      drafts.save(Object.assign(draft, { siteWord: word }));
    }
    // The school may have hung up a new code since the draft began; a sheet on its way stays as it is.
    if (!draft.sheet) drafts.save(Object.assign(draft, { entry: entry.code, noticeVersion: entry.noticeVersion }));
    keepSeen();
    this.leave('/pages/form/form?entry=' + entry.code + '&certificate=' + certificateId);
  },

  onDecline() {
    this.stop(texts.declined, 'back');
  },

  onBack() {
    this.setData({ stage: 'ready' });
  },

  onReceipt(event) {
    const { entry } = this.survey;
    this.leave('/pages/done/done?role=' + entry.role + '&certificate=' + event.currentTarget.dataset.id);
  },

  onPrivacy() {
    wx.navigateTo({ url: '/pages/privacy/privacy' });
  },

  leave(url) {
    this.left = true;
    wx.navigateTo({ url });
  },

  onAgain() {
    return this.open();
  },

  onScan() {
    wx.scanCode({
      success: ({ result }) => {
        this.code = parseEntry({ code: result });
        this.open();
      },
    });
  },
});
