'use strict';

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { official } = require('./definitions.js');
const { fitting } = require('../../../miniprogram/rules/fit.js');

const FORMER = official('teacher-2020', 1);
const ANSWERS = { q3: 'B', q5: ['A', 'B'], q15: ['A', 'E'], q21: '没有' };
const OTHERS = { q15: '带薪休假' };

/** The questionnaire with one question changed, or without it where nothing is left of it. */
const changed = (id, change) => ({
  ...FORMER,
  version: 2,
  questions: FORMER.questions.map((each) => (each.id === id ? change(each) : each)).filter(Boolean),
});
const relabelled = (code, label) => (question) => ({
  ...question,
  options: question.options.map((each) => (each.code === code ? { ...each, label } : each)),
});
const kept = (definition) => fitting(FORMER, definition, ANSWERS, OTHERS);

describe('a draft whose questionnaire has a new version', () => {
  test('keeps everything where nothing of it has changed, and leaves its own object unchanged', () => {
    const before = structuredClone(ANSWERS);
    assert.deepEqual(kept(changed('q4', () => null)), { answers: ANSWERS, otherTexts: OTHERS });
    assert.deepEqual(ANSWERS, before);
  });

  test('loses the answer to a question that is gone or asks something else', () => {
    for (const change of [
      () => null,
      (each) => ({ ...each, text: '您的教龄是？' }),
      (each) => ({ ...each, type: 'multiple' }),
    ]) {
      assert.deepEqual(Object.keys(kept(changed('q3', change)).answers), ['q5', 'q15', 'q21']);
    }
  });

  test('loses a choice whose letter means something else, and no other', () => {
    assert.ok(!('q3' in kept(changed('q3', relabelled('B', '别的'))).answers));
    assert.equal(kept(changed('q3', relabelled('A', '别的'))).answers.q3, 'B');
    assert.deepEqual(kept(changed('q5', relabelled('B', '别的'))).answers.q5, ['A']);
  });

  test('loses a choice that is no longer offered', () => {
    assert.deepEqual(kept(changed('q5', (each) => ({ ...each, options: each.options.slice(0, 1) }))).answers.q5, ['A']);
  });

  test('loses the text beside an option with its question', () => {
    assert.deepEqual(kept(changed('q15', (each) => ({ ...each, text: '别的' }))).otherTexts, {});
  });

  test('takes nothing from an answer that is of no known shape', () => {
    assert.deepEqual(fitting(FORMER, FORMER, { q3: null, q5: 'A', q99: 'A' }, {}).answers, { q5: ['A'] });
  });
});
