'use strict';

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { detail, phone, tap } = require('./phone.js');
const { CODE, TEACHER, problem } = require('./service.js');
const { answer, begun, sent } = require('./teacher.js');

const DRAFT = 'draft-TEACHER-care';

describe('a sheet that is not taken', () => {
  test('ends with thanks where it was answered already', async () => {
    const { form, world, service } = await begun();
    answer(form, TEACHER);
    service.meet('PUT', '/api', problem(409, 'already-answered', '您已经为该证书提交过答卷'));
    await form.onHandIn();
    assert.match(form.data.ended, /已经为该证书提交过答卷.*不需要再做什么.*感谢/);
    assert.ok(!world.storage.has(DRAFT));
    form.onBack();
    assert.deepEqual(world.went, [`/pages/entry/entry?code=${CODE}`]);
  });

  for (const [code, status, words] of [
    ['campaign-closed', 409, '调查已经结束'],
    ['entry-unknown', 404, '二维码无效或已更换'],
  ]) {
    test(`says so for ${code} and keeps the draft`, async () => {
      const { form, world, service } = await begun();
      answer(form, TEACHER);
      service.meet('PUT', '/api', problem(status, code, words));
      await form.onHandIn();
      assert.deepEqual(
        [form.data.ended, world.storage.get(DRAFT).sheet],
        [`答卷没有提交：${words}。您的回答仍保存在本机。`, ''],
      );
    });
  }

  test('leads to the web page where the campaign takes no sheets from WeChat', async () => {
    const { form, service } = await begun();
    answer(form, TEACHER);
    service.meet('PUT', '/api', problem(403, 'wechat-channel-off', '本次调查只接受网页答卷，请用浏览器打开'));
    await form.onHandIn();
    assert.deepEqual(
      [form.data.ended, form.data.link],
      [
        '答卷没有提交：本次调查只接受网页答卷，请用浏览器打开。您的回答仍保存在本机。',
        `http://localhost:8080/s/${CODE}`,
      ],
    );
  });

  describe('where the questionnaire was updated', () => {
    /** A version in which question 3 asks something else, and an option of question 5 means something else. */
    const second = (definition) => ({
      ...definition,
      questions: definition.questions.map((question) => ({
        ...question,
        text: question.id === 'q3' ? '您的教龄是？' : question.text,
        options:
          question.id === 'q5'
            ? question.options.map((each) => (each.code === 'B' ? { ...each, label: '别的工作' } : each))
            : question.options,
      })),
    });

    test('says so, and a tap opens the new one with the answers that still fit', async () => {
      const { form, world, service } = await begun();
      answer(form, TEACHER);
      Object.assign(service, { version: 2, revised: second });
      service.meet('PUT', '/api', problem(409, 'questionnaire-outdated', '问卷已更新，请重新打开后作答'));
      await form.onHandIn();
      assert.match(form.data.ended, /问卷有了新版本/);
      assert.equal(form.data.updated, true);
      await form.onUpdated();
      assert.deepEqual([form.data.ended, form.data.message], ['', '问卷已更新，请检查后再次提交']);
      answer(form, { q3: 'A' });
      await form.onHandIn();
      const last = JSON.parse(sent(world)[1].body);
      assert.deepEqual([last.questionnaire.version, last.answers], [2, { ...TEACHER, q3: 'A', q5: ['A'] }]);
    });

    test('can be tried again where the new one does not come', async () => {
      const { form, world, service } = await begun();
      answer(form, TEACHER);
      service.version = 2;
      service.meet('PUT', '/api', problem(409, 'questionnaire-outdated', '问卷已更新，请重新打开后作答'));
      await form.onHandIn();
      service.meet('GET', '/api', null, null, null);
      await form.onUpdated();
      assert.deepEqual([form.data.ended, form.data.updated], ['网络不稳定，请稍后再试', true]);
      assert.deepEqual(world.storage.get(DRAFT).answers, TEACHER);
      await form.onUpdated();
      assert.equal(form.data.ended, '');
    });

    test('loses what does not fit as well when the draft is opened later', async () => {
      const { form, world, service } = await begun();
      answer(form, TEACHER);
      Object.assign(service, { version: 2, revised: second });
      const later = phone({ service: service.service, storage: world.storage });
      const page = await later.open(`pages/entry/entry?code=${CODE}`);
      page.onCertificate(tap({ id: 'care' }));
      await page.onStart();
      const { q3, ...others } = TEACHER;
      assert.deepEqual(world.storage.get(DRAFT).answers, { ...others, q5: ['A'] });
    });
  });

  describe('where the certificate has enough', () => {
    const full = problem(409, 'quota-full', '该证书的答卷数已达上限');

    test('may go with another certificate, under another id', async () => {
      const { form, world, service } = await begun();
      answer(form, TEACHER);
      service.meet('PUT', '/api', full);
      await form.onHandIn();
      assert.match(form.data.ended, /可以改选/);
      assert.deepEqual(
        form.data.others.map(({ id }) => id),
        ['web'],
      );
      await form.onInstead(tap({ id: 'web' }));
      assert.deepEqual(
        [form.data.ended, form.data.message, world.storage.has(DRAFT)],
        ['', '已改选证书，请检查后提交', false],
      );
      await form.onHandIn();
      const [first, second] = sent(world).map(({ path, body }) => ({ path, ...JSON.parse(body) }));
      assert.notEqual(first.path, second.path);
      assert.deepEqual([second.certificateId, second.answers], ['web', TEACHER]);
    });

    test('ends with thanks where all others are answered or full, and keeps the draft', async () => {
      const { form, world, service } = await begun();
      answer(form, TEACHER);
      service.meet('PUT', '/api', full, full);
      await form.onHandIn();
      await form.onInstead(tap({ id: 'web' }));
      await form.onHandIn();
      assert.match(form.data.ended, /不需要再做什么/);
      assert.deepEqual([form.data.others, world.storage.get('draft-TEACHER-web').answers], [[], TEACHER]);
    });

    test('leaves a draft alone that was begun for the other certificate', async () => {
      const { form, world, service } = await begun();
      answer(form, TEACHER);
      const page = await world.open(`pages/entry/entry?code=${CODE}`);
      page.onCertificate(tap({ id: 'web' }));
      await page.onStart();
      service.meet('PUT', '/api', full);
      await form.onHandIn();
      await form.onInstead(tap({ id: 'web' }));
      assert.deepEqual([form.data.progress.answered, world.storage.get(DRAFT).answers], [0, TEACHER]);
    });
  });

  test('gets a new id where its own was used for another sheet', async () => {
    const { form, world, service } = await begun();
    answer(form, TEACHER);
    service.meet('PUT', '/api', problem(409, 'response-id-reused', '该答卷编号已用于另一份答卷'));
    await form.onHandIn();
    await form.onHandIn();
    const [first, second] = sent(world).map(({ path }) => path);
    assert.notEqual(first, second);
    assert.equal(world.went.length, 1);
  });
});

