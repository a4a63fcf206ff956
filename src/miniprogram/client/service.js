'use strict';

const { outcome } = require('./outcome.js');
const { isAboutWord } = require('./site-word.js');

const HANDING_IN = 6;

/** What respondents ask of the service, through the `request` of a platform. */
exports.service = (request) => ({
  /**
   * The entry behind a code and the questionnaire that it asks.
   *
   * @param {string} code
   * @param {{query: string, open: boolean, tries: number}} how the entry's query, whether it needs no login, and the
   *     tries
   * @returns {Promise<{survey: {entry: Object, definition: Object}}|{reply: Object}>} the reply says why there is none
   */
  async survey(code, { query = '', open = false, tries } = {}) {
    const entry = await request({ path: '/api/v1/entries/' + encodeURIComponent(code) + query, open, tries });
    if (entry.status !== 200) return { reply: entry };
    const definition = await request({ path: entry.data.questionnaire.href, open: true, tries });
    if (definition.status !== 200) return { reply: definition };
    return { survey: { entry: entry.data, definition: definition.data } };
  },

  /** Hands in a sheet, the same text for the same id at every try, and resolves to its outcome. */
  async handIn(id, sheet, ontry) {
    const path = '/api/v1/responses/' + id;
    return outcome(await request({ method: 'PUT', path, body: sheet, tries: HANDING_IN, ontry }));
  },

  /**
   * Asks before the first question whether the site word is right: an empty text, or the message of what is wrong with
   * it. Without an answer nothing is wrong yet; the word is checked again when the sheet is handed in.
   */
  async checkWord(code, siteWord) {
    const path = '/api/v1/entries/' + encodeURIComponent(code) + '/site-word';
    const { status, data } = await request({ method: 'POST', path, body: JSON.stringify({ siteWord }), tries: 1 });
    return status !== 204 && isAboutWord(data.code) ? data.detail : '';
  },

  /** Takes back the contact that was left; the reply is 204, or 404 where there is none any more. */
  withdrawContact(id) {
    return request({ method: 'DELETE', path: '/api/v1/responses/' + id + '/contact' });
  },
});
