'use strict';

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { detail, phone } = require('./phone.js');
const { CODE, TEACHER, problem } = require('./service.js');
const { answer, asked, begun, marked, sent } = require('./teacher.js');

const FORM = `pages/form/form?entry=${CODE}&certificate=care`;
const DRAFT = 'draft-TEACHER-care';

describe('the form', () => {
  test('shows what the school has answered and does not ask it', async () => {
    const { form } = await begun();
    assert.deepEqual(
      form.data.items.slice(0, 3).map(({ type, value }) => [type, value]),
      [
        ['prefilled', '恩施土家族苗族自治州'],
        ['prefilled', '中职学校'],
        ['single', ''],
      ],
    );
    assert.equal(form.data.progress.answered, 0);
  });

  test('asks what is on the path, and sends nothing that is not', async () => {
    const { form, world } = await begun();
    assert.ok(!asked(form).includes('q8'));
    answer(form, { ...TEACHER, q7: 'A', q8: ['A'], q9: 'A' });
    assert.ok(asked(form).includes('q8') && asked(form).includes('q9'));
    answer(form, { q7: 'B' });
    assert.ok(!asked(form).includes('q8') && !asked(form).includes('q9'));
    await form.onHandIn();
    assert.deepEqual(JSON.parse(sent(world)[0].body).answers, TEACHER);
    assert.equal(JSON.parse(sent(world)[0].body).noticeVersion, 2);
  });

  test('counts answered questions along the path', async () => {
    const { form } = await begun();
    const { asked: before } = form.data.progress;
    answer(form, { q7: 'A' });
    assert.deepEqual(form.data.progress, {
      answered: 1,
      asked: before + 2,
      percent: Math.round(100 / (before + 2)),
      label: `已答 1 / ${before + 2} 题`,
    });
    answer(form, TEACHER);
    assert.equal(form.data.progress.percent, 100, 'what may stay open may');
  });

  test('sends the text beside an option only while the option is chosen', async () => {
    const { form, world } = await begun();
    answer(form, { ...TEACHER, q15: ['A', 'E'] });
    form.onOther(detail({ id: 'q15', value: '带薪休假' }));
    answer(form, { q15: ['A'] });
    await form.onHandIn();
    assert.deepEqual(JSON.parse(sent(world)[0].body).otherTexts, {});
  });

  test('marks everything that is missing at its question, scrolls to the first, and sends nothing', async () => {
    const { form, world } = await begun();
    answer(form, { ...TEACHER, q4: '', q15: ['E'] });
    form.onContact(detail({ name: '张老师', phone: '12' }));
    await form.onHandIn();
    assert.deepEqual(marked(form), ['q4 第4题还没有回答', 'q15 第15题选择了“其他”，请填写具体内容']);
    assert.match(form.data.contactViolation, /联系电话有误/);
    assert.deepEqual(
      [form.data.message, world.scrolledTo, sent(world).length],
      ['有3处需要检查，请看标出的地方', ['#q4'], 0],
    );
    answer(form, { q4: 'A' });
    assert.deepEqual(marked(form), ['q15 第15题选择了“其他”，请填写具体内容']);
  });

  test('counts down as violations are corrected, and says nothing once all are', async () => {
    const { form } = await begun();
    answer(form, { ...TEACHER, q4: '', q15: ['E'] });
    form.onContact(detail({ name: '张老师', phone: '12' }));
    await form.onHandIn();
    form.onContact(detail({ name: '张老师', phone: '13800138000' }));
    assert.deepEqual([form.data.message, form.data.contactViolation], ['有2处需要检查，请看标出的地方', '']);
    form.onOther(detail({ id: 'q15', value: '带薪休假' }));
    assert.equal(form.data.message, '有1处需要检查，请看标出的地方');
    answer(form, { q3: 'A' });
    assert.equal(form.data.message, '有1处需要检查，请看标出的地方', 'nothing was wrong there');
    answer(form, { q4: 'A' });
    assert.deepEqual([form.data.message, marked(form)], ['', []]);
  });

  test('does not count what is no longer asked', async () => {
    const { form } = await begun();
    answer(form, { ...TEACHER, q4: '', q7: 'A' });
    await form.onHandIn();
    assert.equal(form.data.message, '有3处需要检查，请看标出的地方', 'questions 4, 8 and 9');
    answer(form, { q7: 'B' });
    assert.equal(form.data.message, '有1处需要检查，请看标出的地方');
    answer(form, { q7: 'A' });
    assert.deepEqual(marked(form), ['q4 第4题还没有回答'], 'the next check tells');
  });

  test('tells in English what is missing where WeChat is set to it', async () => {
    const { form } = await begun(undefined, { language: 'en' });
    answer(form, { ...TEACHER, q4: '' });
    form.onContact(detail({ name: 'Zhang', phone: '' }));
    await form.onHandIn();
    assert.deepEqual(
      [marked(form), form.data.contactViolation, form.data.message],
      [
        ['q4 Question 4 has not been answered'],
        'You left a name, please leave a phone number as well',
        'Please look at what is marked: 2',
      ],
    );
  });

  test('shows what the service finds wrong, and hands the corrected sheet in under the same id', async () => {
    const { form, world, service } = await begun();
    answer(form, TEACHER);
    const violations = [{ field: 'q12', code: 'unknown-option', message: '第12题没有所选的选项，请重新选择' }];
    service.meet('PUT', '/api', problem(422, 'answers-invalid', '答卷有误，请检查标出的题目', { violations }));
    await form.onHandIn();
    assert.deepEqual(
      [marked(form), form.data.message, world.scrolledTo],
      [['q12 第12题没有所选的选项，请重新选择'], '答卷有误，请检查标出的题目', ['#q12']],
    );
    assert.equal(form.data.locked, false);
    answer(form, { q12: 'B' });
    assert.equal(form.data.message, '', 'corrected');
    await form.onHandIn();
    assert.equal(new Set(sent(world).map(({ path }) => path)).size, 1);
    assert.deepEqual(world.went, ['/pages/done/done?role=TEACHER&certificate=care']);
  });

  test('finds the draft again after a restart', async () => {
    const { form, world, service } = await begun();
    answer(form, { q3: 'B', q7: 'A', q8: ['A', 'B'] });
    form.onText(detail({ id: 'q21', value: '培训时间可以更长一些' }));
    form.onContact(detail({ name: '张老师', phone: '' }));
    const again = await phone({ service: service.service, storage: world.storage }).open(FORM);
    assert.deepEqual(
      again.data.items.find(({ id }) => id === 'q8').options.map(({ checked }) => checked),
      [true, true, false, false],
    );
    assert.equal(again.data.items.find(({ id }) => id === 'q21').value, '培训时间可以更长一些');
    assert.equal(again.data.contact.name, '张老师');
  });

  test('removes the draft only once it is stored, and keeps no answers', async () => {
    const { form, world } = await begun();
    answer(form, TEACHER);
    assert.ok(world.storage.has(DRAFT));
    await form.onHandIn();
    assert.ok(!world.storage.has(DRAFT));
    assert.deepEqual(Object.keys(world.storage.get('receipt-TEACHER-care')), ['id', 'receipt', 'entry', 'contact']);
  });

  test('sends once, however often it is tapped', async () => {
    const { form, world } = await begun();
    answer(form, TEACHER);
    await Promise.all([form.onHandIn(), form.onHandIn(), form.onHandIn()]);
    assert.equal(sent(world).length, 1);
  });

  test('says that a draft is not there', async () => {
    const form = await phone({ service: () => null }).open(FORM);
    assert.match(form.data.ended, /没有找到答卷/);
  });
});

