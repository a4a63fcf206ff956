// The questionnaire behind a printed code, for any browser: from the scan to the receipt.
const { el, show, heading, tell, button, warn } = require('./dom.js');
const { words, language } = require('./words.js');
const api = require('./api.js');
const drafts = require('./draft.js');
const { welcome } = require('./welcome.js');
const { form } = require('./form.js');
const { done } = require('./done.js');

const TITLE = words('1+X证书制度试点调查', 'Survey on the 1+X certificates');
const code = decodeURIComponent(location.pathname.split('/').pop());
let entry;
let definition;
let draft = null;
let isSending = false;
let resume = null;

function keep() {
  if (!drafts.keep(entry, draft)) {
    warn(words('浏览器不能保存草稿，提交前请不要关闭本页。', 'This browser cannot keep your draft: do not close the page before you have submitted.'));
  }
}

function forget() {
  drafts.drop(entry);
  draft = null;
}

function begin(message) {
  welcome(entry, definition, message, certificateId => {
    draft = drafts.begin(certificateId, draft);
    keep();
    answer();
  });
}

function answer(faults, message) {
  resume = null;
  form({ entry, definition, draft, faults, message, keep, submit });
}

async function submit() {
  if (isSending) return;
  isSending = true;
  resume = null;
  drafts.seal(draft, entry, definition);
  keep();
  const state = el('p', { role: 'status' });
  show(...heading(entry), el('p', { class: 'notice' }, state));
  const reply = await api.submit(draft.id, draft.sheet, tries => {
    state.textContent = tries === 1 ? words('正在提交……', 'Submitting …') : words('网络不稳定，正在第' + tries + '次提交……', 'The network is weak, attempt ' + tries + ' …');
  });
  isSending = false;
  if (reply.status === 200 || reply.status === 201) return stored(reply.body);
  if (api.isPassing(reply) || reply.status === 401) return waiting();
  return refused(reply);
}

/** Whether the sheet has arrived nobody knows: it stays as it is until the service can be asked. */
function waiting() {
  resume = submit;
  show(...heading(entry), el('p', { class: 'notice', role: 'alert' }, words('网络不稳定，答卷已保存在本机，网络恢复后会自动提交，您也可以稍后再次提交。',
    'The network is weak. Your answers are kept on this device and will be sent when it is back; you may also try again yourself.')),
  button(words('再次提交', 'Submit again'), submit));
}

function stored({ receipt }) {
  const { contact } = JSON.parse(draft.sheet);
  const isLast = entry.certificates.every(each => each.answered || each.id === draft.certificateId);
  const hasContact = Boolean(contact.phone.trim());
  const { id } = draft;
  forget();
  done(entry, definition, { id, receipt, hasContact, isLast });
}

/** Nothing was stored: the draft may be changed, and handed in anew. */
function refused({ status, body }) {
  draft.sheet = null;
  if (body.code === 'response-id-reused') {
    // Another sheet has this id: either it is this certificate's, which the entry tells, or the draft goes on under a new one.
    draft = drafts.begin(draft.certificateId, draft);
    keep();
    return open(words('该证书已有一份有效答卷。', 'There is a sheet for this certificate already.'));
  }
  if (body.code === 'already-answered') {
    forget();
    return tell(words('您已经提交过答卷', 'You have answered already'), words('您已经为该证书提交过答卷，先前的答卷有效，不需要再做什么。感谢您的参与！',
      'You have handed in a sheet for this certificate before. That one counts; there is nothing left to do. Thank you!'), again());
  }
  if (body.code === 'campaign-closed') {
    forget();
    return tell(words('调查已经结束', 'The survey has ended'), words('答卷没有提交：调查已经结束，不再接受答卷。感谢您的关注。',
      'Your answers were not handed in: the survey has ended and takes no more. Thank you for your interest.'), again());
  }
  keep();
  if (status === 422) return answer(body.violations, body.detail);
  if (body.code === 'quota-full') return reopen(words('该证书的答卷数已达上限。如果您还参加了其他证书，可以改选，已填写的内容会保留。',
    'There are enough sheets for this certificate. If you take part in another one, choose it: your answers are kept.'));
  if (body.code === 'certificate-unknown' || body.code === 'questionnaire-outdated') return reopen(body.detail);
  return tell(words('答卷没有提交', 'Not handed in'), (body.detail || '') + words(' 您的回答仍保存在本机。', ' Your answers are kept on this device.'), again());
}

const again = () => button(words('重新打开', 'Open again'), () => location.reload(), 'second');

function reopen(message) {
  draft.certificateId = null;
  keep();
  open(message);
}

async function open(message) {
  resume = null;
  const found = await api.entry(code);
  if (found.status !== 200) return unopened(found);
  entry = found.body;
  document.title = entry.campaign.title;
  const questions = await api.definition(entry.questionnaire.href);
  if (questions.status !== 200) return unopened(questions);
  definition = questions.body;
  draft = drafts.find(entry) || draft;
  if (draft && draft.sheet) return submit();
  const certificate = draft && entry.certificates.find(each => each.id === draft.certificateId);
  if (entry.campaign.state === 'CLOSED' || (certificate && certificate.answered)) forget();
  const takesDrafts = entry.campaign.state === 'OPEN' || entry.campaign.state === 'CLOSING';
  if (draft && certificate && takesDrafts) {
    return answer(undefined, entry.campaign.state === 'CLOSING' ? words('调查已截止，已开始的答卷请在15分钟内提交。', 'The survey has closed; please hand in within 15 minutes what you have begun.') : '');
  }
  return begin(message);
}

/** The code leads nowhere, or the network does not. */
function unopened(reply) {
  if (!api.isPassing(reply)) return tell(TITLE, reply.body.detail || words('页面无法打开，请重新扫描二维码。', 'The page cannot be opened, please scan the code again.'));
  resume = () => open();
  return tell(TITLE, words('网络不稳定，请检查网络，恢复后会自动打开。', 'The network is weak. The page opens as soon as it is back.'), button(words('重新打开', 'Open again'), () => open()));
}

function connection() {
  warn(navigator.onLine ? '' : words('当前没有网络，您的回答保存在本机，可以继续填写。', 'You are offline. Your answers are kept on this device; go on as you like.'));
  if (navigator.onLine && resume) resume();
}

document.documentElement.lang = language;
addEventListener('online', connection);
addEventListener('offline', connection);
connection();
open();
