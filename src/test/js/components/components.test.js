'use strict';

const assert = require('node:assert/strict');
const { beforeEach, describe, test } = require('node:test');
const { phone } = require('../miniprogram/phone.js');
const { begun } = require('../miniprogram/teacher.js');
const { screen } = require('./screen.js');

const COMPONENTS = { single: 'single-choice', multiple: 'multiple-choice', text: 'open-text' };
const HANDLERS = { single: 'onAnswer', multiple: 'onAnswer', text: 'onText' };

/**
 * A question of the form on the screen; an answer goes to the form, and the component gets the question as the form
 * then has it.
 */
function question(form, id) {
  const item = () => form.data.items.find((each) => each.id === id);
  const { type } = item();
  const shown = screen(COMPONENTS[type], { item: item() }, (event, detail) => {
    form[event === 'other' ? 'onOther' : HANDLERS[type]]({ detail });
    shown.show({ item: item() });
  });
  return shown;
}

const options = (...chosen) =>
  [
    ['A', '是', false],
    ['B', '其他', true],
  ].map(([code, label, otherText]) => ({ code, label, otherText, checked: chosen.includes(code) }));
const item = (change) => ({
  id: 'q9',
  text: '您满意吗？',
  options: options(),
  otherText: '',
  maxLength: 200,
  value: '',
  locked: false,
  ...change,
});

beforeEach(() => phone({ service: () => null }));

describe('a single choice', () => {
  test('reads as a group of which nothing is chosen yet', async () => {
    const { form } = await begun();
    const titles = question(form, 'q3');
    assert.deepEqual(titles.spoken(), [
      'radiogroup 您的职称是？',
      'radio A. 中级以下',
      'radio B. 中级',
      'radio C. 副高级',
      'radio D. 正高级',
    ]);
    assert.deepEqual([titles.written(), titles.marked()], [['A. 中级以下', 'B. 中级', 'C. 副高级', 'D. 正高级'], []]);
  });

  test('is answered by the option that was tapped last, on the screen and for screen readers', async () => {
    const { form } = await begun();
    const titles = question(form, 'q3');
    titles.tap('B. 中级');
    titles.tap('C. 副高级');
    assert.deepEqual(titles.raised, [
      ['answer', { id: 'q3', value: 'B' }],
      ['answer', { id: 'q3', value: 'C' }],
    ]);
    assert.deepEqual(
      titles.spoken().filter((line) => line.endsWith('checked')),
      ['radio C. 副高级 checked'],
    );
    assert.deepEqual(titles.marked(), ['C. 副高级']);
  });

  test('asks for words beside an option while it is chosen, and passes them on', () => {
    const choice = screen('single-choice', { item: item() });
    assert.ok(!choice.spoken().some((line) => line.startsWith('textbox')));
    choice.show({ item: item({ options: options('B') }) });
    assert.deepEqual(choice.spoken().slice(-2), ['radio B. 其他 checked', 'textbox 请填写具体内容']);
    choice.write('说不清');
    assert.deepEqual(choice.raised, [['other', { id: 'q9', value: '说不清' }]]);
  });

  test('says that it is locked, and tells its page nothing, while its sheet is being sent', () => {
    const choice = screen('single-choice', {
      item: item({ options: options('B'), otherText: '说不清', locked: true }),
    });
    choice.tap('A. 是');
    assert.deepEqual(choice.raised, []);
    assert.deepEqual(choice.spoken(), [
      'radiogroup 您满意吗？',
      'radio A. 是 disabled',
      'radio B. 其他 checked disabled',
      'textbox 请填写具体内容 “说不清” disabled',
    ]);
  });
});

