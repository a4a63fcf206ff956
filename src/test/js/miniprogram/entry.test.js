'use strict';

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { phone, tap } = require('./phone.js');
const { CODE, problem, standIn } = require('./service.js');

const ENTRY = 'pages/entry/entry';

describe('the code a page was opened with', () => {
  const { parseEntry } = phone({ service: () => null }).load('entry.js');
  const link = `https://survey.example.edu.cn/s/${CODE}`;

  test('is read from a printed code, decoded once', () => {
    assert.equal(parseEntry({ q: encodeURIComponent(link), scancode_time: '1790000000' }), CODE);
    assert.equal(
      parseEntry({ q: encodeURIComponent(`https://survey.example.edu.cn/survey/s/${CODE.toLowerCase()}?from=poster`) }),
      CODE,
    );
    assert.equal(parseEntry({ q: encodeURIComponent(encodeURIComponent(link)) }), null);
  });

  test("is read from the mini program's own code and from plain text", () => {
    assert.equal(parseEntry({ scene: CODE }), CODE);
    assert.equal(parseEntry({ code: ` ${CODE.toLowerCase()} ` }), CODE);
    assert.equal(parseEntry({ code: link }), CODE);
  });

  test('is null where there is none', () => {
    [
      {},
      { q: '%' },
      { q: encodeURIComponent('https://survey.example.edu.cn/other') },
      { scene: 'VB3TVXB6JV' },
      { code: 'VB3TVXB6JVI' },
    ].forEach((query) => assert.equal(parseEntry(query), null));
  });
});

