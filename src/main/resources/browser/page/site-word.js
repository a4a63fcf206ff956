// The field for the school's site word. Nothing in the page's address fills it.
const { el } = require('./dom.js');
const { words } = require('./words.js');
const { asksWord } = require('../client/site-word.js');

const ID = 'site-word';

/** Where people get the word, and whether WeChat needs it. */
const hint = (entry) =>
  words(
    '请向学校负责人或任课教师询问今天的口令（六位数字）。',
    'Ask the person in charge at your school, or your teacher, for today’s word (six digits).',
  ) +
  (entry.campaign.channels.indexOf('WECHAT') >= 0 && !asksWord(entry, 'WECHAT')
    ? words('用微信扫码填写不需要口令。', ' In WeChat no word is needed.')
    : '');

/** The field with the word of this visit, and what is wrong with it. */
exports.field = (entry, word, violation) =>
  el(
    'div',
    { id: ID },
    el('label', { for: ID + '-text', class: 'title' }, words('现场口令', 'Site word')),
    el('p', { class: 'quiet', id: ID + '-hint' }, hint(entry)),
    el('input', {
      id: ID + '-text',
      name: 'siteWord',
      type: 'text',
      inputmode: 'numeric',
      autocomplete: 'off',
      maxlength: 16,
      required: true,
      value: word,
      'aria-invalid': violation ? 'true' : undefined,
      'aria-describedby': ID + '-hint ' + ID + '-violation',
    }),
    el('p', { class: 'violation', id: ID + '-violation', role: 'alert', hidden: !violation }, violation || ''),
  );