describe('the receipt', () => {
  test('is shown with the closing words, and the contact can be withdrawn', async () => {
    const { form, world, service } = await begun();
    answer(form, TEACHER);
    form.onContact(detail({ name: '张老师', phone: '13800138000' }));
    await form.onHandIn();
    const done = await world.open(world.went.pop());
    assert.deepEqual(
      [done.data.receipt.receipt, done.data.receipt.contact, done.data.closing],
      ['25VN-BJQB', true, '再次感谢您的参与！'],
    );
    service.meet('DELETE', '/api', null, null, null);
    await done.onWithdraw();
    assert.deepEqual([done.data.withdrawn, done.data.message], [false, '网络不稳定，请稍后再试']);
    await Promise.all([done.onWithdraw(), done.onWithdraw()]);
    assert.deepEqual([done.data.withdrawn, done.data.receipt.contact], [true, false]);
    assert.equal(world.requests.filter(({ method }) => method === 'DELETE').length, 4);
  });

  test('offers no withdrawal where no contact was left', async () => {
    const { form, world } = await begun();
    answer(form, TEACHER);
    await form.onHandIn();
    const done = await world.open(world.went.pop());
    assert.equal(done.data.receipt.contact, false);
  });

  test('is found again from the entry page', async () => {
    const { form, world, service } = await begun();
    answer(form, TEACHER);
    await form.onHandIn();
    service.answered.push('care');
    const later = phone({ service: service.service, storage: world.storage });
    const entry = await later.open(`pages/entry/entry?code=${CODE}`);
    assert.equal(entry.data.certificates[0].receipt, true);
    entry.onReceipt(tap({ id: 'care' }));
    assert.equal((await later.open(later.went[0])).data.receipt.receipt, '25VN-BJQB');
  });
});
