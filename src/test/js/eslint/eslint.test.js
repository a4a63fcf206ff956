'use strict';

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { files, read, violations } = require('./eslint.js');

test('all JavaScript of the project passes', () => {
  const all = files();
  assert.ok(all.length > 70, String(all.length));
  assert.deepEqual(
    all.flatMap((file) => violations(file, read(file))),
    [],
  );
});

describe('ESLint', () => {
  const PHONE = 'src/miniprogram/first.js';
  const PAGE = 'src/main/resources/browser/page/first.js';
  const CONSOLE = 'src/main/resources/static/console/first.js';
  const TEST = 'src/test/js/rules/first.test.js';

  for (const [file, text, rule] of [
    [PHONE, "exports.paper = '#fafafa';", 'no-restricted-syntax'],
    [PHONE, 'exports.last = (list) => list.at(-1);', 'no-restricted-syntax'],
    [PHONE, 'exports.own = (each) => Object.hasOwn(each, 1);', 'no-restricted-syntax'],
    [PHONE, 'exports.copy = (each) => structuredClone(each);', 'no-undef'],
    [PHONE, 'exports.width = document.body.clientWidth;', 'no-undef'],
    [PHONE, 'const unused = 1;', 'no-unused-vars'],
    [PHONE, 'exports.same = (one, other) => one == other;', 'eqeqeq'],
    [PHONE, "exports.sign = (n) => (n > 0 ? '+' : n < 0 ? '-' : '');", 'no-nested-ternary'],
    [PHONE, 'exports.first = 1;\n'.repeat(251), 'max-lines'],
    [PAGE, "exports.changed = (text) => text.replaceAll('a', 'b');", 'no-restricted-syntax'],
    [PAGE, "wx.login({ name: 'a' });", 'no-undef'],
    [PAGE, `exports.first = ${'1 + '.repeat(30)}1;`, 'max-len'],
    [CONSOLE, "eval('alert(1)');", 'no-eval'],
    [CONSOLE, 'export var first = 1;', 'no-var'],
    [TEST, 'let first = 1;\nconsole.log(first);', 'prefer-const'],
  ]) {
    test(`finds ${rule} in ${text.slice(0, 60).trim()} of ${file}`, () => {
      assert.deepEqual(
        violations(file, text).map((line) => line.split(' ')[1]),
        [rule + ':'],
      );
    });
  }

  test('refuses syntax that old phones do not know, but not in the console', () => {
    const text = "const draft = document.querySelector('form')?.dataset;\n";
    assert.match(violations(PAGE, text + 'exports.draft = draft;')[0], /Parsing error/);
    assert.deepEqual(violations(CONSOLE, text + 'export { draft };'), []);
  });

  test('does not take other words with a # for a colour, or a member for a method', () => {
    assert.deepEqual(violations(PHONE, "exports.place = (each) => '#' + each.at;"), []);
    assert.deepEqual(violations(PHONE, 'exports.first = (list) => (list.length ?.5 : list[0]);'), []);
  });
});
