'use strict';

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { detail, phone } = require('./phone.js');
const { says, saysNothingOf, screen } = require('./screen.js');
const { CODE, TEACHER, problem, standIn } = require('./service.js');
const { answer, begun, sent } = require('./teacher.js');

const LAST_QUESTION = '您认为试点工作还有哪些需要改进的地方并提出有关意见建议。（请填写）';

describe('in the form a respondent', () => {
  test('reads what the school has answered and cannot change it', async () => {
    const { form } = await begun();
    assert.match(screen(form, 'q1').text, /恩施土家族苗族自治州\n已根据学校信息填写/);
    assert.match(screen(form, 'q2').text, /中职学校/);
    ['q1', 'q2'].forEach((id) => assert.ok(screen(form, id).elements.every(({ on }) => Object.keys(on).length === 0)));
  });

  test('answers by tapping and typing alone, and sees questions come and go', async () => {
    const { form, world } = await begun();
    assert.equal(screen(form, 'q8').text, '');
    for (const [id, given] of Object.entries({ ...TEACHER, q7: 'A' }))
      [].concat(given).forEach((option) => screen(form, id).tap(`${option}. `));
    says(form, '8. ', '9. ');
    screen(form, 'q7').tap('B. ');
    assert.deepEqual([screen(form, 'q8').text, screen(form, 'q9').text], ['', '']);
    screen(form, 'q15').tap('E. ');
    screen(form, 'q15').type('请填写具体内容', '带薪休假');
    screen(form, 'q21').type(LAST_QUESTION, '多培训');
    screen(form, 'contact').type('联系人', '张老师');
    screen(form, 'contact').type('联系电话', '13800138000');
    await screen(form).tap('提交');
    const { answers, otherTexts, contact } = JSON.parse(sent(world)[0].body);
    assert.deepEqual(
      [answers, otherTexts, contact],
      [{ ...TEACHER, q15: ['A', 'E'], q21: '多培训' }, { q15: '带薪休假' }, { name: '张老师', phone: '13800138000' }],
    );
  });

  test('takes back a choice that need not be made, and no other', async () => {
    const world = phone({ service: standIn({ role: 'STUDENT' }).service });
    const entry = await world.open(`pages/entry/entry?code=${CODE}`);
    screen(entry).tap('老年照护');
    screen(entry).tap('或已征得监护人同意');
    await screen(entry).tap('同意并开始');
    const form = await world.open(world.went.pop());
    ['q3', 'q16'].forEach((id) => screen(form, id).tap('A. '));
    assert.ok(!screen(form, 'q3').text.includes('清除选择'));
    screen(form, 'q16').tap('清除选择');
    assert.ok(!screen(form, 'q16').text.includes('清除选择'));
    assert.ok(screen(form, 'q16').elements.every(({ attributes }) => attributes['aria-checked'] !== true));
    assert.equal(world.storage.get('draft-STUDENT-care').answers.q16, '');
  });

  test('sees how far it is', async () => {
    const { form } = await begun();
    answer(form, { q3: 'B', q4: 'A', q5: ['A'], q6: 'A' });
    const bar = screen(form).elements.find(({ attributes }) => attributes['aria-role'] === 'progressbar').attributes;
    const { percent, label } = form.data.progress;
    assert.ok(percent > 0 && percent < 100);
    assert.deepEqual([bar['aria-valuenow'], bar['aria-label']], [percent, label]);
    assert.ok(screen(form).elements.some(({ attributes }) => attributes.style === `width: ${percent}%`));
    says(form, label);
  });

  test('finds every violation beside its question, the first of them in sight', async () => {
    const { form, world } = await begun();
    answer(form, { ...TEACHER, q4: '' });
    screen(form, 'contact').type('联系电话', '12');
    await screen(form).tap('提交');
    assert.match(screen(form, 'q4').text, /第4题还没有回答/);
    assert.match(screen(form, 'contact').text, /联系电话有误/);
    says(form, '有2处需要检查');
    assert.notEqual(screen(form, world.scrolledTo[0].slice(1)).text, '');
    screen(form, 'q4').tap('A. ');
    assert.doesNotMatch(screen(form, 'q4').text, /还没有回答/);
  });

  test('finds what only the service knows beside its question as well', async () => {
    const { form, service } = await begun();
    answer(form, TEACHER);
    service.meet(
      'PUT',
      '/api',
      problem(422, 'answers-invalid', '答卷有误，请检查标出的题目', {
        violations: [
          { field: 'q12', code: 'unknown-option', message: '第12题没有所选的选项，请重新选择' },
          { field: 'contact.phone', code: 'invalid-phone', message: '联系电话有误' },
        ],
      }),
    );
    await screen(form).tap('提交');
    assert.match(screen(form, 'q12').text, /第12题没有所选的选项/);
    assert.match(screen(form, 'contact').text, /联系电话有误/);
    says(form, '答卷有误，请检查标出的题目');
  });

  test('finds every word and choice again after a restart, in its place and with its name', async () => {
    const { form, world, service } = await begun();
    answer(form, { ...TEACHER, q15: ['A', 'E'] });
    screen(form, 'q15').type('请填写具体内容', '带薪休假');
    screen(form, 'q21').type(LAST_QUESTION, '多培训');
    screen(form, 'contact').type('联系人', '张老师');
    screen(form, 'contact').type('联系电话', '13800138000');
    const later = await phone({ service: service.service, storage: world.storage }).open(
      `pages/form/form?entry=${CODE}&certificate=care`,
    );
    const { elements, text } = screen(later);
    assert.deepEqual(
      elements.filter(({ on }) => on.input).map(({ attributes }) => [attributes['aria-label'], attributes.value]),
      [
        ['请填写具体内容', '带薪休假'],
        [LAST_QUESTION, '多培训'],
        ['联系人', '张老师'],
        ['联系电话', '13800138000'],
      ],
    );
    assert.equal(
      elements.filter(({ attributes }) => attributes['aria-checked'] === true).length,
      Object.values(TEACHER).flat().length + 1,
    );
    assert.match(text, /联系人\n联系电话/);
  });

  test('may write as much as the rules allow, although WeChat stops at 140 by default', async () => {
    const { form } = await begun();
    answer(form, { q15: ['E'] });
    assert.deepEqual(
      screen(form)
        .elements.filter(({ on }) => on.input)
        .map(({ attributes }) => Number(attributes.maxlength)),
      [200, 1000, 50, 40],
    );
  });

  test('hears the question with its choices', async () => {
    const { form } = await begun();
    for (const [id, role] of [
      ['q3', 'radiogroup'],
      ['q5', 'group'],
    ]) {
      const { attributes } = screen(form, id).elements.find((element) => element.attributes['aria-role'] === role);
      assert.ok(screen(form, id).text.includes(attributes['aria-label']), id);
    }
  });

  test('is told that there is no network, that a sheet waits, and that it is sent', async () => {
    const { form, world, service } = await begun();
    answer(form, { ...TEACHER, q15: ['E'] });
    form.onOther(detail({ id: 'q15', value: '带薪休假' }));
    await world.connect(false);
    says(form, '当前没有网络，回答已保存在本机');
    await screen(form).tap('提交');
    says(form, '联网后自动提交', '再次提交');
    const { elements } = screen(form);
    assert.ok(elements.filter(({ on }) => on.input).every(({ attributes }) => attributes.disabled === true));
    assert.ok(
      elements
        .filter(({ attributes }) => 'aria-checked' in attributes)
        .every(({ attributes }) => attributes['aria-disabled'] === true),
    );
    screen(form, 'q3').tap('A. ');
    assert.equal(form.draft.answers.q3, TEACHER.q3);
    const back = world.connect(true);
    says(form, '正在提交');
    saysNothingOf(form, '当前没有网络', '联网后自动提交');
    await back;
    assert.equal(service.stored.size, 1);
  });

  test('reads thanks and a way back where there is nothing more to answer', async () => {
    const { form, world, service } = await begun();
    answer(form, TEACHER);
    service.meet('PUT', '/api', problem(409, 'already-answered', '您已经为该证书提交过答卷'));
    await screen(form).tap('提交');
    says(form, '先前的答卷有效，不需要再做什么。感谢您的参与！');
    saysNothingOf(form, '正在提交', '必答');
    screen(form).tap('返回');
    assert.deepEqual(world.went, [`/pages/entry/entry?code=${CODE}`]);
  });
});
