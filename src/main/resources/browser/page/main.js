// The questionnaire behind a printed code, for any browser: from the scan to the receipt.
const { el, show, heading, tell, button, nameOf, warn } = require('./dom.js');
const { words, language } = require('./words.js');
const api = require('./api.js');
const drafts = require('./draft.js');
const receipts = require('./receipts.js');
const { keepPage } = require('./offline.js');
const { welcome } = require('./welcome.js');
const { form } = require('./form.js');
const { done } = require('./done.js');

const TITLE = words('1+X证书制度试点调查', 'Survey on the 1+X certificates');
/** How long a draft waits for its survey before it goes on with the one that was kept. */
const PATIENCE = 5000;
const code = decodeURIComponent(location.pathname.split('/')[2]).replace(/\s/g, '');
let entry;
let definition;
let draft = null;
let isSending = false;
let resume = null;
/** Certificates of which the service has said that they have enough sheets. */
let full = [];

function keep() {
  if (!drafts.keep(entry, draft)) {
    warn(
      words(
        '浏览器不能保存草稿，提交前请不要关闭本页。',
        'This browser cannot keep your draft: do not close the page before you have submitted.',
      ),
    );
  }
}

function forget() {
  drafts.drop(entry, code);
  draft = null;
}

/** The draft for a certificate: a new one, or what was answered for another one. */
function begin(certificateId, message) {
  draft = drafts.begin(certificateId, draft);
  drafts.goOn(code, draft, { entry, definition });
  keep();
  keepPage();
  answer(undefined, message);
}

