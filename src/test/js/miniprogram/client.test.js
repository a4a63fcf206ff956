'use strict';

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { PROGRAM } = require('./phone.js');
const { outcome } = require(PROGRAM + '/client/outcome.js');
const { begun, refit, uuid } = require(PROGRAM + '/client/draft.js');

describe('a sheet that was handed in', () => {
  const receipt = { id: 'x', receivedAt: '2026-11-20T22:34:26.834+08:00', receipt: '25VN-BJQB' };
  const reply = (status, data = {}, login = false) => outcome({ status, data, login }).state;

  test('is stored once and repeated after that, with the same receipt', () => {
    assert.deepEqual(outcome({ status: 201, data: receipt }), { state: 'stored', receipt });
    assert.deepEqual(outcome({ status: 200, data: receipt }), { state: 'repeated', receipt });
  });

  test('is refused with what the service says', () => {
    const violations = [{ field: 'q3', code: 'required', message: '第3题还没有回答' }];
    const data = { code: 'answers-invalid', detail: '答卷有误', violations };
    assert.deepEqual(outcome({ status: 422, data }), {
      state: 'refused',
      status: 422,
      code: 'answers-invalid',
      message: '答卷有误',
      violations,
    });
    [400, 403, 404, 409].forEach((status) => assert.equal(reply(status), 'refused', String(status)));
  });

  test('waits where the service may answer otherwise later, and where only the login failed', () => {
    [401, 408, 429, 500, 503].forEach((status) => assert.equal(reply(status), 'waiting', String(status)));
    assert.equal(reply(403, { code: 'wechat-user-blocked' }, true), 'waiting');
    assert.equal(reply(503, { code: 'wechat-not-configured' }, true), 'waiting');
  });

  test('is unanswered where no answer came', () => assert.equal(reply(0), 'unanswered'));
});

describe('a draft', () => {
  test('begins empty, or with what was answered before, and always under its own id', () => {
    const first = begun('one', 'care', { role: 'TEACHER' });
    assert.deepEqual(
      [first.id, first.certificateId, first.role, first.answers, first.sheet],
      ['one', 'care', 'TEACHER', {}, ''],
    );
    const earlier = { ...first, answers: { q3: 'B' }, sheet: '{}', startedAt: 1 };
    const second = begun('two', 'web', earlier);
    assert.deepEqual(second, { ...earlier, id: 'two', certificateId: 'web', sheet: '' });
  });

  test('is left alone where the questionnaire is the same', () => {
    const definition = { code: 'a', version: 1, questions: [] };
    const draft = { answers: { q3: 'B' }, otherTexts: {} };
    assert.equal(refit(draft, definition, definition), false);
    assert.equal(refit(draft, null, definition), false);
    assert.deepEqual(draft.answers, { q3: 'B' });
    assert.equal(refit(draft, definition, { ...definition, version: 2 }), true);
    assert.deepEqual(draft.answers, {});
  });

  test('has a UUID of version 4', () => {
    assert.equal(uuid(new Uint8Array(16)), '00000000-0000-4000-8000-000000000000');
    assert.equal(uuid(new Uint8Array(16).fill(255)), 'ffffffff-ffff-4fff-bfff-ffffffffffff');
  });
});
