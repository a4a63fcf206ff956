// What the page says while a sheet is handed in and when it is refused, each with what the respondent can do.
const { el, show, heading, tell, button, miniProgram, nameOf } = require('./dom.js');
const { field } = require('./site-word.js');
const { words } = require('./words.js');

const TITLE = words('1+X证书制度试点调查', 'Survey on the 1+X certificates');
const again = () => button(words('重新打开', 'Open again'), () => location.reload(), 'second');

/** A sheet is being sent. Call the returned function with the number of each try. */
exports.sending = (entry) => {
  const state = el('p', { role: 'status' });
  show(...heading(entry), el('p', { class: 'notice' }, state));
  return (tries) => {
    state.textContent =
      tries === 1
        ? words('正在提交……', 'Submitting …')
        : words('网络不稳定，正在第' + tries + '次提交……', 'The network is weak, attempt ' + tries + ' …');
  };
};

/** Nobody knows whether the sheet has arrived. */
exports.waiting = (entry, submit) =>
  show(
    ...heading(entry),
    el(
      'p',
      { class: 'notice', role: 'alert' },
      words(
        '网络不稳定，答卷已保存在本机，网络恢复后会自动提交，您也可以稍后再次提交。',
        'The network is weak. Your answers are kept on this device and will be sent when it is back; you may also try again yourself.',
      ),
    ),
    button(words('再次提交', 'Submit again'), submit),
  );

exports.alreadyAnswered = () =>
  tell(
    words('您已经提交过答卷', 'You have answered already'),
    words(
      '您已经为该证书提交过答卷，先前的答卷有效，不需要再做什么。感谢您的参与！',
      'You have handed in a sheet for this certificate before. That one counts; there is nothing left to do. Thank you!',
    ),
    again(),
  );

exports.closed = () =>
  tell(
    words('调查已经结束', 'The survey has ended'),
    words(
      '答卷没有提交：调查已经结束，不再接受答卷。感谢您的关注。',
      'Your answers were not handed in: the survey has ended and takes no more. Thank you for your interest.',
    ),
    again(),
  );

/**
 * The sheet needs another site word. `send` is called with it, `back` leads to the answers; what was answered stays.
 */
exports.siteWord = ({ entry, message, word, send, back }) =>
  show(
    el('h1', {}, words('请输入现场口令', 'Please type the site word')),
    el(
      'p',
      { class: 'notice' },
      words(
        '答卷还没有提交，已填写的内容都保存在本机。',
        'Your sheet has not been handed in yet; your answers are kept on this device.',
      ),
    ),
    el(
      'form',
      {
        onsubmit: (event) => {
          event.preventDefault();
          send(event.target.querySelector('input[name=siteWord]').value);
        },
      },
      field(entry, word, message),
      el('button', {}, words('提交', 'Submit')),
      button(words('返回答卷', 'Back to the answers'), back, 'second'),
    ),
    ...miniProgram(entry),
  );

/** The certificate has enough sheets: what was answered may go with one of `others`. */
exports.full = (others, choose) => {
  const title = words('该证书的答卷已经足够', 'Enough sheets for this certificate');
  if (others.length === 0) {
    return tell(
      title,
      words(
        '该证书的答卷已达到需要的数量，这一份没有计入。您不需要再做什么，感谢您的参与！已填写的内容保留在本机。',
        'There are enough sheets for this certificate, and this one was not counted. There is nothing left to do; thank you! Your answers stay on this device.',
      ),
      again(),
    );
  }
  return tell(
    title,
    words(
      '该证书的答卷已达到需要的数量，这一份没有计入。如果您还参加了下列证书的试点，可以改选，已填写的内容会保留；否则不需要再做什么。感谢您的参与！',
      'There are enough sheets for this certificate, and this one was not counted. If you take part in one of these, choose it: your answers are kept. Otherwise there is nothing left to do; thank you!',
    ),
    ...others.map((each) => button(words('改选：', 'Choose ') + nameOf(each), () => choose(each.id))),
    again(),
  );
};

/** There is a new version of the questionnaire; it opens when the respondent says so. */
exports.outdated = (open) =>
  tell(
    words('问卷已更新', 'The questionnaire has changed'),
    words(
      '问卷有了新版本，答卷还没有提交。已填写且仍然适用的回答都会保留，请打开新问卷，检查后再次提交。',
      'The questionnaire has a new version; your sheet has not been handed in. Answers that still fit are kept: please open the new one, look through it and hand in again.',
    ),
    button(words('打开新问卷', 'Open the new questionnaire'), open),
  );

/** Refused for a reason that the respondent cannot change here. */
exports.notHandedIn = (message) =>
  tell(
    words('答卷没有提交', 'Not handed in'),
    message + words(' 您的回答仍保存在本机。', ' Your answers are kept on this device.'),
    again(),
  );

/** The code is unknown. */
exports.unknown = (message) =>
  tell(
    TITLE,
    message || words('页面无法打开，请重新扫描二维码。', 'The page cannot be opened, please scan the code again.'),
  );

/** The service cannot be reached. */
exports.unreachable = (open) =>
  tell(
    TITLE,
    words('网络不稳定，请检查网络，恢复后会自动打开。', 'The network is weak. The page opens as soon as it is back.'),
    button(words('重新打开', 'Open again'), open),
  );
