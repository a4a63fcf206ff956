const drafts = require('../../storage');
const texts = require('../../texts');

// Tells what is kept and what is not, with the survey's own notice if somebody has agreed to it.
Page({
  data: { t: texts, notice: '' },

  onLoad({ entry }) {
    const survey = entry && drafts.survey(entry);
    if (survey) this.setData({ notice: survey.entry.privacyNotice });
  },
});
