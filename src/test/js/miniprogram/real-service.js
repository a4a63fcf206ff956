'use strict';

// A teacher, twice, with the real service: node real-service.js <service> <entry code> <campaign's address> <office's
// token> <login code>… Pages, requests and drafts are the mini program's own; only `wx` is not WeChat's. Prints what
// happened as JSON.

const { detail, phone, tap } = require('./phone.js');
const { TEACHER } = require('./service.js');

const [service, code, campaign, office, ...codes] = process.argv.slice(2);
const traffic = [];
let endToken = false;

/** Sends a phone's request over HTTP; every status is an answer. */
async function overHttp({ method, path, body, bearer, language }) {
  const headers = { 'Content-Type': 'application/json', 'Accept-Language': language };
  if (bearer) headers.Authorization = `Bearer ${endToken ? 'ended' : bearer}`;
  endToken = false;
  try {
    const response = await fetch(service + path, { method, headers, body });
    const text = await response.text();
    traffic.push([method, response.status, body]);
    return { status: response.status, data: text && JSON.parse(text), header: Object.fromEntries(response.headers) };
  } catch {
    traffic.push([method, 0, body]);
    return null;
  }
}

const start = (storage) => phone({ service: overHttp, storage, loginCode: () => codes.shift(), realTime: true });
const statuses = (method) =>
  traffic
    .splice(0)
    .filter(([sent]) => sent === method)
    .map(([, status]) => status);

async function begin(world, certificate) {
  const entry = await world.open(`pages/entry/entry?q=${encodeURIComponent(`${service}/s/${code}`)}`);
  entry.onCertificate(tap({ id: entry.data.certificates[certificate].id }));
  await entry.onStart();
  const form = await world.open(world.went.pop());
  Object.entries(TEACHER).forEach(([id, value]) => form.onAnswer(detail({ id, value })));
  return { entry, form };
}

async function story() {
  const told = {};
  const tablet = start();
  await begin(tablet, 0);

  const world = start();
  const { entry, form } = await begin(world, 0);
  told.entry = {
    stage: entry.data.stage,
    school: entry.data.school,
    prefilled: form.data.items.filter(({ type }) => type === 'prefilled').map(({ id }) => id),
  };
  form.onContact(detail({ name: '张老师', phone: '13800138000' }));
  traffic.length = 0;
  await form.onHandIn();
  told.sameText = new Set(traffic.map(([, , body]) => body)).size === 1;
  told.cut = statuses('PUT');
  const done = await world.open(world.went.pop());
  told.receipt = done.data.receipt;
  told.closing = done.data.closing;
  endToken = true;
  await done.onWithdraw();
  told.withdrawal = { statuses: statuses('DELETE'), withdrawn: done.data.withdrawn };

  const again = await start(world.storage).open(`pages/entry/entry?code=${code}`);
  told.answered = again.data.certificates.map(({ mark }) => mark);

  const second = start(tablet.storage);
  const late = await second.open(`pages/form/form?entry=${code}&certificate=${again.data.certificates[0].id}`);
  await late.onHandIn();
  told.alreadyAnswered = late.data.ended;

  const { code: questionnaire, version } = late.survey.definition;
  const certificateId = again.data.certificates[1].id;
  const sheet = JSON.stringify({
    entry: code,
    certificateId,
    questionnaire: { code: questionnaire, version },
    answers: { ...TEACHER, q3: 'Z' },
  });
  const {
    status,
    code: problem,
    violations,
    state,
  } = await second.load('api/survey.js').handIn('60c61b9e-240b-41b6-848b-4aa301e77c39', sheet);
  told.refused = { status, problem, violations, settled: state === 'refused' };

  const { form: unlucky } = await begin(start(), 1);
  await close();
  await unlucky.onHandIn();
  told.closed = unlucky.data.ended;
  told.closedEntry = (await start().open(`pages/entry/entry?scene=${code}`)).data.stop;
  told.unknown = (await start().open('pages/entry/entry?code=22222222222')).data.stop;
  console.log(JSON.stringify(told));
}

async function close() {
  const ago = (minutes) => new Date(Date.now() - minutes * 60000).toISOString().replace(/\.\d+/, '');
  const { status } = await fetch(service + campaign, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${office}` },
    body: JSON.stringify({ opensAt: ago(60), closesAt: ago(20) }),
  });
  if (status !== 200) throw new Error(`closing the campaign: ${status}`);
}

story();