function start(message) {
  welcome({
    entry,
    definition,
    message,
    agreed: (certificateId) => begin(certificateId),
    receipts: receipts.all(entry),
    look: receive,
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
  const reply = await api.submit(draft.id, draft.sheet, (tries) => {
    state.textContent =
      tries === 1
        ? words('正在提交……', 'Submitting …')
        : words('网络不稳定，正在第' + tries + '次提交……', 'The network is weak, attempt ' + tries + ' …');
  });
  isSending = false;
  if (reply.status === 200 || reply.status === 201) return stored(reply.body);
  if (api.isPassing(reply) || reply.status === 401) return waiting();
  return refused(reply);
}

/** Whether the sheet has arrived nobody knows: it stays as it is until the service can be asked. */
function waiting() {
  resume = submit;
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
}

function stored({ receipt, receivedAt }) {
  const { contact, certificateId } = JSON.parse(draft.sheet);
  const certificate = entry.certificates.find((each) => each.id === certificateId);
  if (certificate) certificate.answered = true;
  const kept = {
    id: draft.id,
    receipt,
    receivedAt,
    certificate: certificate ? nameOf(certificate) : '',
    hasContact: Boolean(contact.phone.trim()),
  };
  receipts.keep(entry, kept);
  forget();
  receive(kept);
}

/** Shows a receipt, also after a reload of the same tab; whoever scans the code anew begins at the beginning. */
function receive(receipt) {
  const leave = (message) => {
    history.replaceState(null, '');
    open(message);
  };
  history.replaceState({ receipt: receipt.id }, '');
  done({
    entry,
    definition,
    receipt,
    others: () => leave(),
    removed: () => leave(words('回执已从本机删除。', 'The receipt was removed from this device.')),
  });
}

/** Nothing was stored: the draft may be changed, and handed in anew. */
function refused({ status, body }) {
  draft.sheet = null;
  if (body.code === 'response-id-reused') {
    // Another sheet has this id: either it is this certificate's, which the entry tells, or the draft goes on under a
    // new one.
    draft = drafts.begin(draft.certificateId, draft);
    keep();
    return open(words('该证书已有一份有效答卷。', 'There is a sheet for this certificate already.'));
  }
  if (body.code === 'already-answered') {
    forget();
    return tell(
      words('您已经提交过答卷', 'You have answered already'),
      words(
        '您已经为该证书提交过答卷，先前的答卷有效，不需要再做什么。感谢您的参与！',
        'You have handed in a sheet for this certificate before. That one counts; there is nothing left to do. Thank you!',
      ),
      again(),
    );
  }
  if (body.code === 'campaign-closed') {
    forget();
    return tell(
      words('调查已经结束', 'The survey has ended'),
      words(
        '答卷没有提交：调查已经结束，不再接受答卷。感谢您的关注。',
        'Your answers were not handed in: the survey has ended and takes no more. Thank you for your interest.',
      ),
      again(),
    );
  }
  keep();
  if (status === 422) return answer(body.violations, body.detail);
  if (body.code === 'quota-full') return enough();
  if (body.code === 'questionnaire-outdated') return outdated();
  if (body.code === 'certificate-unknown') return reopen(body.detail);
  return tell(
    words('答卷没有提交', 'Not handed in'),
    (body.detail || '') + words(' 您的回答仍保存在本机。', ' Your answers are kept on this device.'),
    again(),
  );
}

const again = () => button(words('重新打开', 'Open again'), () => location.reload(), 'second');

/** The certificate has enough sheets: what was answered may go with another one. */
function enough() {
  full = full.concat(draft.certificateId);
  const others = entry.certificates.filter((each) => !each.answered && full.indexOf(each.id) < 0);
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
    ...others.map((each) =>
      button(words('改选：', 'Choose ') + nameOf(each), () =>
        begin(
          each.id,
          words(
            '已改选证书，请检查后提交。',
            'Another certificate is chosen; please look through the sheet and hand it in.',
          ),
        ),
      ),
    ),
    again(),
  );
}

/** Another version of the questionnaire is asked by now; it is opened when the respondent says so. */
function outdated() {
  return tell(
    words('问卷已更新', 'The questionnaire has changed'),
    words(
      '问卷有了新版本，答卷还没有提交。已填写且仍然适用的回答都会保留，请打开新问卷，检查后再次提交。',
      'The questionnaire has a new version; your sheet has not been handed in. Answers that still fit are kept: please open the new one, look through it and hand in again.',
    ),
    button(words('打开新问卷', 'Open the new questionnaire'), () => open()),
  );
}

function reopen(message) {
  draft.certificateId = null;
  keep();
  open(message);
}

/** The survey as the service has it: `{ survey }`, or the reply that says why not. */
async function fetched(isOnce) {
  const found = await api.entry(code, isOnce);
  if (found.status !== 200) return { reply: found };
  const questions = await api.definition(found.body.questionnaire.href, isOnce);
  return questions.status === 200
    ? { survey: { entry: found.body, definition: questions.body } }
    : { reply: questions };
}

async function open(message) {
  resume = null;
  const kept = drafts.survey(code);
  const late = kept ? [api.sleep(PATIENCE).then(() => ({ survey: kept }))] : [];
  const { survey, reply } = await Promise.race([fetched(Boolean(kept)), ...late]);
  if (!survey && !(kept && api.isPassing(reply))) return unopened(reply);
  ({ entry, definition } = survey || kept);
  document.title = entry.campaign.title;
  draft = drafts.find(entry) || draft;
  if (draft && draft.sheet) return submit();
  const receipt = history.state && receipts.all(entry).find((each) => each.id === history.state.receipt);
  if (receipt) return receive(receipt);
  const certificate = draft && entry.certificates.find((each) => each.id === draft.certificateId);
  if (entry.campaign.state === 'CLOSED' || (certificate && certificate.answered)) forget();
  const takesDrafts = entry.campaign.state === 'OPEN' || entry.campaign.state === 'CLOSING';
  if (draft && certificate && takesDrafts) return goOn();
  return start(message);
}

function goOn() {
  const isOther = drafts.goOn(code, draft, { entry, definition });
  keep();
  keepPage();
  const closing =
    entry.campaign.state === 'CLOSING'
      ? words(
          '调查已截止，已开始的答卷请在15分钟内提交。',
          'The survey has closed; please hand in within 15 minutes what you have begun.',
        )
      : '';
  return answer(
    undefined,
    isOther
      ? words(
          '问卷已更新，请检查后再次提交。',
          'The questionnaire was updated, please look through it and hand in again.',
        )
      : closing,
  );
}

/** The code leads nowhere, or the network does not. */
function unopened(reply) {
  if (!api.isPassing(reply))
    return tell(
      TITLE,
      reply.body.detail ||
        words('页面无法打开，请重新扫描二维码。', 'The page cannot be opened, please scan the code again.'),
    );
  resume = () => open();
  return tell(
    TITLE,
    words('网络不稳定，请检查网络，恢复后会自动打开。', 'The network is weak. The page opens as soon as it is back.'),
    button(words('重新打开', 'Open again'), () => open()),
  );
}

function connection() {
  warn(
    navigator.onLine
      ? ''
      : words(
          '当前没有网络，您的回答保存在本机，可以继续填写。',
          'You are offline. Your answers are kept on this device; go on as you like.',
        ),
  );
  if (navigator.onLine && resume) resume();
}

document.documentElement.lang = language;
addEventListener('online', connection);
addEventListener('offline', connection);
connection();
open();