describe('a multiple choice', () => {
  test('reads as a group of which nothing is chosen yet', async () => {
    const { form } = await begun();
    const work = question(form, 'q5');
    assert.deepEqual(work.spoken(), [
      'group 您参与1+X证书制度试点的主要工作内容是？（可多选）',
      'checkbox A. 有关行政工作',
      'checkbox B. 学生培训',
      'checkbox C. 监考及考务',
      'checkbox D. 相关课程任教',
    ]);
    assert.deepEqual([work.written().length, work.marked()], [4, []]);
  });

  test('adds and takes away with each tap, in the order of the options', async () => {
    const { form } = await begun();
    const work = question(form, 'q5');
    ['C. 监考及考务', 'A. 有关行政工作', 'B. 学生培训', 'A. 有关行政工作'].forEach(work.tap);
    assert.deepEqual(
      work.raised.map(([, { value }]) => value),
      [['C'], ['A', 'C'], ['A', 'B', 'C'], ['B', 'C']],
    );
    assert.deepEqual(
      work.spoken().filter((line) => line.endsWith('checked')),
      ['checkbox B. 学生培训 checked', 'checkbox C. 监考及考务 checked'],
    );
    assert.deepEqual(work.marked(), ['B. 学生培训', 'C. 监考及考务']);
  });

  test('asks for words beside an option while it is chosen, and keeps them', async () => {
    const { form } = await begun();
    const wishes = question(form, 'q15');
    const fields = () => wishes.spoken().filter((line) => line.startsWith('textbox'));
    assert.deepEqual(fields(), []);
    wishes.tap('E. 其他（请填写）');
    assert.deepEqual([fields(), wishes.limits()], [['textbox 请填写具体内容'], [200]]);
    wishes.write('带薪休假');
    assert.deepEqual(wishes.raised.at(-1), ['other', { id: 'q15', value: '带薪休假' }]);
    wishes.tap(wishes.written()[0]);
    assert.deepEqual(fields(), ['textbox 请填写具体内容 “带薪休假”']);
    wishes.tap('E. 其他（请填写）');
    assert.deepEqual(fields(), []);
  });

  test('says that it is locked, and tells its page nothing, while its sheet is being sent', () => {
    const choice = screen('multiple-choice', {
      item: item({ options: options('B'), otherText: '说不清', locked: true }),
    });
    choice.tap('A. 是');
    assert.deepEqual(choice.raised, []);
    assert.deepEqual(choice.spoken(), [
      'group 您满意吗？',
      'checkbox A. 是 disabled',
      'checkbox B. 其他 checked disabled',
      'textbox 请填写具体内容 “说不清” disabled',
    ]);
  });
});

describe('the text beside an option', () => {
  test('shows what was written before, and tells what is written now', () => {
    const text = screen('other-text', { value: '带薪', label: '请填写具体内容', locked: false });
    assert.deepEqual([text.spoken(), text.limits()], [['textbox 请填写具体内容 “带薪”'], [200]]);
    text.write('带薪休假');
    assert.deepEqual(text.raised, [['text', { value: '带薪休假' }]]);
  });

  test('cannot be changed while its sheet is being sent', () => {
    assert.deepEqual(screen('other-text', { value: '带薪', label: '请填写具体内容', locked: true }).spoken(), [
      'textbox 请填写具体内容 “带薪” disabled',
    ]);
  });
});

describe('an open question', () => {
  test('is named by its question, takes as much as the questionnaire allows, and tells what is written', async () => {
    const { form } = await begun();
    const advice = question(form, 'q21');
    const { text } = form.data.items.find(({ id }) => id === 'q21');
    assert.deepEqual([advice.spoken(), advice.limits()], [[`textbox ${text}`], [1000]]);
    advice.write('培训时间可以更长一些');
    assert.deepEqual(advice.raised, [['answer', { id: 'q21', value: '培训时间可以更长一些' }]]);
  });

  test('shows what was written before, and cannot be changed while its sheet is being sent', () => {
    const advice = screen('open-text', { item: item({ value: '更长一些' }) });
    assert.deepEqual(advice.spoken(), ['textbox 您满意吗？ “更长一些”']);
    advice.show({ item: item({ value: '更长一些', locked: true }) });
    assert.deepEqual(advice.spoken(), ['textbox 您满意吗？ “更长一些” disabled']);
  });
});

describe('contact fields', () => {
  const contact = { name: '张老师', phone: '' };

  test('say what belongs in them and what was written before', () => {
    const fields = screen('contact-fields', { contact, locked: false });
    assert.deepEqual(
      [fields.written(), fields.limits()],
      [
        ['联系人', '联系电话'],
        [50, 40],
      ],
    );
    assert.deepEqual(
      fields.spoken().filter((line) => line.startsWith('textbox')),
      ['textbox 联系人 “张老师”', 'textbox 联系电话'],
    );
  });

  test('tell name and phone together, though the page hands nothing back while somebody types', () => {
    const fields = screen('contact-fields', { contact: { name: '', phone: '' }, locked: false });
    fields.write('张老师', 0);
    fields.write('138', 1);
    assert.deepEqual(fields.raised, [
      ['contact', { name: '张老师', phone: '' }],
      ['contact', { name: '张老师', phone: '138' }],
    ]);
  });

  test('cannot be changed while the sheet is being sent', () => {
    assert.equal(
      screen('contact-fields', { contact, locked: true })
        .spoken()
        .filter((line) => line.endsWith('disabled')).length,
      2,
    );
  });

  test('speak English on a phone that does', () => {
    phone({ service: () => null, language: 'en' });
    assert.deepEqual(screen('contact-fields', { contact, locked: false }).written(), ['Name', 'Phone']);
  });
});

test('a violation is read out when it appears, and gone when it is corrected', () => {
  const violation = screen('violation-text', { text: '' });
  assert.deepEqual([violation.spoken(), violation.written()], [[], []]);
  violation.show({ text: '第4题还没有回答' });
  assert.deepEqual([violation.spoken(), violation.written()], [['alert 第4题还没有回答'], ['第4题还没有回答']]);
  violation.show({ text: '' });
  assert.deepEqual(violation.spoken(), []);
});