describe('the entry page', () => {
  test('says who asks, where, how long, and what is kept, before anything is stored', async () => {
    const world = phone({ service: standIn().service });
    const { data } = await world.open(`${ENTRY}?q=${encodeURIComponent(`https://x.cn/s/${CODE}`)}`);
    assert.equal(data.stage, 'ready');
    assert.deepEqual(
      [data.title, data.school, data.role, data.sample],
      ['湖北省1+X证书制度试点抽查', '建始县中等职业技术学校', '教师问卷', true],
    );
    assert.equal(data.until, '截止时间：2026-12-20 22:33');
    assert.match(data.privacyNotice, /组织单位/);
    assert.equal(data.chosen, '');
    assert.equal(world.storage.size, 0);
    assert.equal(world.logins, 1);
  });

  test('begins a draft for the chosen certificate, once, however often it is tapped', async () => {
    const world = phone({ service: standIn().service });
    const page = await world.open(`${ENTRY}?scene=${CODE}`);
    await page.onStart();
    assert.equal(page.data.message, '请先选择证书');
    page.onCertificate(tap({ id: 'web' }));
    await Promise.all([page.onStart(), page.onStart()]);
    await page.onStart();
    assert.deepEqual(world.went, [`/pages/form/form?entry=${CODE}&certificate=web`]);
    const draft = world.storage.get('draft-TEACHER-web');
    assert.match(draft.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('tells the next login since when the service knows the respondent, once somebody has agreed', async () => {
    const { service } = standIn();
    const seen = (world) => JSON.parse(world.requests.find(({ path }) => path.endsWith('sessions')).body).seen;
    const first = phone({ service });
    const page = await first.open(`${ENTRY}?scene=${CODE}`);
    assert.equal(seen(first), '');
    const declined = phone({ service, storage: first.storage });
    await declined.open(`${ENTRY}?scene=${CODE}`);
    assert.equal(seen(declined), '');
    const agreed = phone({ service, storage: first.storage });
    const again = await agreed.open(`${ENTRY}?scene=${CODE}`);
    again.onCertificate(tap({ id: 'web' }));
    await again.onStart();
    assert.equal(page.data.stage, 'ready');
    const later = phone({ service, storage: agreed.storage });
    await later.open(`${ENTRY}?scene=${CODE}`);
    assert.equal(seen(later), 'seen-3');
    assert.equal(later.storage.get('draft-TEACHER-web').noticeVersion, 2);
  });

  test('asks students for a guardian before anything is stored, and does not ask teachers', async () => {
    const world = phone({ service: standIn({ role: 'STUDENT' }).service });
    const page = await world.open(`${ENTRY}?code=${CODE}`);
    page.onCertificate(tap({ id: 'care' }));
    await page.onStart();
    assert.match(page.data.message, /监护人/);
    assert.deepEqual([world.storage.size, world.went.length], [0, 0]);
    page.onGuardian();
    await page.onStart();
    assert.equal(world.went.length, 1);
  });

  test('stores and sends nothing when the respondent declines', async () => {
    const world = phone({ service: standIn().service });
    const page = await world.open(`${ENTRY}?code=${CODE}`);
    const sent = world.requests.length;
    page.onDecline();
    assert.match(page.data.stop.text, /没有同意/);
    page.onBack();
    assert.equal(page.data.stage, 'ready');
    assert.deepEqual([world.storage.size, world.requests.length], [0, sent]);
  });

  test('marks what was answered and does not let it be chosen', async () => {
    const page = await phone({ service: standIn({ answered: ['care'] }).service }).open(`${ENTRY}?code=${CODE}`);
    assert.deepEqual(
      page.data.certificates.map(({ mark, open }) => [mark, open]),
      [
        ['已提交', false],
        ['', true],
      ],
    );
    page.onCertificate(tap({ id: 'care' }));
    assert.equal(page.data.chosen, '');
  });

  for (const [name, given, words] of [
    ['before it opens', { state: 'SCHEDULED' }, /尚未开始，将于 2026-11-19 22:33 开放/],
    ['while it closes', { state: 'CLOSING' }, /已截止，不再接受新的答卷/],
    ['when it has closed', { state: 'CLOSED' }, /已经结束，您不需要再做什么/],
    ['when everything was answered', { answered: ['care', 'web'] }, /全部证书提交过答卷，不需要再次填写/],
  ]) {
    test(`says what to do ${name}`, async () => {
      const page = await phone({ service: standIn(given).service }).open(`${ENTRY}?code=${CODE}`);
      assert.equal(page.data.stage, 'stopped');
      assert.match(page.data.stop.text, words);
    });
  }

  test('lets a draft that was begun be finished while the campaign closes', async () => {
    const world = standIn();
    const first = phone({ service: world.service });
    const page = await first.open(`${ENTRY}?code=${CODE}`);
    page.onCertificate(tap({ id: 'care' }));
    await page.onStart();
    world.state = 'CLOSING';
    const again = await phone({ service: world.service, storage: first.storage }).open(`${ENTRY}?code=${CODE}`);
    assert.deepEqual(
      again.data.certificates.map(({ open }) => open),
      [true, false],
    );
    assert.equal(again.data.closing, true);
  });

  test('forgets a draft for what was answered on another phone, but not a sheet that was sent', async () => {
    const world = standIn();
    const first = phone({ service: world.service });
    for (const id of ['care', 'web']) {
      const page = await first.open(`${ENTRY}?code=${CODE}`);
      page.onCertificate(tap({ id }));
      await page.onStart();
    }
    Object.assign(first.storage.get('draft-TEACHER-web'), { sheet: '{}' });
    world.answered.push('care', 'web');
    const page = await phone({ service: world.service, storage: first.storage }).open(`${ENTRY}?code=${CODE}`);
    assert.ok(!first.storage.has('draft-TEACHER-care'));
    assert.deepEqual(
      page.data.certificates.map(({ mark, open }) => [mark, open]),
      [
        ['已提交', false],
        ['尚未送达，继续提交', true],
      ],
    );
  });

  test('finds the draft again under a new code of the school', async () => {
    const world = standIn();
    const first = phone({ service: world.service });
    const page = await first.open(`${ENTRY}?code=${CODE}`);
    page.onCertificate(tap({ id: 'care' }));
    await page.onStart();
    Object.assign(first.storage.get('draft-TEACHER-care'), { entry: '22222222222' });
    const again = await phone({ service: world.service, storage: first.storage }).open(`${ENTRY}?code=${CODE}`);
    assert.equal(again.data.certificates[0].mark, '继续填写');
    again.onCertificate(tap({ id: 'care' }));
    await again.onStart();
    assert.equal(first.storage.get('draft-TEACHER-care').entry, CODE);
  });

  test('asks for a scan without a code and with one that is not known, and goes on with the scanned one', async () => {
    const world = phone({ service: standIn().service, scanned: `https://survey.example.edu.cn/s/${CODE}` });
    const unknown = await world.open(`${ENTRY}?code=22222222222`);
    assert.deepEqual(unknown.data.stop, {
      text: '二维码无效或已更换，请向学校索取最新的二维码',
      action: 'scan',
      link: '',
    });
    const page = await world.open(ENTRY);
    assert.deepEqual(page.data.stop, { text: '请扫描学校提供的二维码', action: 'scan', link: '' });
    page.onScan();
    await new Promise(setImmediate);
    while (page.data.stage === 'loading') await new Promise(setImmediate);
    assert.equal(page.data.stage, 'ready');
  });

  test('leads to a browser where the service has no mini program, without trying again', async () => {
    const world = standIn();
    world.meet('POST', '/api/v1/wechat', problem(503, 'wechat-not-configured', '尚未配置微信小程序，请用浏览器答卷'));
    const here = phone({ service: world.service });
    const page = await here.open(`${ENTRY}?code=${CODE}`);
    assert.equal(page.data.stop.link, `http://localhost:8080/s/${CODE}`);
    assert.equal(here.requests.length, 1);
  });

  test('offers to try again where no answer comes, and works then', async () => {
    const world = standIn();
    world.meet('GET', '/api/v1/entries', null, null, null);
    const page = await phone({ service: world.service }).open(`${ENTRY}?code=${CODE}`);
    assert.deepEqual(page.data.stop, { text: '网络不稳定，请稍后再试', action: 'again', link: '' });
    await page.onAgain();
    assert.equal(page.data.stage, 'ready');
  });

  test('opens a draft that was begun without a network', async () => {
    const first = phone({ service: standIn().service });
    const page = await first.open(`${ENTRY}?code=${CODE}`);
    page.onCertificate(tap({ id: 'care' }));
    await page.onStart();
    const offline = phone({ service: () => null, storage: first.storage });
    const again = await offline.open(`${ENTRY}?code=${CODE}`);
    assert.deepEqual(
      [again.data.stage, again.data.offline, again.data.certificates[0].mark],
      ['ready', true, '继续填写'],
    );
    again.onCertificate(tap({ id: 'care' }));
    await again.onStart();
    assert.equal(offline.went.length, 1);
  });

  test('speaks English on request, to the service as well', async () => {
    const world = phone({ service: standIn().service, language: 'en' });
    const { data } = await world.open(`${ENTRY}?code=${CODE}`);
    assert.equal(data.t.agree, 'Agree and begin');
    assert.equal(world.requests[0].language, 'en');
  });
});