describe('a form without a network', () => {
  test('keeps the draft, says so, and sends when the network is back', async () => {
    const { form, world, service } = await begun();
    answer(form, TEACHER);
    await world.connect(false);
    assert.equal(form.data.offline, true);
    await form.onHandIn();
    assert.deepEqual([form.data.message, sent(world).length], ['没有网络，答卷已保存在本机，联网后自动提交', 0]);
    await world.connect(true);
    assert.deepEqual([service.stored.size, world.went.length], [1, 1]);
  });

  test('sends nothing that nobody has handed in', async () => {
    const { form, world } = await begun();
    answer(form, TEACHER);
    await world.connect(false);
    await world.connect(true);
    assert.equal(sent(world).length, 0);
  });

  test('repeats the same text under the same id until an answer comes', async () => {
    const { form, world, service } = await begun();
    answer(form, TEACHER);
    service.meet(
      'PUT',
      '/api',
      'lost',
      null,
      problem(503, 'database-unavailable', '服务暂时不可用', { header: { 'Retry-After': '2' } }),
    );
    await form.onHandIn();
    assert.equal(sent(world).length, 4);
    assert.equal(new Set(sent(world).map(({ path, body }) => path + body)).size, 1);
    assert.deepEqual([service.stored.size, world.went.length], [1, 1]);
  });

  test('gives up after six tries, leaves the sheet unchanged, and goes on after a restart', async () => {
    const { form, world, service } = await begun();
    answer(form, TEACHER);
    service.meet('PUT', '/api', 'lost', null, null, null, null, null);
    await form.onHandIn();
    assert.deepEqual(
      [form.data.message, form.data.locked, sent(world).length],
      ['网络不稳定，答卷已保存在本机，请稍后再次提交', true, 6],
    );
    answer(form, { q3: 'A' });
    form.onContact(detail({ name: '', phone: '13800138000' }));
    const later = phone({ service: service.service, storage: world.storage });
    await later.open(FORM);
    assert.equal(sent(later)[0].body, sent(world)[0].body);
    assert.equal(later.went.length, 1);
  });

  test('does not take a login that failed for a refusal of the sheet', async () => {
    const { form, world, service } = await begun();
    answer(form, TEACHER);
    service.meet('PUT', '/api', 'lost', problem(401, 'unauthorized', '请先登录'));
    service.meet('POST', '/api/v1/wechat', problem(403, 'wechat-user-blocked', '该微信账号已被微信限制登录'));
    await form.onHandIn();
    assert.deepEqual([form.data.locked, form.data.message], [true, '该微信账号已被微信限制登录']);
    assert.ok(world.storage.get(DRAFT).sheet);
  });
});
