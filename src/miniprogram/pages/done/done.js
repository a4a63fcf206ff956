const drafts = require('../../storage');
const texts = require('../../texts');
const { withdrawContact } = require('../../api/survey');

Page({
  data: { t: texts, receipt: null, closing: texts.closingWords, withdrawn: false, message: '' },

  onLoad({ role, certificate }) {
    this.role = role;
    this.certificate = certificate;
    const receipt = drafts.receipt(role, certificate);
    const survey = receipt && drafts.survey(receipt.entry);
    this.setData({ receipt, closing: survey ? survey.definition.closing : texts.closingWords });
  },

  async onWithdraw() {
    if (this.withdrawing) return;
    this.withdrawing = true;
    this.setData({ message: '' });
    try {
      await withdrawContact(this.data.receipt.id);
      drafts.contactWithdrawn(this.role, this.certificate);
      this.setData({ receipt: drafts.receipt(this.role, this.certificate), withdrawn: true });
    } catch (refusal) {
      if (refusal.status === undefined) throw refusal;
      this.setData({ message: refusal.message });
    } finally {
      this.withdrawing = false;
    }
  },

  onOthers() {
    wx.reLaunch({ url: '/pages/entry/entry?code=' + this.data.receipt.entry });
  },
});
