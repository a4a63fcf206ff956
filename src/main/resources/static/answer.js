// The questionnaire behind a printed code, for any browser. What counts is the service's check; this page only asks
// what has to be asked, keeps the draft, and hands it in safely more than once.
const code = decodeURIComponent(location.pathname.split('/').pop());
const page = document.getElementById('page');
const store = 'certpulse:' + code;
const RETRIES = [1000, 3000, 8000];
let token = '';
let entry;
let definition;
let draft;

/** Makes an element; strings become text, never HTML. */
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

async function call(method, path, body) {
  const send = () => fetch(path, {
    method,
    headers: { 'Content-Type': 'application/json', 'Accept-Language': 'zh-CN', ...(token && { Authorization: 'Bearer ' + token }) },
    body: body === undefined ? undefined : JSON.stringify(body)
  });
  let response = await send();
  if (response.status === 401) {
    token = (await (await fetch('/api/v1/web/sessions', { method: 'POST' })).json()).accessToken;
    response = await send();
  }
  return { status: response.status, body: response.status === 204 ? null : await response.json() };
}

/** A condition looks only at earlier questions; one on a question that is not asked is false. */
function holds(condition, given) {
  if (condition === undefined || condition === true) return true;
  if (condition === false) return false;
  if (condition.all) return condition.all.every(each => holds(each, given));
  if (condition.any) return condition.any.some(each => holds(each, given));
  if (condition.not) return !holds(condition.not, given);
  return [given[condition.question] ?? []].flat().some(chosen => condition.in.includes(chosen));
}

/** The questions on the respondent's path, and the answers that belong to it. */
function path() {
  const given = {};
  const asked = definition.questions.filter(question => {
    if (!holds(question.visibleWhen, given)) return false;
    const answer = entry.prefilled[question.id] ?? draft.answers[question.id];
    if (answer !== undefined && answer.length > 0) given[question.id] = answer;
    return true;
  });
  return { asked, given };
}

function keep() {
  localStorage.setItem(store, JSON.stringify(draft));
}

function show(...children) {
  page.replaceChildren(...children);
  scrollTo(0, 0);
}

function heading() {
  return [el('h1', {}, entry.campaign.title), el('p', { class: 'quiet' }, `${entry.school.name} · ${entry.role === 'TEACHER' ? '教师问卷' : '学生问卷'}`)];
}

function welcome() {
  const time = text => new Date(text).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long', timeStyle: 'short' });
  const stop = { SCHEDULED: `调查将于 ${time(entry.campaign.opensAt)} 开始。`, CLOSING: '调查已经截止，不再接受新的答卷。', CLOSED: '调查已经结束，感谢您的关注。' }[entry.campaign.state];
  const unfinished = draft && draft.certificateId && !entry.certificates.find(each => each.id === draft.certificateId)?.answered;
  if (unfinished && (entry.campaign.state === 'OPEN' || entry.campaign.state === 'CLOSING')) return form();
  if (stop) return show(...heading(), el('p', { class: 'notice' }, stop));
  if (entry.certificates.every(each => each.answered)) return show(...heading(), el('p', { class: 'notice' }, '您已经为本校的全部证书提交过答卷，感谢您的参与！'));
  const choice = el('fieldset', {}, el('legend', {}, '请选择您参与的证书'), ...entry.certificates.map(each => el('label', { class: 'option' },
    el('input', { type: 'radio', name: 'certificate', value: each.id, required: true, disabled: each.answered }),
    `${each.name}（${each.level}）${each.answered ? ' 已提交' : ''}`)));
  show(...heading(), el('p', {}, definition.introduction), el('p', { class: 'quiet' }, `截止时间：${time(entry.campaign.closesAt)}，大约需要 3 分钟。`),
    el('form', { onsubmit: start }, choice, el('p', { class: 'quiet' }, entry.privacyNotice), el('button', {}, '开始答卷')));
}

