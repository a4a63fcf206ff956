// The questionnaire behind a printed code, for any browser: from the scan to the receipt.
const { nameOf, warn } = require('./dom.js');
const { words, language } = require('./words.js');
const api = require('./api.js');
const drafts = require('./storage.js');
const states = require('./states.js');
const receipts = require('./receipts.js');
const { keepPage } = require('./offline.js');
const { welcome } = require('./welcome.js');
const { form } = require('./form.js');
const { done } = require('./done.js');
const { alternatives, seal } = require('../client/draft.js');
const { isAboutWord } = require('../client/site-word.js');

/** How long a draft waits for its survey before it goes on with the one that was kept. */
const PATIENCE = 5000;
const code = decodeURIComponent(location.pathname.split('/')[2]).replace(/\s/g, '');
let entry;
let definition;
let draft = null;
let isSending = false;
let resume = null;
/** The site word of this visit, for further certificates. */
let word = '';
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
function begin(certificateId, message, noticeVersion = draft.noticeVersion) {
  draft = Object.assign(drafts.begin(certificateId, draft), { siteWord: word, noticeVersion });
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
    agreed: (certificateId, typed) => {
      word = typed;
      api.logIn();
      begin(certificateId, undefined, entry.noticeVersion);
    },
    word,
    checkWord: (typed) => api.checkWord(code, typed),
    receipts: receipts.all(entry),
    look: receive,
  });
}

function answer(violations, message) {
  resume = null;
  form({ entry, definition, draft, violations, message, keep, submit });
}

async function submit() {
  if (isSending) return;
  isSending = true;
  resume = null;
  seal(draft, entry.code, { entry, definition });
  keep();
  const outcome = await api.handIn(draft.id, draft.sheet, states.sending(entry));
  isSending = false;
  switch (outcome.state) {
    case 'stored':
    case 'repeated':
      return stored(outcome.receipt);
    case 'refused':
      return refused(outcome);
    default:
      return waiting();
  }
}

/** Nobody knows whether the sheet has arrived: it stays as it is until the service answers. */
function waiting() {
  resume = submit;
  states.waiting(entry, submit);
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

/** Shows a receipt, also after a reload of the same tab; a new scan of the code starts from the beginning. */
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

/** Nothing was stored: the draft may be changed and handed in again. */
function refused({ status, code: problem, message, violations }) {
  draft.sheet = '';
  switch (problem) {
    case 'response-id-reused':
      // Another sheet has this id. If it is for this certificate, the entry says so; otherwise the draft goes on under
      // a new id.
      draft = drafts.begin(draft.certificateId, draft);
      keep();
      return open(words('该证书已有一份有效答卷。', 'There is a sheet for this certificate already.'));
    case 'already-answered':
      forget();
      return states.alreadyAnswered();
    case 'campaign-closed':
      forget();
      return states.closed();
    default:
      keep();
  }
  if (isAboutWord(problem)) return askWord(message);
  if (status === 422) return answer(violations, message);
  if (problem === 'quota-full') return enough();
  if (problem === 'questionnaire-outdated') return states.outdated(() => open());
  if (problem === 'certificate-unknown') return reopen(message);
  return states.notHandedIn(message);
}

/** The answers stay, and go with another word under the same id. */
function askWord(message) {
  const send = (typed) => {
    word = typed;
    draft.siteWord = typed;
    submit();
  };
  return states.siteWord({ entry, message, word: draft.siteWord || '', send, back: () => answer() });
}

/** The certificate has enough sheets: the answers may be handed in for another one. */
function enough() {
  full = full.concat(draft.certificateId);
  const message = words(
    '已改选证书，请检查后提交。',
    'Another certificate is chosen; please look through the sheet and hand it in.',
  );
  return states.full(alternatives(entry, full), (certificateId) => begin(certificateId, message));
}

function reopen(message) {
  draft.certificateId = null;
  keep();
  open(message);
}

async function open(message) {
  resume = null;
  const kept = drafts.survey(code);
  const late = kept ? [api.sleep(PATIENCE).then(() => ({ survey: kept }))] : [];
  const { survey, reply } = await Promise.race([api.survey(code, Boolean(kept)), ...late]);
  if (!survey && !(kept && api.mayPass(reply))) return unopened(reply);
  ({ entry, definition } = survey || kept);
  document.title = entry.campaign.title;
  draft = drafts.find(entry) || draft;
  word = (draft && draft.siteWord) || word;
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

/** The code is unknown, or the service cannot be reached. */
function unopened(reply) {
  if (!api.mayPass(reply)) return states.unknown(reply.data.detail);
  resume = () => open();
  return states.unreachable(resume);
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
