'use strict';

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { detail, phone, tap } = require('./phone.js');

/** A component with these properties; `raised` is what it tells its page. */
function component(name, properties) {
  const world = phone({ service: () => null });
  let options;
  globalThis.Component = (given) => { options = given; };
  world.load(`components/${name}/${name}.js`);
  const raised = [];
  return Object.assign({ data: properties, raised, triggerEvent: (event, told) => raised.push([event, told]) }, options.methods);
}

const options = (...checked) => ['A', 'B', 'C'].map((code) => ({ code, label: code, checked: checked.includes(code) }));

describe('a single choice', () => {
  test('answers with the option that is tapped', () => {
    const choice = component('single-choice', { item: { id: 'q3', options: options('A'), locked: false } });
    choice.onChoose(tap({ code: 'B' }));
    assert.deepEqual(choice.raised, [['answer', { id: 'q3', value: 'B' }]]);
  });

  test('says nothing while its sheet is on the way', () => {
    const choice = component('single-choice', { item: { id: 'q3', options: options('A'), locked: true } });
    choice.onChoose(tap({ code: 'B' }));
    assert.deepEqual(choice.raised, []);
  });
});

describe('a multiple choice', () => {
  test('adds and takes away, in the order of the options', () => {
    const choice = component('multiple-choice', { item: { id: 'q5', options: options('B', 'C'), locked: false } });
    choice.onToggle(tap({ code: 'A' }));
    choice.onToggle(tap({ code: 'B' }));
    assert.deepEqual(choice.raised, [['answer', { id: 'q5', value: ['A', 'B', 'C'] }], ['answer', { id: 'q5', value: ['C'] }]]);
  });

  test('says nothing while its sheet is on the way', () => {
    const choice = component('multiple-choice', { item: { id: 'q5', options: options(), locked: true } });
    choice.onToggle(tap({ code: 'A' }));
    assert.deepEqual(choice.raised, []);
  });

  test('passes on the text beside an option', () => {
    const choice = component('multiple-choice', { item: { id: 'q15', options: options('C'), locked: false } });
    choice.onOther(detail({ value: '带薪休假' }));
    assert.deepEqual(choice.raised, [['other', { id: 'q15', value: '带薪休假' }]]);
  });
});

test('contact fields tell name and phone together, though the page hands nothing back while somebody types', () => {
  const fields = component('contact-fields', { contact: { name: '', phone: '' } });
  fields.onName(detail({ value: '张老师' }));
  fields.onPhone(detail({ value: '138' }));
  assert.deepEqual(fields.raised[1], ['contact', { name: '张老师', phone: '138' }]);
});
