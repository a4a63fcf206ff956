'use strict';

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { official } = require('./definitions.js');
const { path, pruned } = require('../../../miniprogram/rules/path.js');

const TEACHER = official('teacher-2020', 1);
const PREFILLED = { q1: '武汉市', q2: 'B' };

const prune = (answers, otherTexts) => pruned(TEACHER, answers, otherTexts || {}, PREFILLED);

describe('a draft before it is sent', () => {
  test('loses the answers to questions that are no longer asked', () => {
    const answers = { q7: 'A', q8: ['A'], q9: 'B', q10: 'A' };
    assert.deepEqual(prune(answers).answers, answers);
    assert.deepEqual(prune({ ...answers, q7: 'B' }).answers, { q7: 'B', q10: 'A' });
  });

  test('is itself left unchanged, so that the answers come back when the questions do', () => {
    const answers = { q7: 'B', q8: ['A'] };
    prune(answers);
    assert.deepEqual(answers, { q7: 'B', q8: ['A'] });
  });

  test('loses the text of an option no longer chosen', () => {
    assert.deepEqual(prune({ q15: ['A', 'E'] }, { q15: '带薪休假' }).otherTexts, { q15: '带薪休假' });
    assert.deepEqual(prune({ q15: ['A'] }, { q15: '带薪休假' }).otherTexts, {});
    assert.deepEqual(prune({}, { q15: '带薪休假' }).otherTexts, {});
  });

  test('loses blank answers', () => {
    assert.deepEqual(prune({ q3: '', q4: null, q5: [], q6: undefined, q21: ' \u3000' }, { q15: '' }), {
      answers: {},
      otherTexts: {},
    });
    assert.deepEqual(prune({ q15: ['E'] }, { q15: ' ' }), { answers: { q15: ['E'] }, otherTexts: {} });
    assert.deepEqual(prune({ q15: ['E'] }, { q15: null }), { answers: { q15: ['E'] }, otherTexts: {} });
  });

  test('loses what the school answers and what the questionnaire does not ask', () => {
    assert.deepEqual(prune({ q1: '太原市', q2: 'A', q3: 'B', q99: 'A' }, { q99: '无' }), {
      answers: { q3: 'B' },
      otherTexts: {},
    });
  });

  test('keeps a text that is too long: its writer shortens it, not the client', () => {
    const long = '长'.repeat(1001);
    assert.deepEqual(prune({ q21: long }).answers, { q21: long });
  });
});

describe('the path', () => {
  test('counts what the school answers as given', () => {
    const { asked, given } = path(TEACHER, {}, PREFILLED);
    assert.deepEqual(
      asked.slice(0, 3).map((question) => question.id),
      ['q1', 'q2', 'q3'],
    );
    assert.deepEqual(given, PREFILLED);
  });

  test('ignores an option that the questionnaire does not have', () => {
    const { given } = path(TEACHER, { q3: 'Z', q5: ['A', 'Z', 'A'], q15: ['Z'] }, PREFILLED);
    assert.deepEqual(given, { ...PREFILLED, q5: ['A'] });
  });
});
