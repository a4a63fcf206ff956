const { words } = require('./words.js');

const page = document.getElementById('page');
const notice = document.getElementById('notice');
const status = document.getElementById('status');
let isFirst = true;

/** Makes an element; strings become text, never HTML. */
const el = (exports.el = (name, attributes, ...children) => {
  const element = document.createElement(name);
  for (const key of Object.keys(attributes || {})) {
    const value = attributes[key];
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
});

/** Replaces what the page shows and moves the focus to its heading, which a screen reader then reads. */
exports.show = (...children) => {
  page.textContent = '';
  page.append(...children);
  scrollTo(0, 0);
  const heading = page.querySelector('h1');
  heading.tabIndex = -1;
  if (!isFirst) heading.focus();
  isFirst = false;
};

/** Campaign, school and whom the questionnaire is for. */
exports.heading = (entry) => [
  el(
    'h1',
    {},
    entry.campaign.title,
    ...(entry.campaign.sample ? [' ', el('span', { class: 'sample' }, words('样例', 'sample'))] : []),
  ),
  el(
    'p',
    { class: 'quiet' },
    entry.school.name +
      ' · ' +
      (entry.role === 'TEACHER'
        ? words('教师问卷', 'Questionnaire for teachers')
        : words('学生问卷', 'Questionnaire for students')),
  ),
];

/**
 * The link from a phone's browser to the mini program; WeChat's own browser does not follow this scheme. There is no
 * link if the campaign takes no answers from WeChat, or if the operator has no mini program.
 */
exports.miniProgram = (entry) => {
  const scheme = page.dataset.miniProgram;
  const isPossible =
    scheme &&
    entry.campaign.channels.indexOf('WECHAT') >= 0 &&
    /Mobile|Android/.test(navigator.userAgent) &&
    !/MicroMessenger/.test(navigator.userAgent);
  return isPossible
    ? [
        el(
          'p',
          {},
          el(
            'a',
            { class: 'second', id: 'mini-program', href: scheme + '&query=code%3D' + entry.code },
            words('用微信小程序填写', 'Answer in WeChat’s mini program'),
          ),
        ),
      ]
    : [];
};

/** Names with their values. */
exports.facts = (...rows) =>
  el('dl', {}, ...rows.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));

/** A certificate as people name it. */
exports.nameOf = (certificate) => certificate.name + '（' + certificate.level + '）';

/** Shows a message and what the respondent can do about it. */
exports.tell = (title, text, ...actions) =>
  exports.show(el('h1', {}, title), el('p', { class: 'notice' }, text), ...actions);

exports.button = (text, onclick, kind) => el('button', { type: 'button', onclick, class: kind }, text);

/** Has a screen reader read a text when it has finished what it is reading. */
exports.announce = (text) => {
  status.textContent = text;
};

/** Shows a notice at the top that stays, such as a lost connection; an empty text removes it. */
exports.warn = (text) => {
  notice.textContent = text;
  notice.hidden = !text;
};