function start(event) {
  event.preventDefault();
  draft = { id: crypto.randomUUID?.() ?? uuid(), certificateId: new FormData(event.target).get('certificate'), answers: {}, otherTexts: {}, contact: {}, startedAt: Date.now() };
  keep();
  form();
}

/** For pages that are not served over HTTPS, where the browser has no randomUUID. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = bytes[6] & 15 | 64;
  bytes[8] = bytes[8] & 63 | 128;
  return [...bytes].map((byte, i) => ([4, 6, 8, 10].includes(i) ? '-' : '') + byte.toString(16).padStart(2, '0')).join('');
}

function form(faults = [], message = '') {
  const certificate = entry.certificates.find(each => each.id === draft.certificateId);
  const sections = definition.sections.map(section => el('section', {}, el('h2', {}, section.title),
    ...section.questions.map(id => question(definition.questions.find(each => each.id === id), faults))));
  const contact = el('fieldset', { id: 'contact' }, el('legend', {}, '联系方式（可不填）'), el('p', {}, definition.contact.introduction),
    field('联系人', 'text', 'name', 50), field('联系电话', 'tel', 'phone', 40), ...told(faults.filter(each => each.field.startsWith('contact'))));
  const button = el('button', {}, '提交');
  show(...heading(), el('p', {}, `证书：${certificate.name}（${certificate.level}）`),
    el('form', { novalidate: true, onsubmit: event => { event.preventDefault(); submit(button); } }, ...sections, contact,
      el('p', { class: 'fault', role: 'alert' }, message), button));
  update();
  page.querySelector('.fault:not(:empty)')?.closest('fieldset')?.scrollIntoView();
}

function told(faults) {
  return faults.map(each => el('p', { class: 'fault', role: 'alert' }, each.message));
}

function field(label, type, name, longest) {
  return el('label', {}, label, el('input', { type, maxlength: longest, value: draft.contact[name] ?? '', oninput: event => { draft.contact[name] = event.target.value; keep(); } }));
}

function question(item, faults) {
  const legend = el('legend', {}, `${item.number}. ${item.text}`);
  const known = entry.prefilled[item.id];
  if (known !== undefined) {
    return el('fieldset', { id: item.id }, legend, el('p', {}, item.options?.find(each => each.code === known)?.label ?? known), el('p', { class: 'quiet' }, '已根据学校信息填写'));
  }
  const body = item.type === 'text'
    ? [el('textarea', { maxlength: item.maxLength, 'aria-label': item.text, oninput: event => { answer(item.id, event.target.value); } }, draft.answers[item.id] ?? '')]
    : item.options.map(option => choice(item, option));
  return el('fieldset', { id: item.id }, legend, ...body, ...(item.note ? [el('p', { class: 'quiet' }, item.note)] : []), ...told(faults.filter(each => each.field === item.id)));
}

function choice(item, option) {
  const multiple = item.type === 'multiple';
  const chosen = [draft.answers[item.id] ?? []].flat();
  const input = el('input', { type: multiple ? 'checkbox' : 'radio', name: item.id, value: option.code, checked: chosen.includes(option.code), onchange: () => {
    const codes = [...document.getElementsByName(item.id)].filter(each => each.checked).map(each => each.value);
    answer(item.id, multiple ? codes : codes[0]);
  } });
  const label = el('label', { class: 'option' }, input, `${option.code}. ${option.label}`);
  return option.otherText ? el('div', {}, label, el('input', { type: 'text', maxlength: 200, 'aria-label': option.label, 'data-other': item.id, 'data-option': option.code,
    value: draft.otherTexts[item.id] ?? '', oninput: event => { draft.otherTexts[item.id] = event.target.value; keep(); } })) : label;
}

function answer(id, value) {
  draft.answers[id] = value;
  keep();
  update();
}

/** Shows what is on the path and hides the rest. */
function update() {
  const { asked, given } = path();
  for (const item of definition.questions) document.getElementById(item.id).hidden = !asked.includes(item);
  for (const text of page.querySelectorAll('[data-other]')) text.hidden = ![given[text.dataset.other] ?? []].flat().includes(text.dataset.option);
}

