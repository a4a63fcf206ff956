const { el, show, heading, button, tell, facts, nameOf, miniProgram } = require('./dom.js');
const { words, time, language } = require('./words.js');
const siteWord = require('./site-word.js');
const { asksWord } = require('../client/site-word.js');

const MINUTES = 3;

/** Why a campaign takes no new sheets; null if it takes them. */
function stopped(entry) {
  const { state, opensAt, closesAt } = entry.campaign;
  if (state === 'SCHEDULED') {
    return words(
      '调查尚未开始，将于 ' + time(opensAt) + ' 开放。请届时再次打开本页。',
      'The survey opens on ' + time(opensAt) + '. Please open this page again then.',
    );
  }
  if (state === 'CLOSING') {
    return words(
      '调查已于 ' + time(closesAt) + ' 截止，不再接受新的答卷。感谢您的关注。',
      'The survey closed on ' + time(closesAt) + ' and takes no new answers. Thank you for your interest.',
    );
  }
  if (state === 'CLOSED') {
    return words(
      '调查已经结束，您不需要再做什么。感谢您的关注。',
      'The survey has ended; there is nothing left for you to do. Thank you for your interest.',
    );
  }
  return null;
}

function certificates(entry) {
  const choice = el(
    'fieldset',
    { id: 'certificates' },
    el('legend', {}, words('您参加的是哪个证书的试点？', 'Which certificate do you take part in?')),
  );
  entry.certificates.forEach((each) =>
    choice.append(
      el(
        'label',
        { class: 'option' },
        el('input', { type: 'radio', name: 'certificate', value: each.id, required: true, disabled: each.answered }),
        el('span', {}, nameOf(each) + (each.answered ? words(' 已提交', ' – handed in') : '')),
      ),
    ),
  );
  return choice;
}

/** Buttons that show the receipts kept in this browser. */
function kept(receipts, look) {
  return receipts.length === 0
    ? []
    : [
        el(
          'section',
          { 'aria-labelledby': 'receipts' },
          el('h2', { id: 'receipts' }, words('保存在本机的回执', 'Receipts on this device')),
          ...receipts.map((each) =>
            button(words('查看回执：', 'Receipt: ') + each.certificate, () => look(each), 'second'),
          ),
        ),
      ];
}

/**
 * Before the first question: who asks, why, what is kept and how long. `agreed` is called with the certificate's id and
 * the site word, `look` with the kept receipt that somebody wants to see again. `word` is the site word of this visit,
 * and `checkWord` resolves to what is wrong with one.
 */
exports.welcome = ({ entry, definition, message, agreed, receipts, look, word = '', checkWord }) => {
  const stop = stopped(entry);
  if (stop) return show(...heading(entry), el('p', { class: 'notice' }, stop), ...kept(receipts, look));
  if (entry.campaign.channels.indexOf('WEB') < 0) {
    return show(
      ...heading(entry),
      el(
        'p',
        { class: 'notice' },
        words(
          '本次调查只接受微信答卷，请用微信扫描二维码。',
          'This survey is answered in WeChat only: please scan the code with WeChat.',
        ),
      ),
      ...miniProgram(entry),
    );
  }
  if (entry.certificates.every((each) => each.answered)) {
    return show(
      ...heading(entry),
      el(
        'p',
        { class: 'notice' },
        words(
          '您已经为本校的全部证书提交过答卷，不需要再次填写。感谢您的参与！',
          'You have answered for all certificates of this school; there is nothing left to do. Thank you!',
        ),
      ),
      ...kept(receipts, look),
    );
  }
  const number = definition.questions.filter((question) => !(question.id in entry.prefilled)).length;
  const whom =
    entry.role === 'TEACHER'
      ? words('参与试点的教师', 'teachers taking part')
      : words('参与试点的学生', 'students taking part');
  const about = facts(
    [words('谁来填写', 'Who answers'), entry.school.name + words('', ', ') + whom],
    [
      words('需要多久', 'How long it takes'),
      words(
        '约' + MINUTES + '分钟，最多' + number + '题',
        'about ' + MINUTES + ' minutes, at most ' + number + ' questions',
      ),
    ],
    [words('截止时间', 'Open until'), time(entry.campaign.closesAt)],
  );
  const privacy = el(
    'section',
    { class: 'privacy', 'aria-labelledby': 'privacy' },
    el('h2', { id: 'privacy' }, words('谁在调查，保存什么，保存多久', 'Who asks, what is kept, and how long')),
    el('p', {}, entry.privacyNotice),
  );
  const guardian =
    entry.role === 'STUDENT'
      ? [
          el(
            'label',
            { class: 'option' },
            el('input', { type: 'checkbox', id: 'guardian', required: true }),
            el('span', {}, words('我已满14周岁，或已征得监护人同意', 'I am 14 or older, or my guardian has agreed')),
          ),
        ]
      : [];
  const begin = async (event) => {
    event.preventDefault();
    const form = event.target;
    const certificateId = form.querySelector('input[name=certificate]:checked').value;
    const field = form.querySelector('input[name=siteWord]');
    if (!field) return agreed(certificateId, '');
    const button = form.querySelector('button:not([type])');
    button.disabled = true;
    const violation = await checkWord(field.value);
    button.disabled = false;
    if (!violation) return agreed(certificateId, field.value);
    form.querySelector('#site-word').replaceWith(siteWord.field(entry, field.value, violation));
    return form.querySelector('input[name=siteWord]').focus();
  };
  const decline = () =>
    tell(
      words('您没有参加调查', 'You do not take part'),
      words(
        '没有保存或发送任何内容。如果改变主意，请重新打开本页。',
        'Nothing was kept or sent. Should you change your mind, open this page again.',
      ),
      button(
        words('返回', 'Back'),
        () => exports.welcome({ entry, definition, message: '', agreed, receipts, look, word, checkWord }),
        'second',
      ),
    );
  show(
    ...heading(entry),
    ...(message ? [el('p', { class: 'notice', role: 'alert' }, message)] : []),
    el('p', { lang: 'zh-CN' }, definition.introduction),
    about,
    privacy,
    el(
      'form',
      { onsubmit: begin },
      certificates(entry),
      ...(asksWord(entry, 'WEB') ? [siteWord.field(entry, word)] : []),
      ...guardian,
      el('button', {}, words('同意并开始', 'Agree and begin')),
      button(words('不同意', 'Decline'), decline, 'second'),
    ),
    ...miniProgram(entry),
    ...kept(receipts, look),
    el(
      'p',
      { class: 'quiet' },
      el(
        'a',
        {
          class: 'language',
          href: language === 'en' ? '?lang=zh' : '?lang=en',
          lang: language === 'en' ? 'zh-CN' : 'en',
        },
        language === 'en' ? '中文' : 'English',
      ),
    ),
  );
};
