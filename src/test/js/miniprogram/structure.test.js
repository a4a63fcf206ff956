'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { describe, test } = require('node:test');
const { PROGRAM } = require('./phone.js');

const files = fs
  .readdirSync(PROGRAM, { recursive: true })
  .map((name) => name.split(path.sep).join('/'))
  .filter((name) => !name.startsWith('node_modules'));
const read = (name) => fs.readFileSync(path.join(PROGRAM, name), 'utf8');
const json = (name) => JSON.parse(read(name));
const pages = json('app.json').pages;

describe('the mini program', () => {
  test("opens where printed codes lead, and follows the phone's font size on every page", () => {
    assert.equal(pages[0], 'pages/entry/entry');
    pages.forEach((page) => assert.match(read(`${page}.wxml`), /^<page-meta page-font-size="system" \/>/, page));
  });

  test('tells a screen reader what is a heading, and what has just been said', () => {
    const roles = { title: /"heading"/, heading: /"heading"/, notice: /"(?:alert|status)"/, violation: /"alert"/ };
    for (const file of files.filter((name) => name.endsWith('.wxml'))) {
      for (const [tag, name] of read(file).matchAll(/<[^<>]*class="(title|heading|notice|violation)"[^<>]*>/g)) {
        const [, role] = /aria-role=("\w+")/.exec(tag) || [];
        assert.match(String(role), roles[name], `${file}: ${tag}`);
      }
    }
  });

  test('follows the phone into dark mode, stays out of searches, and has no real appid', () => {
    const app = json('app.json');
    assert.deepEqual(
      json(app.sitemapLocation).rules.map(({ action }) => action),
      ['disallow'],
    );
    assert.deepEqual(
      [app.darkmode, app.lazyCodeLoading, json('project.config.json').appid],
      [true, 'requiredComponents', 'touristappid'],
    );
  });

  test('is uploaded without what only its tests need', () => {
    const left = json('project.config.json').packOptions.ignore.map(({ value }) => value);
    ['node_modules', 'package.json', 'package-lock.json', '.npmrc'].forEach((name) =>
      assert.ok(left.includes(name), name),
    );
  });

  test('pins every package of its tests by its hash, wherever it is fetched from', () => {
    const { '': own, ...packages } = json('package-lock.json').packages;
    assert.deepEqual(own.devDependencies, json('package.json').devDependencies);
    assert.deepEqual(
      Object.keys(packages).filter((name) => !packages[name].integrity || packages[name].resolved),
      [],
    );
  });

  test('calls WeChat for requests and logins in one module only', () => {
    const callers = files.filter((name) => name.endsWith('.js') && /wx\.(request|login)\b/.test(read(name)));
    assert.deepEqual(callers, ['api/request.js']);
  });

  test('says the same things in both languages, and uses every one of them', () => {
    const texts = (language) => {
      globalThis.wx = { getAppBaseInfo: () => ({ language }) };
      delete require.cache[path.join(PROGRAM, 'texts.js')];
      return Object.keys(require(path.join(PROGRAM, 'texts.js')));
    };
    assert.deepEqual(texts('zh_CN'), texts('en_US'));
    const sources = files
      .filter((name) => /\.(js|wxml)$/.test(name) && name !== 'texts.js')
      .map(read)
      .join('\n');
    const used = Array.from(sources.matchAll(/\b(?:t|texts)\.(\w+)/g), ([, name]) => name);
    used.forEach((name) => assert.ok(texts('zh_CN').includes(name), name));
    assert.deepEqual(
      texts('zh_CN').filter((name) => !used.includes(name) && name !== 'TEACHER' && name !== 'STUDENT'),
      [],
    );
  });
});