function sheet() {
  const { given } = path();
  const answers = Object.fromEntries(Object.entries(given).filter(([id]) => entry.prefilled[id] === undefined));
  const otherTexts = Object.fromEntries(Object.entries(draft.otherTexts).filter(([id, text]) => text.trim()
    && [answers[id] ?? []].flat().some(chosen => definition.questions.find(each => each.id === id).options.find(each => each.code === chosen)?.otherText)));
  return { entry: entry.code, certificateId: draft.certificateId, questionnaire: { code: definition.code, version: definition.version }, answers, otherTexts,
    contact: draft.contact, elapsedSeconds: Math.min(Math.round((Date.now() - draft.startedAt) / 1000), 86400) };
}

async function submit(button) {
  button.disabled = true;
  // The same bytes at every try: a sheet that differs would be another one.
  const sent = draft.sent ??= sheet();
  keep();
  for (let tries = 0; ; tries++) {
    button.textContent = tries ? '网络不畅，正在重试……' : '正在提交……';
    const reply = await call('PUT', '/api/v1/responses/' + draft.id, sent).catch(() => ({ status: 0 }));
    if (reply.status === 200 || reply.status === 201) return done(reply.body);
    if (![0, 429, 500, 502, 503, 504].includes(reply.status)) return refused(reply);
    if (tries === RETRIES.length) return form([], '网络或服务暂时不可用，您的答案已保存在本机，请稍后再次点击“提交”。');
    await new Promise(resume => setTimeout(resume, RETRIES[tries] * (0.5 + Math.random())));
  }
}

/** Nothing was stored: the sheet may be changed and handed in anew. */
function refused(reply) {
  delete draft.sent;
  keep();
  if (reply.status === 422) return form(reply.body.violations, '有题目需要检查，请看标出的地方。');
  if (reply.body?.code === 'already-answered') localStorage.removeItem(store);
  show(...heading(), el('p', { class: 'notice', role: 'alert' }, reply.body?.detail ?? '提交没有成功，请稍后重新打开本页。'));
}

function done(receipt) {
  const left = draft.sent.contact.phone;
  const id = draft.id;
  localStorage.removeItem(store);
  draft = undefined;
  const withdraw = el('button', { onclick: async () => {
    const reply = await call('DELETE', `/api/v1/responses/${id}/contact`);
    withdraw.replaceWith(el('p', { role: 'status' }, reply.status === 204 ? '联系方式已删除。' : '暂时无法删除，请稍后再试。'));
  } }, '撤回联系方式');
  show(...heading(), el('p', {}, '提交成功。', definition.closing), el('p', { class: 'quiet' }, '回执号'), el('p', { class: 'receipt' }, receipt.receipt), ...(left ? [withdraw] : []),
    el('p', {}, el('a', { href: location.pathname }, '为其他证书答卷')));
}

async function open() {
  token = (await (await fetch('/api/v1/web/sessions', { method: 'POST' })).json()).accessToken;
  const reply = await call('GET', '/api/v1/entries/' + encodeURIComponent(code));
  if (reply.status !== 200) return show(el('h1', {}, '1+X证书制度试点调查'), el('p', { class: 'notice', role: 'alert' }, reply.body.detail));
  entry = reply.body;
  document.title = entry.campaign.title;
  definition = (await call('GET', entry.questionnaire.href)).body;
  draft = JSON.parse(localStorage.getItem(store) ?? 'null') ?? undefined;
  welcome();
}

open().catch(() => show(el('h1', {}, '1+X证书制度试点调查'), el('p', { class: 'notice', role: 'alert' }, '网络不畅，请检查网络后'), el('button', { onclick: () => location.reload() }, '重新打开')));
